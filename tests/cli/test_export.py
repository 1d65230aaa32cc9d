"""`toldby export`: names of formats, options, what stdout and stderr tell, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from tests.samples.stores import fill
from toldby.adapters.exports.formats import FORMATS, find_format, list_names
from toldby.adapters.stores.sql.engine import Mode
from toldby.adapters.stores.sql.store import open_store
from toldby.cli.commands_export import NAMES
from toldby.cli.run import app, run
from toldby.domain.errors import UsageProblem

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command on a small ledger in an empty folder."""
    monkeypatch.chdir(tmp_path)
    store = open_store("a.toldby", Mode.CREATE)
    fill(store)
    store.close()

    def called(*words: str) -> tuple[int, str, str]:
        code = run(["export", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


def test_help_names_every_format() -> None:
    assert tuple(NAMES.split(", ")) == list_names()
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]
    (option,) = [p for p in command.params if p.name == "format_"]
    assert NAMES in option.help


def test_every_format_has_a_file_with_an_encoder_and_a_page() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    for one in FORMATS:
        source = root / "src" / "toldby" / "adapters" / "exports" / f"{one.module}.py"
        assert f"`{one.name}`" in source.read_text(encoding="utf-8").splitlines()[0], (
            "a newcomer finds it by its first line"
        )
        assert f"`{one.name}`" in page, f"{one.name} is not explained in docs/formats.md"
        assert one.holds


@pytest.mark.parametrize(
    ("name", "hint"),
    [("acled-csv", "acled-columns"), ("ged-csv", "ucdp-ged-columns"), ("geo-json", "geojson"), ("excel", "xlsx")],
)
def test_a_likely_name_is_offered(name: str, hint: str) -> None:
    with pytest.raises(UsageProblem, match=f"--format {name}: .*{hint}"):
        find_format(name)


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.extra is None])
def test_files_are_listed(name: str, call: Call) -> None:
    code, out, _ = call("--format", name, "--out", "made")
    assert code == 0
    listed = re.findall(r"^  (\S+)$", out, re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in Path("made").iterdir())
    assert f"{name}.manifest.json" in listed


def test_json_is_one_object_with_all_counts(call: Call) -> None:
    code, out, err = call("--format", "ucdp-ged-columns", "--json", "-q")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert report["out"] == "a-ucdp-ged-columns"
    assert report["policy"] == "range"
    assert set(report) >= {"rows", "incidents", "left_out", "withheld", "masked", "is_masked", "not_asked", "files"}
    assert report["rows"] + sum(report["left_out"].values()) == report["incidents"]


def test_what_is_left_out_and_unmasked_is_said(call: Call) -> None:
    _, _, err = call("--format", "acled-columns", "--state", "agreed", "--unmasked")
    assert "NOT masked" in err
    _, out, err = call(
        "--format", "ucdp-ged-columns", "--withhold", write("w.csv", "id,action,until\none/first.txt,exclude,\n")
    )
    assert "wrote 0 rows of 0 incidents" in out
    assert "withheld, see ucdp-ged-columns.withheld.csv: 1 incident: rests on a report that is withheld" in err


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


WRONG = [
    (("--format", "acled"), "--format acled: did you mean acled-columns?"),
    (("--format", "acled-columns", "--aggregate", "majority"), "--aggregate majority: must be one of none"),
    (("--format", "acled-columns", "--with", "maybe"), "--with maybe: must be one of"),
    (("--format", "jsonl", "--state", "agreed"), "--format jsonl holds the whole ledger; leave out --state"),
    (("--format", "site", "--protect", "names.txt"), "leave out --protect"),
    (("--format", "csl", "--since", "x"), "leave out --since"),
    (("--format", "atom", "--since", "nowhere"), "--since nowhere: cannot be read"),
    (("--format", "atom", "--since", "w.txt"), "no state of an earlier feed"),
    (("--format", "atom", "--webhook", "desk.example"), "--webhook desk.example: must be an http"),
    (("--format", "csl", "--withhold", "w.txt"), "a CSV table with the columns id, action"),
    (("--format", "csl", "--withhold", "w.csv"), "w.csv:2: action 'hide' must be one of exclude, embargo, coarsen"),
    (("--format", "csl", "--country-policy", "w.csv"), "columns place_id, country"),
    (("--format", "csl", "--as-of", "soon"), "--as-of soon: a day"),
    (("--format", "csl", "--coarsen", "900"), "--coarsen 900.0: kilometres"),
    (("--format", "csl", "--incident", "TB-ZZZZZZ"), "--incident TB-ZZZZZZ: no incident"),
    (("--format", "csl", "--out", "w.txt"), "--out w.txt is a file"),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_wrong_usage_is_one_line_and_2(words: tuple[str, ...], message: str, call: Call) -> None:
    write("w.txt", "[1]\n")
    write("w.csv", "id,action,until\nx,hide,\n")
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_notice_nobody_takes_is_1_and_the_files_are_there(call: Call) -> None:
    code, out, err = call("--format", "atom", "--out", "feed", "--webhook", "http://127.0.0.1:9/hook")
    assert code == 1
    assert "atom.xml" in out
    assert "did not take the notice" in err
    assert Path("feed/atom.xml").exists()


@pytest.mark.parametrize(
    ("name", "extra", "module"),
    [("parquet", "parquet", "pyarrow"), ("xlsx", "xlsx", "xlsxwriter"), ("pdf", "print", "weasyprint")],
)
def test_a_missing_extra_is_named(name: str, extra: str, module: str, call: Call, tmp_path: Path) -> None:
    """In a Python that finds no such library, before anything is read or written."""
    code = (
        "import sys, importlib.util as u\n"
        f"find = u.find_spec\nu.find_spec = lambda n, *a: None if n == {module!r} else find(n, *a)\n"
        "from toldby.cli.run import run\n"
        f"sys.exit(run(['export', '--format', {name!r}, '--out', 'made']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"toldby: --format {name} needs the extra '{extra}': pip install 'toldby[{extra}]'\n"
    assert not (tmp_path / "made").exists()


def test_a_site_to_be_published(call: Call) -> None:
    code, out, _ = call("--format", "site", "--masked", "--out", "pages", "--state", "agreed")
    assert code == 0
    assert "wrote 0 rows of 0 incidents to pages" in out
    assert json.loads(Path("pages/site.manifest.json").read_text(encoding="utf-8"))["not_asked"] == 1
    assert list(Path("pages/incidents").iterdir()) == []
    code, out, _ = call("--format", "site", "--out", "whole")
    assert (code, out) == (0, f"wrote {sum(1 for p in Path('whole').rglob('*') if p.is_file())} files to whole\n")
    assert len(list(Path("whole/incidents").iterdir())) == 1
