"""The build: inputs and problems add up, a failed report stops nothing, an interrupted build loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.application.builds import (
    Cut,
    Failing,
    Stopped,
    build_afresh,
    build_folder,
    export_bytes,
    fill,
    names_of_differing,
)
from tests.golden.building import Part, build_with, demo_engine, demo_recipe
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.ledger_store import LedgerStore
from toldby.bootstrap import DEMO_REPORTS, open_store

SOME = {name: name for name in ("s1.txt", "s2.txt", "r03.txt", "r04.txt", "r06.txt", "r08.txt")}


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LedgerStore]:
    """An empty ledger, in memory and in a file."""
    ledger = MemoryStore() if request.param == "memory" else open_store(str(tmp_path / "x.toldby"), "create")
    with closing(ledger) as opened:
        yield opened


def lines(export: dict[str, bytes], name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in export[name].decode().splitlines()]


def test_build_twice_gives_the_same_bytes_and_analyses_nothing(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    first = build_folder(store, folder)
    before = export_bytes(store, tmp_path / "one")
    asked = demo_engine().asked
    second = build_folder(store, folder)
    assert (len(first.analysed), first.unchanged) == (6, 0)
    assert (second.analysed, second.unchanged, second.removed) == ((), 6, ())
    assert demo_engine().asked == asked
    assert names_of_differing(before, export_bytes(store, tmp_path / "two")) == []


def test_changed_file_replaces_its_report(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    build_folder(store, folder)
    fill(folder, {"s2.txt": "r10.txt"})
    built = build_folder(store, folder)
    assert (len(built.analysed), len(built.removed), built.unchanged) == (1, 1, 5)
    after = export_bytes(store, tmp_path / "out")
    assert names_of_differing(after, build_afresh(folder, tmp_path / "fresh")) == []
    assert len(lines(after, "documents.jsonl")) == 6


def test_file_emptied_and_filled_again(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    build_folder(store, folder)
    before = export_bytes(store, tmp_path / "before")
    fill(folder, {"s2.txt": " \n"})
    build_folder(store, folder)
    without = export_bytes(store, tmp_path / "without")
    assert [row["code"] for row in lines(without, "problems.jsonl")] == ["empty"]
    assert names_of_differing(without, build_afresh(folder, tmp_path / "fresh")) == []
    fill(folder, {"s2.txt": "s2.txt"})
    build_folder(store, folder)
    assert names_of_differing(before, export_bytes(store, tmp_path / "again")) == []


def test_one_failed_report_is_a_problem(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    built = build_folder(store, folder, Failing(["r04.txt"]))
    export = export_bytes(store, tmp_path / "out")
    assert len(built.analysed) == 5
    assert [(r["path"], r["state"], r["code"]) for r in lines(export, "problems.jsonl")] == [
        ("r04.txt", "quarantined", "worker_died")
    ]
    assert "r04.txt" not in {row["path"] for row in lines(export, "documents.jsonl")}


def test_quarantined_report_is_tried_again(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    build_folder(store, folder, Failing(["r04.txt"]))
    assert len(build_folder(store, folder).analysed) == 1
    assert names_of_differing(export_bytes(store, tmp_path / "out"), build_afresh(folder, tmp_path / "fresh")) == []


def test_report_that_fails_when_read_anew_leaves_the_ledger(store: LedgerStore, tmp_path: Path) -> None:
    """Its sidecar changed, so it is analysed again, and dies: it must not stay as a document too."""
    folder = fill(tmp_path / "in", SOME)
    build_folder(store, folder)
    folder.joinpath("metadata.csv").write_text("file,outlet\nr04.txt,quarrin-wire\n", "utf-8")
    build_folder(store, folder, Failing(["r04.txt"]))
    export = export_bytes(store, tmp_path / "out")
    assert len(lines(export, "documents.jsonl")) == 5
    assert len(lines(export, "problems.jsonl")) == 1


@pytest.mark.parametrize("again", [True, False], ids=["both-named", "one-named"])
def test_text_whose_first_path_changed_goes_to_the_other_path(store: LedgerStore, tmp_path: Path, again: bool) -> None:
    folder = fill(tmp_path / "in", {"a.txt": "s1.txt", "b.txt": "s1.txt"})
    build_folder(store, folder)
    fill(folder, {"a.txt": "s2.txt"})
    if again:
        build_folder(store, folder)
    else:
        build_folder(store, fill(tmp_path / "only", {"a.txt": "s2.txt"}))
    export = export_bytes(store, tmp_path / "out")
    assert {row["path"] for row in lines(export, "documents.jsonl")} == {"a.txt", "b.txt"}
    assert names_of_differing(export, build_afresh(folder, tmp_path / "fresh")) == []


MIXED = SOME | {"copy.txt": "s1.txt", "empty.txt": "", "picture.png": "no text", "zz.txt": "s1.txt"}


def test_inputs_are_documents_and_problems(store: LedgerStore, tmp_path: Path) -> None:
    """Always: reports, duplicates, unreadable and failed ones."""
    folder = fill(tmp_path / "in", MIXED)
    build_folder(store, folder, Failing(["r08.txt"]))
    export = export_bytes(store, tmp_path / "out")
    named = [row["path"] for name in ("documents.jsonl", "problems.jsonl") for row in lines(export, name)]
    assert sorted(str(path) for path in named) == sorted(MIXED)
    states = {row["path"]: row["state"] for row in lines(export, "problems.jsonl")}
    assert states == {
        "empty.txt": "skipped", "picture.png": "skipped", "r08.txt": "quarantined",
        "s1.txt": "duplicate", "zz.txt": "duplicate",
    }  # fmt: skip


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """One report or set in a transaction, so that an interruption leaves the others."""
    for module in ("build", "linking", "deriving"):
        monkeypatch.setattr(f"toldby.application.{module}.BATCH", 1)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_build_cut_while_reading_is_finished_by_the_next(store: LedgerStore, tmp_path: Path, after: int) -> None:
    folder = fill(tmp_path / "in", SOME)
    with pytest.raises(Stopped):
        build_folder(store, folder, Cut(after))
    assert len(build_folder(store, folder).analysed) == 6 - after
    assert names_of_differing(export_bytes(store, tmp_path / "out"), build_afresh(folder, tmp_path / "fresh")) == []


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("stage", ["reading", "linking", "comparing"])
@pytest.mark.parametrize("after", [1, 3])
def test_change_cut_anywhere_is_finished(store: LedgerStore, tmp_path: Path, stage: str, after: int) -> None:
    """Reports left, came and changed; whatever was done already, the next build makes it whole."""
    folder = fill(tmp_path / "in", SOME)
    build_folder(store, folder)
    fill(folder, {"s2.txt": "r10.txt", "r04.txt": "", "n1.txt": "s3.txt", "n2.txt": "r01.txt", "n3.txt": "r02.txt"})
    seen: list[str] = []

    def cut(name: str, done: int, total: int) -> None:
        seen.append(name)
        if seen.count(stage) == after:
            raise Stopped

    with pytest.raises(Stopped):
        build_folder(store, folder, progress=cut)
    build_folder(store, folder)
    assert names_of_differing(export_bytes(store, tmp_path / "out"), build_afresh(folder, tmp_path / "fresh")) == []


def test_reports_folder_is_not_written_to(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    build_folder(store, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_memory_and_file_export_the_same_bytes(tmp_path: Path) -> None:
    with closing(MemoryStore()) as one, closing(open_store(str(tmp_path / "x.toldby"), "create")) as other:
        build_folder(one, DEMO_REPORTS)
        build_folder(other, DEMO_REPORTS)
        a, b = export_bytes(one, tmp_path / "a"), export_bytes(other, tmp_path / "b")
    assert names_of_differing(a, b) == []


def test_build_cut_inside_a_batch_loses_only_the_batch(store: LedgerStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", SOME)
    with pytest.raises(Stopped):
        build_folder(store, folder, Cut(4))
    build_folder(store, folder)
    assert names_of_differing(export_bytes(store, tmp_path / "out"), build_afresh(folder, tmp_path / "fresh")) == []


def test_another_link_table_links_anew(store: LedgerStore, tmp_path: Path) -> None:
    """Not only new reports: nothing linked by the old table is left."""
    names = list(SOME)
    strict = replace(demo_recipe(), table=replace(demo_recipe().table, version="strict", theta=999_900))
    build_with(demo_recipe(), demo_engine(), store, [Part(names)])
    before = export_bytes(store, tmp_path / "before")
    build_with(strict, demo_engine(), store, [])
    after = export_bytes(store, tmp_path / "after")
    with closing(MemoryStore()) as fresh:
        build_with(strict, demo_engine(), fresh, [Part(names)])
        assert names_of_differing(after, export_bytes(fresh, tmp_path / "fresh")) == []
    assert "incidents.jsonl" in names_of_differing(before, after)
