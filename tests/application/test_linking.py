"""Across reports: judgements reopen what they touch, closed sets stay small, nothing else is derived again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.application.builds import export_bytes, names_of_differing
from tests.golden.building import DEMO, add, demo_recipe, judge
from tests.golden.exported import Exported, read_export
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.deriving import EdgesAtHand, close_set, derive_stale
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import Linking
from toldby.application.linking import link_reports
from toldby.bootstrap import open_store


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LedgerStore]:
    """An empty ledger, in memory and in a file."""
    ledger = MemoryStore() if request.param == "memory" else open_store(str(tmp_path / "x.toldby"), "create")
    with closing(ledger) as opened:
        yield opened


def look(store: LedgerStore, out: Path) -> Exported:
    export_bytes(store, out)
    return read_export(out)


def rows_of(found: Exported, *names: str) -> list[set[str]]:
    """The incidents each claim is on."""
    return [set(found.claim(name)["incident_ids"]) for name in names]


FORD = ("R01a", "R02a")
LOG = {"judgements.jsonl", "manifest.json"}


def test_merge_joins_and_undo_parts(store: LedgerStore, tmp_path: Path) -> None:
    add(store, DEMO)
    before = export_bytes(store, tmp_path / "before")
    found = look(store, tmp_path / "look")
    row = judge(store, "merge", "claim", [found.claim(name)["claim_id"] for name in FORD])
    add(store, [])
    one, other = rows_of(look(store, tmp_path / "merged"), *FORD)
    assert one == other
    judge(store, "undo", "claim", [], supersedes=row.judgement_id)
    add(store, [])
    after = export_bytes(store, tmp_path / "after")
    assert set(names_of_differing(before, after)) <= LOG


def test_split_parts_what_the_machine_joined(store: LedgerStore, tmp_path: Path) -> None:
    add(store, DEMO)
    found = look(store, tmp_path / "before")
    pair = ("R04a", "S1a")
    one, other = rows_of(found, *pair)
    assert one == other
    judge(store, "split", "claim", [found.claim(name)["claim_id"] for name in pair])
    add(store, [])
    one, other = rows_of(look(store, tmp_path / "after"), *pair)
    assert one.isdisjoint(other)


def test_judgement_before_a_report_holds_when_the_report_comes(store: LedgerStore, tmp_path: Path) -> None:
    """Also when a report leaves and comes back: a decision is never lost."""
    add(store, DEMO)
    found = look(store, tmp_path / "before")
    judge(store, "merge", "claim", [found.claim(name)["claim_id"] for name in FORD])
    add(store, [])
    merged = export_bytes(store, tmp_path / "merged")
    with closing(MemoryStore()) as later:
        later.append_judgements(store.judgements())
        add(later, [name for name in DEMO if name != "r01.txt"])
        add(later, ["r01.txt"])
        assert names_of_differing(merged, export_bytes(later, tmp_path / "later")) == []


def test_merge_of_claims_with_a_reason_joins_the_acts_alone(store: LedgerStore, tmp_path: Path) -> None:
    """S2c and R06a each tell an act and what it was to stop; the acts are one, act and reason never are."""
    add(store, DEMO)
    found = look(store, tmp_path / "before")
    judge(store, "merge", "claim", [found.claim(name)["claim_id"] for name in ("S2c", "R06a")])
    add(store, [])
    after = look(store, tmp_path / "after")
    assert len(after.tables["incidents"]) == len(found.tables["incidents"])


def test_judgement_derives_again_only_what_it_touches(store: LedgerStore, tmp_path: Path) -> None:
    add(store, DEMO)
    found = look(store, tmp_path / "before")
    judge(store, "merge", "claim", [found.claim(name)["claim_id"] for name in FORD])
    seen: list[int] = []
    recipe = demo_recipe()
    link_reports(store, Linking(recipe.coding.lexicon, recipe.table, lambda stage, done, total: seen.append(total)))
    episodes = store.episodes_of(store.all_doc_ids())
    assert seen
    assert max(seen) < sum(map(len, episodes.values())) / 2


def test_nothing_is_stale_after_a_build(store: LedgerStore) -> None:
    add(store, DEMO)
    assert store.stale_episodes() == frozenset()
    assert store.unlinked_docs() == ()


def test_sets_are_closed_and_part_the_ledger(store: LedgerStore) -> None:
    """Every edge has both ends in one set; the sets are more than one."""
    add(store, DEMO)
    episodes = {e for found in store.episodes_of(store.all_doc_ids()).values() for e in found}
    sets = {close_set(EdgesAtHand(store), episode)[0] for episode in episodes}
    assert frozenset().union(*sets) == episodes
    assert sum(map(len, sets)) == len(episodes)
    assert len(sets) > 5
    for members in sets:
        assert store.derived_with(members) == members


def test_deriving_again_changes_nothing(store: LedgerStore, tmp_path: Path) -> None:
    """Also when a set is reopened for no reason."""
    add(store, DEMO)
    before = export_bytes(store, tmp_path / "before")
    recipe = demo_recipe()
    store.forget_derived(store.stale_episodes() | set(sorted(store.episodes_with_keys(_all_keys(before)))[:7]))
    derive_stale(store, Linking(recipe.coding.lexicon, recipe.table, lambda *_: None))
    assert names_of_differing(before, export_bytes(store, tmp_path / "after")) == []


def _all_keys(export: dict[str, bytes]) -> set[str]:
    rows = [json.loads(line) for line in export["episodes.jsonl"].decode().splitlines()]
    return {key for row in rows for key in row["keys"]}
