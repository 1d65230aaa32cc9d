"""Commands: what goes to stdout, what to stderr, and the exit codes 0, 1, 2, 3, 130."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.cli.conftest import FakeApi, Toldby
from tests.samples import ledger as sample
from toldby.cli.run import hoist_flags
from toldby.domain.errors import ToldbyError, UsageProblem
from toldby.domain.short_ids import name_short

SHORT = name_short(sample.SHELLED)


def build(call: Toldby, *words: str) -> None:
    assert call("build", "reports", "--ledger", "a.toldby", "-q", *words).code == 3


def test_build_prints_the_summary_on_stdout(call: Toldby) -> None:
    done = call("build", "reports")
    assert done.code == 3, "an input was skipped"
    text = re.sub(r"run \w{4}", "run 0000", done.out).replace("     1 without", "\n     1 without")
    assert text == snapshot("""\
reading    2 reports, 190 characters, en
     1 without a date, 1 without an outlet -> --write-sidecar gives a table to fill
claims     3: 2 attributed, 1 in the outlet's own voice; 1 answer another claim
incidents  1: 1 told by more than one report, 1 contested
origins    2 origins of claims; 2 reports -> 1 outlet; one/first.txt and one/second.txt share text
skipped    1 place that looks like an incident or a claim: toldby show --skipped; 1 left open
problems   2 inputs not read (1 no_text, 1 timeout): toldby show --problems
wrote      reports.toldby  (run 0000, 1.2 s)

