"""Who contradicts whom in the demo: rows, filters, pairs, what people said; names alone are no dispute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pytest

from tests.golden.building import DEMO, add, judge
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.disputes import DISPUTES, NAMES, Dispute, DisputeQuery, PairCount, count_pairs, list_disputes
from toldby.domain.errors import UsageProblem


@cache
def demo() -> MemoryStore:
    """The ledger of the demo; tests that write take one of their own."""
    store = MemoryStore()
    add(store, DEMO)
    return store


@pytest.fixture
def own() -> Iterator[MemoryStore]:
    """A ledger to decide on."""
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        yield store


def ask(**wishes: object) -> tuple[Dispute, ...]:
    return list_disputes(demo(), DisputeQuery(**wishes))  # type: ignore[arg-type]


def test_every_counted_relation_is_a_row() -> None:
    relations = demo().read_ledger().relations
    assert len(ask()) == sum(r.kind in DISPUTES for r in relations)
    assert {d.kind for d in ask()} >= {"deny", "conflict-number", "conflict-actor"}
    assert all(d.kind == NAMES for d in ask(kind=NAMES))
    assert len(ask(kind=NAMES)) == sum(r.kind == NAMES for r in relations)


def test_row_names_both_ends_with_their_words() -> None:
    (row,) = ask(kind="conflict-number", between=("halvena-mod", "monitors"))
    assert row.slot.startswith("killed")
    assert row.incident is not None
    assert row.b is not None
    words = {row.a.actor_id: row.a.words, row.b.actor_id: row.b.words}
    assert "Five residents" in words["halvena-mod"]
    assert "three dead" in words["monitors"]
    assert row.state == "open"


def test_pending_denial_has_nobody_on_the_other_side() -> None:
    pending = [d for d in ask() if d.b is None]
    assert [d.kind for d in pending] == ["deny"]
    assert "pending" in pending[0].flags
    assert not any(d.b is None for d in ask(between=("teskoria", "halvena")))


def test_parties_in_either_order_and_by_side_or_name() -> None:
    both = ask(between=("halvena", "teskoria"))
    assert both == ask(between=("teskoria", "Halvena"))
    assert 0 < len(both) < len(ask(between=("halvena",))) <= len(ask())
    assert ask(between=("Truce Monitoring Group",)) == ask(between=("monitors",)) != ()
    assert ask(between=("nobody",)) == ()


def test_one_incident_alone() -> None:
    row = next(d for d in ask() if d.incident is not None)
    assert row.incident is not None
    found = ask(incident_id=row.incident.incident_id)
    assert row in found
    assert {d.incident for d in found} == {row.incident}


def test_pairs_count_denials_one_way_and_differences_both_ways() -> None:
    pairs = count_pairs(ask())
    by_names = {(p.speaker, p.other): p for p in pairs}
    assert by_names["Ministry of the Armed Forces", "Ministry of Defence"].denies == 1
    assert by_names["Ministry of Defence", "Ministry of the Armed Forces"].denies == 0
    for pair in pairs:
        if pair.speaker != pair.other:
            assert by_names.get((pair.other, pair.speaker), PairCount("", "", 0, 0)).differs == pair.differs
    assert [p.speaker.casefold() for p in pairs] == sorted(p.speaker.casefold() for p in pairs)
    assert count_pairs(ask(kind=NAMES)) == ()


def test_what_a_person_said_is_the_state(own: MemoryStore) -> None:
    query = DisputeQuery(kind="conflict-number", between=("halvena-mod", "monitors"))
    (row,) = list_disputes(own, query)
    assert row.b is not None
    said = judge(own, "different", "claim", [row.a.claim_id, row.b.claim_id])
    assert [d.state for d in list_disputes(own, query)] == ["really different"]
    judge(own, "undo", "claim", [], supersedes=said.judgement_id)
    assert [d.state for d in list_disputes(own, query)] == ["open"]


@pytest.mark.parametrize("wishes", [{"kind": "quarrel"}, {"between": ("a", "b", "c")}])
def test_wrong_wishes_say_what_may_be_asked(wishes: dict[str, object]) -> None:
    with pytest.raises(UsageProblem, match="--"):
        ask(**wishes)
