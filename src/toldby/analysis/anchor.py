"""What fixes two accounts to one happening: kind and roles alone fit too many."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.analysis.compare.counts import compare_counts
from toldby.analysis.compare.time import measure_gap, span_days
from toldby.analysis.compare.type import family_of
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon

_DAY = frozenset({"same day", "overlap, both short", "same month-day"})
_WIDER = frozenset({"overlap, one wider"})
_PLACE = frozenset({"same place", "same hub", "same name"})
_NEARBY = _PLACE | {"near", "inside"}
_KIND = frozenset({"same", "listed pair"})
_PARTIES = frozenset({"same roles", "same two sides", "roles swapped", "one side shared"})
_STRANGERS = frozenset({"other agent", "nothing shared"})
_SIMILAR = frozenset({"alike", "related", "between"})
_NUMBERS = frozenset({"equal", "equal, small"})
_OTHER_DAY = frozenset({"gap 2-4 days", "gap 5 days or more", "other month-day", "other month", "other weekday"})
_SAME_UNIT = frozenset({"same month", "same weekday"})
_TOGETHER = 2

Levels = Mapping[str, str]
"""The level picked for each comparison."""


def judge_anchor(levels: Levels, a: Episode, b: Episode, lexicon: Lexicon) -> str:
    """something, nothing, or undated: two accounts without a common day, and too little else.

    Without a common day the kind, the place and something told alike must agree.
    """
    if levels["when"] in _DAY:
        return "something" if _agrees(levels, a_day=True) else "nothing"
    if levels["when"] == "gap 1 day" and _are_settled(a, b):
        return "something" if _agrees(levels, a_day=True) else "nothing"
    if levels["when"] in _WIDER:
        return "something" if _agrees(levels, a_day=False) else "nothing"
    return "something" if levels["what"] in _KIND and _is_retold(levels, a, b, _differ(a, b, lexicon)) else "undated"


def _differ(a: Episode, b: Episode, lexicon: Lexicon) -> bool:
    """Closed numbers of one scope, and none of them agree."""
    mine, theirs = ([c for c in e.counts if c.high is not None] for e in (a, b))
    return compare_counts(mine, theirs, lexicon) == {"disjoint"}


def _are_settled(a: Episode, b: Episode) -> bool:
    """Truces and agreements: nobody makes two on two days, and each side dates one by its own clock."""
    return all(family_of(kind) == "settle" for kind in (*a.types, *b.types))


def _agrees(levels: Levels, a_day: bool) -> bool:
    """Beside the day: place, parties, numbers or wording; parties do not tell weeks of one war apart."""
    told_alike = levels["words"] in ("alike", "related") or levels["names"] == "two rare names"
    fixed = levels["where"] in _NEARBY or levels["counts"] in _NUMBERS or levels["reuse"] == "shared rare span"
    return told_alike or fixed or (a_day and levels["who"] in _PARTIES)


def _is_retold(levels: Levels, a: Episode, b: Episode, numbers_differ: bool) -> bool:
    """The wording, or two strangers named; one statement; or the place with the wording, the number or the week.

    Where the days or numbers said exclude each other only copied words join: routine wording recurs.
    """
    copied = levels["reuse"] == "shared rare span"
    if levels["where"] not in (*_NEARBY, "region only", "missing"):
        return False
    if numbers_differ or levels["when"] in _OTHER_DAY:
        return copied and levels["where"] in _PLACE
    alike = copied or levels["words"] == "alike" or levels["names"] == "two rare names"
    numbers = levels["counts"] == "equal"
    if levels["when"] == "gap 1 day":
        return copied or (levels["where"] in _PLACE and alike and levels["counts"] != "disjoint")
    if levels["voice"] == "same statement" and levels["who"] not in _STRANGERS and levels["words"] in _SIMILAR:
        return True  # not on kind and office alone: an office tells two acts of one kind in one day
    if levels["where"] in _PLACE:
        return alike or numbers or _came_together(levels, a, b)
    if copied and (levels["who"] in _PARTIES or levels["when"] in _SAME_UNIT):
        return True
    strangers = levels["names"] == "two rare names" and levels["words"] in ("alike", "related")
    return strangers or (alike and numbers)


def _came_together(levels: Levels, a: Episode, b: Episode) -> bool:
    """Reports of the same days tell the same parties at the same place, and neither names a day."""
    x, y = span_days(*a.published), span_days(*b.published)
    if x is None or y is None or levels["when"] not in ("missing", "same weekday"):
        return False
    return measure_gap(x, y) <= _TOGETHER and levels["who"] in _PARTIES and levels["words"] in ("related", "between")
