"""Bad inputs: each gives one clear line, what and where and what to do; the rest is built; nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.system.commands import Done, Toldby
from toldby.bootstrap import DEMO_REPORTS

ENGLISH = "The ministry said on Friday that shells had hit the café in Ondrel – two people were killed. "
GERMAN = (
    "Das Verteidigungsministerium teilte am Freitag mit, dass Truppen das Dorf beschossen haben. "
    "Drei Menschen wurden getötet. Die andere Seite wies den Vorwurf zurück und sprach von einer Lüge.\n"
)

LOST = [
    ("empty.txt", "empty", "leave it out"),
    ("blank.txt", "empty", "leave it out"),
    # letters and digits are missing altogether
    ("marks.txt", "empty", "leave it out"),
    ("noise.txt", "binary", "leave it out"),
    # a picture is a picture whatever its suffix says
    ("picture.txt", "unsupported_type", "save its text as one of them"),
    ("picture.png", "unsupported_type", "save it as one of them"),
    ("huge.txt", "too_large", "split it"),
    # a link whose file has gone
    ("gone.txt", "not_a_regular_file", "copy the file itself"),
    # a naive reader would wait for ever
    ("pipe.txt", "not_a_regular_file", "leave it out"),
    ("missing.txt", "sidecar_missing_file", "add it or drop the row"),
    ("changed.txt", "hash_mismatch", "correct the row or bring the file back"),
]
WARNED = [
    ("western.txt", "encoding_guessed", "save it as UTF-8"),
    ("german.txt", "language_without_pack", "toldby reports"),
    ("numbers.txt", "no_sentences", "leave it out"),
    ("dated.txt", "impossible_date", "write 2022-04-03"),
]
GOOD = ["good.txt", "statement.txt"]


def write_inputs(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(DEMO_REPORTS / "r01.txt", folder / "good.txt")
    shutil.copy(DEMO_REPORTS / "s1.txt", folder / "statement.txt")
    shutil.copy(DEMO_REPORTS / "r06.txt", folder / "dated.txt")
    shutil.copy(folder / "good.txt", folder / "the-same-again.txt")
    (folder / "changed.txt").write_text(ENGLISH)
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text("  \n\n \t\n")
    (folder / "marks.txt").write_text("*** --- ???\n!!!\n")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    for name in ("picture.txt", "picture.png"):
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(100_000_000)  # sparse: takes no room
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "western.txt").write_bytes(ENGLISH.encode("cp1252"))
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "numbers.txt").write_text("1 2 3\n4 5 6\n42\n")
    rows = ["file,published,sha256", "missing.txt,2019-05-01,", "dated.txt,32.13.2019,", f"changed.txt,,{'0' * 64}"]
    (folder / "metadata.csv").write_text("\n".join(rows) + "\n")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[Toldby, Done]:
    """All bad inputs and some good ones in one build."""
    folder = tmp_path_factory.mktemp("mixed")
    write_inputs(folder / "reports")
    command = Toldby(folder, cache)
    return command, command("build", "reports")


@pytest.fixture(scope="module")
def listed(mixed: tuple[Toldby, Done]) -> dict[str, str]:
    """What `show --problems` says, by path."""
    lines = mixed[0]("show", "--problems").out.splitlines()
    return dict(line.split(": ", 1) for line in lines if ", no_date" not in line)


def test_the_rest_is_built_and_the_code_tells_of_losses(mixed: tuple[Toldby, Done]) -> None:
    command, done = mixed
    assert done.code == 3
    assert "Traceback" not in done.err
    paths = {json.loads(row)["path"] for row in dump(command)["documents.jsonl"]}
    assert paths == {*GOOD, *(path for path, _, _ in WARNED)}
    assert '"reports":6' in command("build", "reports", "--json", "-q").out, "a second build tells the same"


@pytest.mark.parametrize(("path", "code", "advice"), LOST)
def test_a_lost_input_is_one_line(listed: dict[str, str], path: str, code: str, advice: str) -> None:
    assert listed[path].startswith(f"skipped, {code}: ")
    assert advice in listed[path]


@pytest.mark.parametrize(("path", "code", "advice"), WARNED)
def test_an_odd_report_is_stored_with_one_line(listed: dict[str, str], path: str, code: str, advice: str) -> None:
    assert listed[path].startswith(f"stored, {code}: ")
    assert advice in listed[path]


def test_a_duplicate_is_listed_and_is_no_loss(listed: dict[str, str], toldby: Toldby) -> None:
    assert listed["the-same-again.txt"] == "duplicate, duplicate: the same text as good.txt, stored once"
    reports = toldby.folder / "reports"
    reports.mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(DEMO_REPORTS / "r01.txt", reports / name)
    done = toldby("build", "reports")
    assert (done.code, done.complaints) == (0, [])
    assert "1 input not read (1 duplicate)" in done.out


def test_every_line_names_its_input_on_stderr(mixed: tuple[Toldby, Done]) -> None:
    told = mixed[1].complaints
    assert told[-1].startswith("and ")
    assert told[-1].endswith("toldby show --problems")
    assert all(": " in line for line in told[:-1])
    assert len(told) <= 11


def test_the_summary_counts_everything(mixed: tuple[Toldby, Done]) -> None:
    lines = {line.split()[0]: line for line in mixed[1].out.splitlines() if line}
    assert lines["reading"].split()[1:3] == ["6", "reports,"]
    assert "attributed" in lines["claims"]
    assert "left open" in lines["skipped"]
    for part in ("12 inputs not read", "3 empty", "1 too_large", "4 warnings", "1 language_without_pack"):
        assert part in lines["problems"]


def test_inputs_are_documents_and_problems(mixed: tuple[Toldby, Done]) -> None:
    tables = dump(mixed[0])
    documents = {json.loads(row)["path"] for row in tables["documents.jsonl"]}
    problems = {json.loads(row)["path"] for row in tables["problems.jsonl"]}
    there = {path.name for path in (mixed[0].folder / "reports").iterdir()} - {"metadata.csv"}
    assert documents | problems == there | {"missing.txt"}
    assert not documents & problems


def dump(command: Toldby) -> dict[str, list[str]]:
    out = command.folder / "dump"
    assert command("export", "--format", "jsonl", "--out", out).code == 0
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in out.iterdir()}


def test_nothing_but_bad_inputs_has_failed(toldby: Toldby) -> None:
    reports = toldby.folder / "reports"
    reports.mkdir()
    (reports / "empty.txt").touch()
    done = toldby("build", "reports")
    assert (done.code, done.out) == (1, "")
    assert done.complaints == [
        "empty.txt: empty: the file is empty; leave it out",
        "toldby: no report could be read; name a folder with .txt, .md or .html files",
    ]
    empty = toldby.folder / "nothing"
    empty.mkdir()
    assert toldby("build", "nothing").code == 1
