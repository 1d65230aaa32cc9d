"""Numbers are intervals of one scope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.compare.counts import compare_counts, compare_intervals, is_within
from toldby.domain.lexicon import LanguagePack, Lexicon
from toldby.domain.propositions import Count

LEXICON = Lexicon(LanguagePack("en", "0"))


def dead(low: int, high: int | None, side: str | None = None, status: str | None = None) -> Count:
    return Count("people", side, "killed", status, low, high, "exact")


def strikes(low: int, high: int | None) -> Count:
    return Count("strikes", None, None, None, low, high, "exact")


NOBODY = Count("people", "all", "killed_or_wounded", None, 0, 0, "zero")

LEVELS = [
    (dead(3, 3), dead(3, 3), "equal"),
    (dead(5, 5), dead(3, None), "overlapping"),
    # one or two are said of many happenings
    (dead(2, 2), dead(2, 2), "equal, small"),
    (dead(5, 5), dead(3, 3), "disjoint"),
    # "no casualties" is 0 killed when compared
    (NOBODY, dead(3, 3), "disjoint"),
    # 0 and 0, or two open intervals, are no sign of one event
    (NOBODY, dead(0, 0), "overlapping"),
    (strikes(1, None), strikes(1, None), "overlapping"),
    # each side's losses, soldiers and civilians, are different slots
    (dead(3, 3, "n"), dead(3, 3, "s"), "missing"),
    (dead(3, 3, None, "military"), dead(3, 3, None, "civilian"), "missing"),
    (dead(3, 3, None, "military"), dead(3, 3), "equal"),
    (dead(3, 3), strikes(3, 3), "missing"),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: Count, b: Count, level: str) -> None:
    assert level in compare_counts([a], [b], LEXICON)
    assert compare_counts([a], [b], LEXICON) == compare_counts([b], [a], LEXICON)


intervals = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))).map(
    lambda t: dead(t[0], None if t[1] is None else t[0] + t[1])
)


@given(intervals, intervals)
def test_what_lies_within_is_never_disjoint(a: Count, b: Count) -> None:
    if is_within(a, b):
        assert compare_intervals(a, b) != "disjoint"
    assert is_within(a, a)