TB-12JJ25  2019-05-09  Fellûg · Pelluk  shelling, killed 3  denied by Office; 2 origins
next: toldby open
""")


def test_progress_is_a_few_plain_lines_on_stderr(call: Toldby) -> None:
    lines = call("build", "reports").err.splitlines()
    reading = [line for line in lines if line.startswith("reading")]
    assert (reading[0], reading[-1], len(reading)) == ("reading 20/200", "reading 200/200", 10)
    assert [line for line in lines if line.startswith("linking")] == ["linking 2/2"]


def test_lost_inputs_are_named_on_stderr(call: Toldby) -> None:
    assert "one/scan.pdf: no_text: no text layer" in call("build", "reports").err


@pytest.mark.parametrize("words", [("-q", "build", "reports"), ("build", "reports", "--quiet")])
def test_quiet(call: Toldby, words: tuple[str, ...]) -> None:
    assert call(*words).err == ""


def test_ledger_lies_in_the_current_folder_never_in_that_of_the_reports(
    call: Toldby, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("build", "reports")
    assert api.calls[-1][2] == "reports.toldby"
    assert Path("reports.toldby").exists()
    monkeypatch.chdir("reports")
    refused = call("build", ".")
    assert (refused.code, refused.out) == (2, "")
    assert "--ledger" in refused.err
    assert not list(Path().glob("*.toldby"))


def test_ledger_from_the_environment(call: Toldby, api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOLDBY_LEDGER", "other.toldby")
    call("build", "reports")
    assert api.calls[-1][2] == "other.toldby"
    call("build", "reports", "--ledger", "third.toldby")
    assert api.calls[-1][2] == "third.toldby", "a flag goes before the environment"


def test_packs_and_jobs_are_passed_on(call: Toldby, api: FakeApi) -> None:
    call("build", "reports", "--pack", "demo", "--pack", "mine", "--jobs", "2")
    assert api.calls[-1][3:] == (("demo", "mine"), 2, False)


def test_json_summary_is_one_object(call: Toldby) -> None:
    done = call("build", "reports", "--json", "-q")
    row = json.loads(done.out)
    assert (row["reports"], row["contested"], row["rows"][0]["id"]) == (2, 1, SHORT)
    assert done.out.count("\n") == 1


ERRORS = [
    (ToldbyError("the disk is full; free some space"), 1, "toldby: the disk is full; free some space\n"),
    (UsageProblem("no such folder"), 2, "toldby: no such folder\n"),
    (KeyboardInterrupt(), 130, "toldby: interrupted; running the command again finishes it\n"),
    (
        ValueError("two\nlines"),
        1,
        "toldby: unexpected ValueError: two lines; --debug shows where\n",
    ),
]


@pytest.mark.parametrize(("error", "code", "line"), ERRORS)
def test_errors_are_one_line(call: Toldby, api: FakeApi, error: BaseException, code: int, line: str) -> None:
    api.error = error
    done = call("build", "reports")
    assert (done.code, done.out, done.err) == (code, "", line)


def test_debug_shows_the_traceback(call: Toldby, api: FakeApi) -> None:
    api.error = ToldbyError("broken")
    assert "Traceback" in call("build", "reports", "--debug").err


WRONG = [
    ("frobnicate",),
    ("build",),
    ("build", "reports", "--jobs", "0"),
    ("build", "reports", "--colour"),
    ("list", "--state", "hot"),
    ("list", "--from", "yesterday"),
    ("export", "--ledger", "a.toldby"),
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_two_and_one_line(call: Toldby, words: tuple[str, ...]) -> None:
    build(call)
    done = call(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_missing_ledger_is_one_line(call: Toldby) -> None:
    done = call("list", "--ledger", "none.toldby")
    assert (done.code, done.out) == (1, "")
    assert done.err == snapshot(
        "toldby: there is no ledger none.toldby; make one with: toldby build FOLDER --ledger none.toldby\n"
    )


def test_ledger_that_cannot_be_written_is_one_line(call: Toldby) -> None:
    done = call("build", "reports", "--ledger", "no/such/folder/a.toldby", "-q")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    Path("notes.txt").write_text("mine")
    refused = call("build", "reports", "--ledger", "notes.txt", "-q")
    assert refused.err == "toldby: notes.txt is not a ledger; name another file with --ledger\n"
    assert Path("notes.txt").read_text() == "mine"


def test_folder_without_reports_is_one_line(call: Toldby, api: FakeApi) -> None:
    api.is_empty = True
    done = call("build", "reports", "-q")
    assert (done.code, done.out) == (1, "")
    assert done.err == "toldby: no report could be read; name a folder with .txt, .md or .html files\n"


def test_path_that_does_not_exist_is_wrong_usage(call: Toldby, api: FakeApi) -> None:
    done = call("build", "nowhere", "--ledger", "a.toldby")
    assert (done.code, api.calls) == (2, [])
    assert done.err == "toldby: nowhere does not exist; name files or folders of reports\n"
    assert call("build", "https://halvena.example/1", "--ledger", "a.toldby").code == 3


def test_ledger_is_found_when_it_is_the_only_one(call: Toldby) -> None:
    assert call("list").code == 2
    build(call)
    assert call("list").code == 0
    Path("b.toldby").touch()
    several = call("list")
    assert (several.code, "a.toldby, b.toldby lie here" in several.err) == (2, True)


def test_list(call: Toldby) -> None:
    build(call)
    done = call(
        "list", "--state", "contested", "--from", "2019", "--to", "2019-05", "--side", "teskoria", "--q", "pelluk"
    )
    assert done.out == snapshot(
        "TB-12JJ25  2019-05-09  Fellûg · Pelluk  shelling, killed 3  contested  denied by Office; 2 origins\n"
    )
    assert call("list", "--type", "remote", "--limit", "1", "-q").out == done.out
    assert call("list", "--to", "2018", "-q").out == ""


def test_list_as_json_has_the_field_names_of_the_export(call: Toldby) -> None:
    build(call)
    (line,) = call("list", "--json").out.splitlines()
    row = json.loads(line)
    assert row["documents"] == ["one/first.txt", "one/second.txt"]
    assert row["acled_sub_event_type"] == "Shelling/artillery/missile attack"


def test_show_incident(call: Toldby) -> None:
    build(call)
    assert call("show", SHORT).out == snapshot("""\
TB-12JJ25  2019-05-09  Fellûg · Pelluk  shelling, killed 3
remote.shelling, asserted, contested; id 12JJ25X5BBFB4M08DQX1VARXEN

occurrence  happened  1 origin (halvena 1), against 1  [admission]

killed/unknown  silent  teskoria
occurrence      deny    78FKRSKKX6 / 6V3EM93YSH

78FKRSKKX6  Office: deny  via ? > Office
  “The Teskorian army did not shell Fellûg”
  one/second.txt 18-57

6V3EM93YSH  Ministry of Defence: accuse
  “the Teskorian army shelled Pelluk and “three” residents died”
  one/first.txt 42-102
