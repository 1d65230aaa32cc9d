"""Folders of reports: every input ends as one report or one listed problem."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from toldby.adapters.sources.files import FolderSource
from toldby.application.ports import InputRef, RawReport
from toldby.domain.text import InputProblem

STORY = "Shells fell on Pelluk on Thursday evening, the council said. Nobody was hurt.\n"


def read_all(*roots: Path) -> dict[str, RawReport | InputProblem]:
    """What each input of the roots gives, by path."""
    source = FolderSource(roots)
    return {ref.path: source.read(ref) for ref in source.inputs()}


def read_code(found: RawReport | InputProblem) -> str:
    """The code of a problem, or "ok"."""
    return found.code if isinstance(found, InputProblem) else "ok"


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b"  \n\n", "empty"),
    ("marks.txt", b"--- ... ***", "empty"),
    ("binary.txt", bytes(range(256)) * 8, "binary"),
    # both kinds are read now; these are cut off after their signature
    ("scan.pdf", b"%PDF-1.4", "parser_error"),
    ("letter.docx", b"PK\x03\x04", "parser_error"),
    ("README", STORY.encode(), "unsupported_type"),
    ("archive.txt", b"\x1f\x8b\x08", "unsupported_type"),
    ("long.txt", b"shells fell " * 90_000, "text_too_long"),
    ("script.html", b"<html><body><script>var a = 'five died in Pelluk';</script></body></html>", "no_text"),
    ("menu.html", b"<html><nav><a href=/>Home</a></nav></html>", "no_text"),
    ("foreign.txt", "Обстрел продолжался всю ночь, сообщил совет района.".encode("cp1251"), "ok"),
    ("good.txt", STORY.encode(), "ok"),
    ("good.md", b"# Hill taken\n\nThe army *took* the hill on Monday.\n", "ok"),
    ("page.txt", b"<!DOCTYPE html><html><body><p>The army took the hill on Monday, it said.</p></body></html>", "ok"),
]


@pytest.mark.parametrize(("name", "content", "code"), BAD, ids=[row[0] for row in BAD])
def test_one_bad_input(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """The code of each, and the good neighbour is read all the same."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "neighbour.txt").write_text(STORY, encoding="utf-8")
    found = read_all(tmp_path)
    assert {path: read_code(each) for path, each in found.items()} == {name: code, "neighbour.txt": "ok"}


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    """Offsets into a text report are offsets into its file."""
    words = "First line\r\n\r\n  Second – “line”.\n"
    (tmp_path / "a.txt").write_bytes(words.encode())
    found = read_all(tmp_path)["a.txt"]
    assert isinstance(found, RawReport)
    assert found.text == words


def test_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """100 MB are refused by their size, before a byte is read."""
    for name in ("huge.txt", "huge.html"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(100_000_000)
    began = time.perf_counter()
    assert [read_code(each) for each in read_all(tmp_path).values()] == ["too_large", "too_large"]
    assert time.perf_counter() - began < 20


def test_vanished_file(tmp_path: Path) -> None:
    """A file that goes between listing and reading."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    source = FolderSource([tmp_path])
    refs = list(source.inputs())
    (tmp_path / "a.txt").unlink()
    assert [read_code(source.read(ref)) for ref in refs] == ["vanished"]
    assert (
        read_code(FolderSource([tmp_path / "never.txt"]).read(InputRef("never.txt", str(tmp_path / "never.txt"))))
        == "vanished"
    )


def test_links_and_pipes(tmp_path: Path) -> None:
    """A link outside, a loop, a dangling link and a pipe are listed, never followed, never waited for."""
    outside = tmp_path / "outside.txt"
    outside.write_text("secret words of another folder", encoding="utf-8")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    (folder / "self").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    found = {path: read_code(each) for path, each in read_all(folder).items()}
    assert found == {
        "dangling.txt": "not_a_regular_file",
        "link.txt": "not_a_regular_file",
        "pipe.txt": "not_a_regular_file",
        "self": "unsupported_type",
    }


def test_order_hidden_ignored(tmp_path: Path) -> None:
    """Sorted by path; hidden files, settings, ledgers, sidecar and ignored paths are no inputs."""
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.txt",
        "sub/drop.txt",
        "drafts/d.txt",
        ".hidden.txt",
        "toldby.toml",
        "x.toldby",
        "x.toldby-wal",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,outlet\na.txt,Ondrel Courier\n", encoding="utf-8")
    (tmp_path / ".toldbyignore").write_text("# not yet\ndrafts/\nsub/drop.*\n", encoding="utf-8")
    source = FolderSource([tmp_path])
    assert [ref.path for ref in source.inputs()] == ["a.txt", "b.txt", "sub/c.txt"]
    assert source.problems() == ()


def test_odd_names(tmp_path: Path) -> None:
    """Names are bytes: what is no text, breaks a line or turns it round is shown escaped."""
    for name in (b"-rf.txt", b"=1+1.txt", b"a\nb.txt", b"\xff.txt", "r\u202el.txt".encode(), b"<img onerror=x>.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(STORY.encode())
    found = read_all(tmp_path)
    assert sorted(found) == sorted(
        ["-rf.txt", "=1+1.txt", "a\\nb.txt", "\\xff.txt", "r\\u202el.txt", "<img onerror=x>.txt"]
    )
    assert {read_code(each) for each in found.values()} == {"ok"}
    "".join(found).encode("utf-8")


def test_sidecar(tmp_path: Path) -> None:
    """The user's row wins; unknown columns are kept; the date refused names file and line."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY + "More.", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file;url;outlet;published;lang;title;desk\n"
        "a.txt;https://courier.example/1;Ondrel Courier;3 April 2022;en;Shells;night\n"
        "b.txt;;;03/04/2022;;;\n",
        encoding="utf-8",
    )
    found = read_all(tmp_path)
    first, second = found["a.txt"], found["b.txt"]
    assert isinstance(first, RawReport)
    assert isinstance(second, RawReport)
    assert (first.url, first.outlet, first.language, first.title) == (
        "https://courier.example/1",
        "Ondrel Courier",
        "en",
        "Shells",
    )
    assert [(e.method, e.value) for e in first.evidence] == [("user", "2022-04-03")]
    assert first.meta == (("desk", "night"),)
    assert second.evidence == ()
    assert [problem.code for problem in second.problems] == ["impossible_date"]
    assert second.problems[0].reason.startswith("impossible_date: metadata.csv:3: published")
    assert FolderSource([tmp_path]).describe_sidecars() == ("metadata.csv: UTF-8, semicolon, 2 rows",)


