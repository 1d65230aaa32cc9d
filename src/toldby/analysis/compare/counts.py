"""Compares numbers as intervals, scope first: kind, side and status of the victims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Count

_PARTS = ("killed", "wounded")
_TELLING = 3


def spread_zero(count: Count) -> tuple[Count, ...]:
    """Spread "no casualties" into 0 killed and 0 wounded; leave any other count as it is."""
    if count.kind == "killed_or_wounded" and (count.low, count.high) == (0, 0):
        return tuple(replace(count, kind=kind) for kind in _PARTS)
    return (count,)


def is_same_scope(a: Count, b: Count, lexicon: Lexicon) -> bool:
    """Both count the same kind of people or things of the same camp."""
    if a.what != b.what or a.kind != b.kind:
        return False
    if a.victim_status and b.victim_status and a.victim_status != b.victim_status:
        return False
    sides = (a.side, b.side)
    return a.what != "people" or "all" in sides or lexicon.camp_of(a.side) == lexicon.camp_of(b.side)


def compare_intervals(a: Count, b: Count) -> str:
    """equal, overlapping or disjoint."""
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    if a.high is not None and a.high < b.low:
        return "disjoint"
    if b.high is not None and b.high < a.low:
        return "disjoint"
    return "overlapping"


def is_within(inner: Count, outer: Count) -> bool:
    """Every number of the inner interval is one of the outer."""
    if inner.low < outer.low:
        return False
    return outer.high is None or (inner.high is not None and inner.high <= outer.high)


def compare_counts(a: Iterable[Count], b: Iterable[Count], lexicon: Lexicon) -> frozenset[str]:
    """All levels over counts of one scope; {"missing"} when no scope is shared.

    Equal only tells something when the number is closed and not 0, and little when it is small.
    """
    return frozenset(_levels(tuple(a), tuple(b), lexicon)) or frozenset({"missing"})


def _levels(a: tuple[Count, ...], b: tuple[Count, ...], lexicon: Lexicon) -> Iterator[str]:
    for x in (part for count in a for part in spread_zero(count)):
        for y in (part for count in b for part in spread_zero(count)):
            if is_same_scope(x, y, lexicon):
                level = compare_intervals(x, y)
                yield _weaken(level, x)


def _weaken(level: str, count: Count) -> str:
    """One or two are said of many happenings; an open number, or none at all, of any."""
    if level != "equal":
        return level
    if count.high is None or count.low == 0:
        return "overlapping"
    return "equal" if is_telling(count) else "equal, small"


def is_telling(count: Count) -> bool:
    """A closed number that is said of few happenings."""
    return count.high is not None and count.low >= _TELLING
