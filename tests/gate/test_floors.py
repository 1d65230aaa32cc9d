"""Accuracy has pinned floors: each figure keeps to its own, and to its target unless a reason is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.shared import hash_gold
from benchmarks.wishes import GOLD, WISHES

from tests.gate.baseline import find_changed, find_faults, read_baseline
from tests.gate.conftest import Measured

PARTS = {"dated": "incidents", "undated": "incidents"}


def name_part(id_: str) -> str:
    start = id_.partition(".")[0]
    return PARTS.get(start, start)


@pytest.mark.parametrize("part", sorted({name_part(wish.id) for wish in WISHES}))
def test_figures_keep_to_their_floors(part: str, measured: Measured) -> None:
    values, baseline = measured(part), read_baseline()
    wishes = [wish for wish in WISHES if name_part(wish.id) == part]
    assert set(values) == {wish.id for wish in wishes}, "a figure is measured and nothing is wished of it"
    assert [fault for wish in wishes for fault in find_faults(wish, values[wish.id], baseline)] == []


def test_gold_is_that_of_the_floors(shared: Path) -> None:
    digests = {name: hash_gold(shared, name) for name in GOLD}
    assert find_changed(read_baseline(), digests) == [], "pin again with python -m tests.gate.pin --lower"


def test_every_wish_is_pinned_and_nothing_else() -> None:
    baseline = read_baseline()
    ids = {wish.id for wish in WISHES}
    assert set(baseline.bounds) == ids
    assert set(baseline.known_failures) <= ids
    assert all(reason.strip() and reason != "not yet looked into" for reason in baseline.known_failures.values())