""")


def test_show_why_adds_rules_and_spans(call: Toldby) -> None:
    build(call)
    out = call("show", SHORT.lower(), "--why").out
    for part in (
        "why one incident: link.v1",
        "rule statement.issuer, entry issuer",
        "deny.general: all",
        "count.named",
    ):
        assert part in out


def test_show_claim_and_json(call: Toldby) -> None:
    build(call)
    assert "on " + SHORT in call("show", sample.DENIED.claim_id).out
    row = json.loads(call("show", sample.DENIED.claim_id[:12], "--json").out)
    assert row["stance"] == "deny"
    detail = json.loads(call("show", SHORT, "--json").out)
    assert len(detail["claims"]) == 2
    assert {relation["kind"] for relation in detail["relations"]} == {"deny", "silent"}


def test_show_unknown_id(call: Toldby) -> None:
    build(call)
    done = call("show", "TB-ZZZZZZ")
    assert (done.code, "no incident or claim has the id TB-ZZZZZZ" in done.err) == (2, True)


def test_show_all_is_the_list_contested_first(call: Toldby) -> None:
    build(call)
    assert call("show", "-q").out.startswith(SHORT)


def test_show_problems_and_skipped(call: Toldby) -> None:
    build(call)
    assert call("show", "--problems").out == snapshot("""\
box.zip (a.txt): quarantined, timeout: 10 s
one/scan.pdf: skipped, no_text: no text layer
one/second.txt: stored, no_date: none
""")
    assert call("show", "--skipped").out == snapshot("one/first.txt 0-8: zone: title “Ministry”\n")
    assert json.loads(call("show", "--skipped", "--json").out)["path"] == "one/first.txt"
    assert json.loads(call("show", "--problems", "--json").out.splitlines()[0])["state"] == "quarantined"


def test_export_and_import_give_the_same_bytes(call: Toldby) -> None:
    build(call)
    assert call("export", "--ledger", "a.toldby", "--format", "jsonl", "--out", "dump").code == 0
    done = call("import", "dump", "--ledger", "b.toldby")
    assert (done.code, done.out) == (0, "wrote b.toldby: 2 reports, 3 claims, 1 incidents\n")
    call("export", "--ledger", "b.toldby", "--format", "jsonl", "--out", "again")
    for path in Path("dump").iterdir():
        assert path.read_bytes() == (Path("again") / path.name).read_bytes()
    assert call("import", "dump", "--ledger", "b.toldby").code == 2


def test_export_names_its_folder_after_the_ledger(call: Toldby) -> None:
    build(call)
    assert call("export", "--format", "jsonl").out == "wrote 14 files to a-jsonl\n"


def test_write_sidecar_only_when_asked(call: Toldby, api: FakeApi) -> None:
    call("build", "reports")
    call("build", "reports", "--write-sidecar")
    assert [row[-1] for row in api.calls] == [False, True]


def test_version(call: Toldby) -> None:
    row = json.loads(call("version", "--json").out)
    assert row == {"toldby": "1.0.0", "ledger driver": "SQLite"}
    assert call("--version").out == call("version").out == "toldby         1.0.0\nledger driver  SQLite\n"


HOISTED = [
    (["build", "x", "-q"], ["-q", "build", "x"]),
    (["build", "--debug", "x", "--no-color"], ["--debug", "--no-color", "build", "x"]),
    # what stands after "--" is no flag
    (["build", "--", "-q"], ["build", "--", "-q"]),
]


@pytest.mark.parametrize(("given", "expected"), HOISTED)
def test_flags_may_stand_anywhere(given: list[str], expected: list[str]) -> None:
    assert hoist_flags(given) == expected


HEAVY = "spacy sqlalchemy alembic trafilatura jinja2 yaml lxml numpy rich.progress toldby.api toldby.bootstrap"
# typer itself checks the arguments of a command with pydantic, where that is installed
CASES = [(["--help"], HEAVY + " pydantic"), (["build", "--help"], HEAVY), (["list", "--q", "x", "--help"], HEAVY)]


@pytest.mark.parametrize(("words", "heavy"), CASES)
def test_help_imports_nothing_heavy(words: list[str], heavy: str) -> None:
    code = f"""
import sys
from toldby.cli.run import run
code = run({words!r})
loaded = [name for name in {heavy.split()!r} if name in sys.modules]
sys.exit(f"loaded {{loaded}}" if loaded else code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: toldby" in done.stdout


def test_every_command_has_help(call: Toldby) -> None:
    commands = ["demo", "build", "add", "open", "export", "import", "list", "show", "eval", "version", "pack check"]
    for command in [*commands, "pack try", "pack new"]:
        done = call(*command.split(), "--help")
        assert done.code == 0
        assert len(done.out.splitlines()) > 4


def test_broken_pipe_is_quiet() -> None:
    code = "import sys; from toldby.cli.run import main; main(['--help'])"
    reader = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdout is not None
    reader.stdout.close()
    assert b"Traceback" not in reader.communicate()[1]