def test_sidecar_names_missing_file(tmp_path: Path) -> None:
    """The row is listed with its line; a path that climbs out is never looked at."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,outlet\na.txt,X\nlost.txt,Y\n../a.txt,Z\n", encoding="utf-8")
    problems = FolderSource([tmp_path]).problems()
    assert [(p.path, p.code, p.state) for p in problems] == [
        ("lost.txt", "sidecar_missing_file", "skipped"),
        ("../a.txt", "sidecar_missing_file", "skipped"),
    ]
    assert "metadata.csv:3" in problems[0].reason


def test_sidecar_hash(tmp_path: Path) -> None:
    """A hash that does not fit keeps the report out."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(f"file,sha256\na.txt,{'0' * 64}\n", encoding="utf-8")
    assert read_code(read_all(tmp_path)["a.txt"]) == "hash_mismatch"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"name,date\nx,y\n", "no column 'file'"),
        (b"", "no column 'file'"),
        (b'file,note\na.txt,"' + b"x" * 200_000 + b'"\n', "field larger"),
    ],
)
def test_broken_sidecar(tmp_path: Path, content: bytes, text: str) -> None:
    """A sidecar that is no table is one listed problem; the reports are read."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_bytes(content)
    source = FolderSource([tmp_path])
    assert [read_code(source.read(ref)) for ref in source.inputs()] == ["ok"]
    assert [problem.code for problem in source.problems()] == ["record_bad"]
    assert text in source.problems()[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
def test_sidecar_encodings(tmp_path: Path, encoding: str) -> None:
    """Spreadsheets write marks and old code pages."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_bytes("file\toutlet\na.txt\tГазета\n".encode(encoding))
    found = read_all(tmp_path)["a.txt"]
    assert isinstance(found, RawReport)
    assert found.outlet == "Газета"


def test_single_file_and_two_folders(tmp_path: Path) -> None:
    """A file alone brings its neighbour sidecar; equal paths of two folders are kept apart."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "one" / "metadata.csv").write_text("file,outlet\na.txt,Ondrel Courier\n", encoding="utf-8")
    assert sorted(read_all(tmp_path / "one", tmp_path / "two")) == ["a.txt", "two/a.txt"]
    alone = read_all(tmp_path / "one" / "a.txt")["a.txt"]
    assert isinstance(alone, RawReport)
    assert alone.outlet == "Ondrel Courier"


def test_nothing_is_written(tmp_path: Path) -> None:
    """Law 10: the folder of reports is left as it was."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<p>{STORY}</p>", encoding="utf-8")
    before = sorted((p.name, p.stat().st_mtime_ns) for p in tmp_path.iterdir())
    read_all(tmp_path)
    assert sorted((p.name, p.stat().st_mtime_ns) for p in tmp_path.iterdir()) == before
