"""Section 7 of the demo corpus: orders of arrival, reports taken away, a date given by a person."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.golden.building import (
    DEMO,
    Part,
    add,
    build_bytes,
    build_export,
    build_with,
    demo_engine,
    demo_recipe,
    judge,
    write,
)
from tests.golden.exported import Exported, read_bytes, read_export
from tests.golden.known_failures import make_rows
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.ledger_store import LedgerStore
from toldby.bootstrap import DEMO_REPORTS


def _shuffle(seed: int) -> list[list[str]]:
    """An order of the reports, cut into builds at random places; the first orders go one text at a time."""
    chance = random.Random(seed)
    names = list(DEMO)
    chance.shuffle(names)
    cuts = range(1, 15) if seed < 5 else sorted(chance.sample(range(1, 15), chance.randint(0, 6)))
    marks = [0, *cuts, 15]
    return [names[a:b] for a, b in pairwise(marks)]


@pytest.fixture(scope="session")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The export of one build of all reports."""
    return build_bytes([DEMO], tmp_path_factory.mktemp("at-once"))


@pytest.mark.parametrize("batches", make_rows((f"order-{seed}", (_shuffle(seed),)) for seed in range(20)))
def test_order_of_arrival(at_once: dict[str, bytes], batches: list[list[str]], tmp_path: Path) -> None:
    """Byte-identical exports."""
    found = build_bytes(batches, tmp_path)
    assert [name for name in at_once if at_once[name] != found[name]] == []


PLAIN = ("documents", "claims", "incidents", "relations", "places", "times", "reuse", "origins")


def _take_away(name: str, place: Path) -> dict[str, bytes]:
    """The ledger of all reports after the file of one of them was emptied."""
    empty = place / "in"
    empty.mkdir()
    (empty / name).write_text("", "utf-8")
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        build_with(demo_recipe(), demo_engine(), store, [Part([name], empty)])
        return read_bytes(write(store, place / "out"))


@pytest.mark.parametrize("name", make_rows((f"without-{name}", (name,)) for name in DEMO))
def test_report_taken_away_leaves_nothing(name: str, tmp_path: Path) -> None:
    """As if it had never been there; only the empty file is listed."""
    after = _take_away(name, tmp_path)
    never = build_bytes([[other for other in DEMO if other != name]], tmp_path / "never")
    assert [table for table in PLAIN if after[f"{table}.jsonl"] != never[f"{table}.jsonl"]] == []
    assert [json.loads(line)["path"] for line in after["problems.jsonl"].decode().splitlines()] == [name]


@pytest.fixture(scope="session")
def without_s2(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The ledger that never heard of S2."""
    return build_export([name for name in DEMO if name != "s2.txt"], tmp_path_factory.mktemp("no-s2"))


@pytest.fixture(scope="session")
def without_r04(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The ledger that never heard of R04."""
    return build_export([name for name in DEMO if name != "r04.txt"], tmp_path_factory.mktemp("no-r04"))


ORIGINS = [
    (f"no-S2.{name}.{slot}={value}", (name, slot, value))
    for name, slot, value in [
        ("I1", "occurrence", None), ("I1", "actor", "teskoria"), ("I1", "actor", "halvena"),
        ("I3", "occurrence", None), ("I3", "framing", "breach"),
    ]
]  # fmt: skip


@pytest.mark.parametrize(("name", "slot", "value"), make_rows(ORIGINS))
def test_statement_stands_through_the_agency(
    demo: Exported, without_s2: Exported, name: str, slot: str, value: str | None
) -> None:
    """Without S2 its claims still stand through R08: the same origins behind every point and against it."""
    keys = ("low", "high", "by_camp", "against_low", "against_high", "flags")
    before, after = demo.point(name, slot, value), without_s2.point(name, slot, value)
    assert [before[key] for key in keys] == [after[key] for key in keys]


@pytest.mark.parametrize("_", make_rows([("no-S2.pending", (None,))]))
def test_pending_denial_stands_through_the_agency(without_s2: Exported, _: None) -> None:
    assert [(r["a"], r["b"]) for r in without_s2.relations(None)] == [("R08f1", None)]


@pytest.mark.parametrize("_", make_rows([("no-S2.reuse", (None,))]))
def test_reuse_pair_goes_with_the_statement(demo: Exported, without_s2: Exported, _: None) -> None:
    assert len(demo.tables["reuse"]) == 4
    assert len(without_s2.tables["reuse"]) == 3


@pytest.mark.parametrize("_", make_rows([("no-S2.origins", (None,))]))
def test_ministry_is_an_origin_still(demo: Exported, without_s2: Exported, _: None) -> None:
    def ids(found: Exported) -> set[str]:
        return {row["origin_id"] for row in found.tables["origins"]}

    assert ids(demo) == ids(without_s2)


@pytest.mark.parametrize("_", make_rows([("no-R04.doctor", (None,))]))
def test_doctor_is_heard_through_the_copy(without_r04: Exported, _: None) -> None:
    """Without R04 the doctor's origin comes from R05."""
    found = without_r04.point("I1", "killed/unknown", "3 or more")
    assert (found["low"], found["high"]) == (3, 3)
    assert "R05a" in {without_r04.names[claim] for claim in found["support"]}


@pytest.mark.parametrize("_", make_rows([("no-R04.no-second-doctor", (None,))]))
def test_copied_doctor_is_no_second_witness(demo: Exported, without_r04: Exported, _: None) -> None:
    for found in (demo, without_r04):
        assert found.point("I1", "occurrence", None)["by_camp"] == {"halvena": 1, "none": 2}


@pytest.fixture
def judged_date(tmp_path: Path) -> Iterator[tuple[LedgerStore, str, str]]:
    """A ledger in which a person gave R12 its date, with the judgement and the report."""
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        (doc,) = [id_ for id_, path in store.paths_of(store.all_doc_ids()).items() if path == "r12.html"]
        row = judge(store, "correct", "document", [doc], field="published", value="2019-05-17")
        add(store, DEMO)
        yield store, row.judgement_id, doc


def _published(store: LedgerStore, out: Path) -> tuple[str, str, Sequence[str]]:
    row = read_export(write(store, out)).documents["r12.html"]
    return row["published"]["earliest"], row["published"]["latest"], [p["code"] for p in row["problems"]]


@pytest.mark.parametrize("_", make_rows([("R12.date-by-judgement", (None,))]))
def test_date_given_by_a_person(judged_date: tuple[LedgerStore, str, str], tmp_path: Path, _: None) -> None:
    """The judgement stays over a rebuild and the problem is gone."""
    store, _id, _doc = judged_date
    assert _published(store, tmp_path / "out") == ("2019-05-17", "2019-05-17", [])


@pytest.mark.parametrize("_", make_rows([("R12.date-undone", (None,))]))
def test_date_undone_brings_the_problem_back(
    judged_date: tuple[LedgerStore, str, str], tmp_path: Path, _: None
) -> None:
    store, given, doc = judged_date
    judge(store, "undo", "document", [doc], supersedes=given)
    add(store, DEMO)
    earliest, latest, problems = _published(store, tmp_path / "out")
    assert (earliest, problems) == ("2019-05-16", ["no_date"])
    assert latest >= "2019-05-17"


@pytest.mark.parametrize("_", make_rows([("texts-are-those-of-the-plan", (None,))]))
def test_reports_folder_is_complete(_: None) -> None:
    assert len(DEMO) == 15
    assert (DEMO_REPORTS / "metadata.csv").exists()
