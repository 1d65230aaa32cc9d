"""The commands one after the other, as a person uses them on one ledger."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.system.commands import Done, Toldby, read_folder
from toldby import __version__
from toldby.bootstrap import DEMO_REPORTS

Built = tuple[Toldby, Done]
Export = Callable[[Path], dict[str, bytes]]


def test_build_tells_what_it_holds(built: Built) -> None:
    command, done = built
    assert (done.code, done.complaints) == (0, [])
    labels = [line.split()[0] for line in done.out.splitlines() if line and not line.startswith("TB-")]
    assert labels[:4] == ["reading", "claims", "incidents", "origins"]
    assert done.out.startswith("reading    4 reports")
    assert done.out.endswith("next: toldby open\n")
    assert sorted(path.name for path in command.folder.iterdir() if path.name != "dump") == [
        "reports",
        "reports.toldby",
    ]


def test_nothing_is_written_beside_the_reports(built: Built) -> None:
    names = {path.name for path in (built[0].folder / "reports").iterdir()}
    assert names == {"r01.txt", "r02.txt", "r03.txt", "s1.txt", "metadata.csv"}


def test_building_again_changes_nothing(fresh: Toldby, export: Export) -> None:
    ledger = fresh.folder / "reports.toldby"
    before = export(ledger)
    done = fresh("build", "reports", "-q")
    assert (done.code, done.err) == (0, "")
    assert export(ledger) == before


def test_two_processes_give_the_same(fresh: Toldby, export: Export) -> None:
    assert fresh("build", "reports", "--ledger", "two.toldby", "--jobs", "2").code == 0
    assert export(fresh.folder / "two.toldby") == export(fresh.folder / "reports.toldby")


def test_adding_gives_what_one_build_gives(fresh: Toldby, export: Export) -> None:
    shutil.copy(DEMO_REPORTS / "r04.txt", fresh.folder / "later.txt")
    assert fresh("add", "later.txt").code == 0
    shutil.copytree(fresh.folder / "reports", fresh.folder / "all")
    shutil.move(fresh.folder / "later.txt", fresh.folder / "all")
    assert fresh("build", "all").code == 0
    assert export(fresh.folder / "reports.toldby") == export(fresh.folder / "all.toldby")


def test_a_changed_report_replaces_the_old_one(fresh: Toldby) -> None:
    report = fresh.folder / "reports" / "r01.txt"
    report.write_text("The Imbrel District Council said on Tuesday that a bridge at Ondrel was open again.\n")
    assert fresh("build", "reports").code == 0
    rows = [json.loads(row) for row in fresh("list", "--json").out.splitlines()]
    assert not any("r01.txt" in row["documents"] and row["type"] == "clash.ambush" for row in rows)


def test_explain_takes_a_claim_apart(built: Built) -> None:
    command = built[0]
    short = command("list").out.split()[0]
    claims = json.loads(command("show", short, "--json").out)["claims"]
    claim = next(one for one in claims if one["voice"] == "attributed" and one["cue"])
    told = command("explain", claim["claim_id"][:10])
    assert (told.code, told.complaints) == (0, [])
    assert all(sign in told.out for sign in "[]<>{}")
    assert claim["machine"]["rule"] in told.out
    row = json.loads(command("explain", claim["claim_id"], "--json").out)
    assert row["claim_id"] == claim["claim_id"]
    assert {"marked", "rule", "entry", "chain", "lost", "answers", "is_pending"} <= row.keys()
    refused = command("explain", short)
    assert refused.code == 2
    assert "takes a claim" in refused.err
    assert command("explain", "ZZZZZZZZ").code == 2


def test_pack_coverage_lists_unknown_words(built: Built) -> None:
    command = built[0]
    texts = command.folder.parent / "coverage"
    texts.mkdir(exist_ok=True)
    (texts / "a.txt").write_text(
        "The mayor squeaked that the bridge was closed. The guard squeaked that it was open.\n"
    )
    told = command("pack", "coverage", texts)
    assert told.code == 0
    assert "squeak" in told.out
    assert "1 reports" in told.err
    assert json.loads(command("pack", "coverage", texts, "--json").out)["unknown"][0]["count"] == 2
    assert command("pack", "coverage", texts / "none").code == 3


def test_list_and_show(built: Built) -> None:
    command = built[0]
    listed = command("list")
    rows = [json.loads(row) for row in command("list", "--json").out.splitlines()]
    assert len(listed.out.splitlines()) == len(rows) > 0
    assert listed.err == f"{len(rows)} incidents\n"
    assert {"incident_id", "type", "status", "start", "end", "documents", "evidence"} <= rows[0].keys()
    short = listed.out.split()[0]
    shown = command("show", short)
    assert (shown.code, shown.out.startswith(short)) == (0, True)
    assert "“" in shown.out, "the exact words stand there"
    assert len(command("show", short, "--why").out) > len(shown.out)
    detail = json.loads(command("show", short, "--json").out)
    assert detail["incident_id"].startswith(short[3:])
    claim = detail["claims"][0]["claim_id"]
    assert json.loads(command("show", claim, "--json").out)["claim_id"] == claim
    assert command("show", "TB-ZZZZZZ").code == 2


def test_problems_and_skipped(built: Built) -> None:
    command = built[0]
    done = command("show", "--problems", "--skipped")
    assert (done.code, "every input became a report" in done.err) == (0, True)
    assert all(line.startswith(("r0", "s1")) for line in done.out.splitlines())
    assert command("show", "--problems", "-q").err == ""


def test_exported_and_imported_it_is_the_same(fresh: Toldby, export: Export) -> None:
    assert fresh("export", "--format", "jsonl").out == "wrote 14 files to reports-jsonl\n"
    done = fresh("import", "reports-jsonl", "--ledger", "again.toldby")
    assert (done.code, done.err) == (0, "")
    assert export(fresh.folder / "again.toldby") == read_folder(fresh.folder / "reports-jsonl")


def test_pages(fresh: Toldby) -> None:
    done = fresh("open", "--no-browser")
    page = Path(done.out.strip())
    assert (done.code, page.name, page.is_relative_to(fresh.cache / "toldby")) == (0, "index.html", True)
    assert fresh("export", "--format", "site", "--out", "site").code == 0
    pages = read_folder(fresh.folder / "site")
    assert "index.html" in pages
    assert not any(b"https://" in text and b"<script src=" in text for text in pages.values()), "no foreign script"
    assert sorted(path.name for path in fresh.folder.iterdir()) == ["reports", "reports.toldby", "site"]


def test_versions(built: Built) -> None:
    command = built[0]
    told = json.loads(command("version", "--json").out)
    assert told["toldby"] == __version__
    assert {"syntax", "link table", "pack en", "ledger driver"} <= told.keys()
    assert command("--version").out == command("version").out


def test_packs(fresh: Toldby) -> None:
    tried = fresh("pack", "try", "demo-tirrow", "Sarquil denied that its forces had shelled Pelluk.")
    assert tried.code == 0
    for part in ("35-42", "teskoria", "deny", "remote.shelling", "tw-03"):
        assert part in tried.out
    assert fresh("pack", "new", "region", "mine").code == 0
    assert fresh("pack", "check", "mine").code in (0, 3)
    used = fresh("build", "reports", "--ledger", "mine.toldby", "--pack", "demo-tirrow", "--pack", "mine")
    assert used.code == 0


def test_eval(fresh: Toldby) -> None:
    case = {
        "id": "T1", "dct": "2019-05-10", "sentence": "Shells fell on Thursday.", "expr_start": 12, "expr_end": 23,
        "granularity": "day", "start": "2019-05-09", "end": "2019-05-09",
    }  # fmt: skip
    (fresh.folder / "times.json").write_text(json.dumps({"cases": [case]}))
    done = fresh("eval", "times", "times.json", "--json")
    assert (done.code, json.loads(done.out)["strict"]) == (0, 1)
    text = "The council said that two men had died."
    said = {"id": "a", "source": [[0, 11]], "cue": [[12, 16]], "content": [[17, 38]]}
    (fresh.folder / "gold.jsonl").write_text(json.dumps({"id": "one", "text": text, "attributions": [said]}) + "\n")
    done = fresh("eval", "attributions", "gold.jsonl", "--json")
    assert (done.code, json.loads(done.out)["+speaker"]["f1"]) == (0, 100.0)
    missing = fresh("eval", "times", "nowhere.json")
    assert (missing.code, len(missing.complaints)) == (2, 1)


def test_ledger_named_by_the_environment(fresh: Toldby) -> None:
    assert fresh("import", "nothing").code == 2, "and it leaves no empty ledger behind"
    (fresh.folder / "reports.toldby").rename(fresh.folder / "hidden")
    done = fresh("list", env={"TOLDBY_LEDGER": "hidden"})
    assert (done.code, done.out.startswith("TB-")) == (0, True)
    assert fresh("list").code == 2, "without it there is no ledger here"


@pytest.mark.parametrize("words", [("--no-color", "list"), ("list",)])
def test_no_colours(built: Built, words: tuple[str, ...]) -> None:
    done = built[0](*words, env={"NO_COLOR": "1", "FORCE_COLOR": "1"} if words == ("list",) else None)
    assert (done.code, "\x1b" in done.out + done.err) == (0, False)


def test_sidecar_is_written_when_asked_for(fresh: Toldby) -> None:
    shutil.copy(DEMO_REPORTS / "r06.txt", fresh.folder / "reports" / "new.txt")
    before = (fresh.folder / "reports" / "metadata.csv").read_text()
    assert fresh("build", "reports", "--write-sidecar").code == 0
    after = (fresh.folder / "reports" / "metadata.csv").read_text()
    assert after.startswith(before)
    assert after[len(before) :].startswith("new.txt,")
