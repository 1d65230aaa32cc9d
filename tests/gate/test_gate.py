"""The gate itself: a doctored baseline, a lost figure, other gold must each be noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.figure import Bound, Wish

from tests.gate.baseline import (
    Baseline,
    find_changed,
    find_faults,
    is_lower,
    pin_figures,
    read_baseline,
    write_baseline,
)

F1 = Wish("f1", "F1", Bound(least=70), "toldby eval", slack=2)
TRAPS = Wish("traps", "traps", Bound(most=0), "toldby eval", of=13)
PINNED = Baseline({"gold.json": "a1"}, {"f1": Bound(least=80), "traps": Bound(most=0)}, {})

FAULTS = [
    # at the floor is enough
    (F1, 80, PINNED, ""),
    # a floor raised by hand above what is reached
    (F1, 80, Baseline({}, {"f1": Bound(least=99)}, {}), "f1: 80, pinned at least 99"),
    # worse than yesterday, though above the target
    (F1, 79.9, PINNED, "f1: 79.9, pinned at least 80"),
    (TRAPS, 1, PINNED, "traps: 1 of 13, pinned at most 0"),
    # a floor that was taken out does not pass by silence
    (F1, 80, Baseline({}, {}, {}), "nothing is pinned"),
    # below the target with a low floor and no reason
    (F1, 60, Baseline({}, {"f1": Bound(least=50)}, {}), "no known failure tells why"),
    (F1, 60, Baseline({}, {"f1": Bound(least=50)}, {"f1": "no gazetteer"}), ""),
    # a known failure that is one no longer has to leave the list
    (F1, 71, Baseline({}, {"f1": Bound(least=50)}, {"f1": "no gazetteer"}), "take it off the known failures"),
]


@pytest.mark.parametrize(("wish", "value", "baseline", "sentence"), FAULTS)
def test_faults(wish: Wish, value: float, baseline: Baseline, sentence: str) -> None:
    faults = find_faults(wish, value, baseline)
    assert bool(faults) == bool(sentence)
    assert not faults or sentence in faults[0]


def test_other_gold_is_noticed() -> None:
    assert find_changed(PINNED, {"gold.json": "a1"}) == []
    assert find_changed(PINNED, {"gold.json": "b2"}) == ["gold.json"]
    assert find_changed(PINNED, {}) == ["gold.json"], "a gold file that is gone"
    assert find_changed(PINNED, {"gold.json": "a1", "new.json": "c3"}) == ["new.json"]


LOWER = [
    (F1, Bound(least=79), Bound(least=80), True),
    (F1, Bound(least=81), Bound(least=80), False),
    (F1, Bound(), Bound(least=80), True),
    (TRAPS, Bound(most=1), Bound(most=0), True),
    (TRAPS, Bound(most=0), Bound(most=0), False),
]


@pytest.mark.parametrize(("wish", "new", "old", "expected"), LOWER)
def test_what_is_lower(wish: Wish, new: Bound, old: Bound, expected: bool) -> None:
    assert is_lower(wish, new, old) is expected


def test_floors_sink_only_at_a_second_word() -> None:
    values = {"f1": 75.0, "traps": 1.0}
    kept = pin_figures([F1, TRAPS], values, PINNED, {}, lower=False)
    assert kept.bounds == PINNED.bounds
    sunk = pin_figures([F1, TRAPS], values, PINNED, {}, lower=True)
    assert sunk.bounds == {"f1": Bound(least=73), "traps": Bound(most=1)}
    risen = pin_figures([F1, TRAPS], {"f1": 90.0, "traps": 0.0}, PINNED, {}, lower=False)
    assert risen.bounds["f1"] == Bound(least=88)


def test_a_figure_short_of_its_target_asks_for_a_reason() -> None:
    values = {"f1": 60.0, "traps": 0.0}
    pinned = pin_figures([F1, TRAPS], values, Baseline({}, {}, {}), {}, lower=False)
    assert set(pinned.known_failures) == {"f1"}
    reached = pin_figures([F1, TRAPS], {"f1": 90.0, "traps": 0.0}, pinned, {}, lower=False)
    assert reached.known_failures == {}


def test_baseline_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read_baseline(path) == Baseline({}, {}, {})
    write_baseline(PINNED, path)
    assert read_baseline(path) == PINNED
