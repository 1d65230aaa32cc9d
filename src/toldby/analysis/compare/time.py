"""Compares when two accounts say an act happened: event time, never publication time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from toldby.analysis.compare.partial import compare_partials
from toldby.domain.propositions import When

Interval = tuple[int | None, int | None]
"""Minutes since day 0, both ends inclusive; None = open."""

Days = tuple[int | None, int | None]
"""Ordinal days, both ends inclusive; None = open."""

MINUTES_OF_DAY = 1440
_SHORT = 3
_NARROW = 7


@lru_cache(maxsize=16_384)  # one episode is compared with many
def read_day(value: str | None) -> int | None:
    """The ordinal day of a time value; None when it is none or no date."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def read_minute(value: str | None, is_end: bool) -> int | None:
    """The minute of a time value; a bare day begins at 00:00 and ends at 23:59."""
    day = read_day(value)
    if day is None or value is None:
        return None
    hour, minute = value[11:13], value[14:16]
    if hour.isdigit() and minute.isdigit():
        return day * MINUTES_OF_DAY + int(hour) * 60 + int(minute)
    return day * MINUTES_OF_DAY + (MINUTES_OF_DAY - 1 if is_end else 0)


def span_minutes(start: str | None, end: str | None) -> Interval | None:
    """The interval in minutes; None when nothing is said."""
    low, high = read_minute(start, False), read_minute(end, True)
    return None if low is None and high is None else (low, high)


def span_days(start: str | None, end: str | None) -> Days | None:
    """The interval in days; None when nothing is said."""
    low, high = read_day(start), read_day(end)
    return None if low is None and high is None else (low, high)


def read_days(when: When) -> tuple[Days, ...]:
    """The chosen reading first, then the readings not chosen."""
    found = [span_days(when.start, when.end), *(span_days(s, e) for s, e in when.candidates)]
    return tuple(days for days in found if days is not None)


def measure_gap(a: Interval, b: Interval) -> int:
    """Units between two intervals; 0 when they share a unit, 1 when they touch."""
    if a[1] is not None and b[0] is not None and b[0] > a[1]:
        return b[0] - a[1]
    if b[1] is not None and a[0] is not None and a[0] > b[1]:
        return a[0] - b[1]
    return 0


def holds(outer: Interval, inner: Interval) -> bool:
    """The outer interval says less: it holds the whole inner one and more."""
    if outer == inner:
        return False
    low = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high


def measure_width(days: Days) -> int | None:
    """How many days an interval holds; None when an end is open."""
    return None if days[0] is None or days[1] is None else days[1] - days[0] + 1


def level_of_days(a: Days, b: Days) -> str:
    """The level of `linking.md` 5 for two readings."""
    gap = measure_gap(a, b)
    if gap == 0:
        widths = (measure_width(a), measure_width(b))
        if widths == (1, 1):
            return "same day"
        if None in widths:
            return "overlap, open"
        is_short = all(w is not None and w <= _SHORT for w in widths)
        return "overlap, both short" if is_short else "overlap, one wider"
    # one year ends where the next begins: a border between wide intervals is no nearness of acts
    if gap > 4 or any(width is None or width > _NARROW for width in (measure_width(a), measure_width(b))):
        return "gap 5 days or more"
    return "gap 1 day" if gap == 1 else "gap 2-4 days"


def is_midnight(a: Days, b: Days, midnight: Iterable[tuple[str, str]]) -> bool:
    """A pack lists these two days as one act over midnight."""
    pair = {a, b}
    return any(pair == {span_days(x, x), span_days(y, y)} for x, y in midnight)


def compare_whens(a: Iterable[When], b: Iterable[When], midnight: tuple[tuple[str, str], ...] = ()) -> frozenset[str]:
    """All levels over all readings of two accounts; {"missing"} when one of them says nothing."""
    return frozenset(_levels(tuple(a), tuple(b), midnight)) or frozenset({"missing"})


def _levels(a: tuple[When, ...], b: tuple[When, ...], midnight: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for x in (days for when in a for days in read_days(when)):
        for y in (days for when in b for days in read_days(when)):
            yield "same day" if is_midnight(x, y, midnight) else level_of_days(x, y)
    for mine, theirs in ((p, q) for p in a for q in b if p.partial or q.partial):
        level = compare_partials(mine, theirs)
        if level is not None:
            yield level


def intersect_days(whens: Iterable[When]) -> Days | None:
    """The days all accounts allow; their hull when they exclude each other; None when unsaid."""
    known = [days for when in whens if (days := span_days(when.start, when.end)) is not None]
    if not known:
        return None
    lows = [low for low, _ in known if low is not None]
    highs = [high for _, high in known if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is None or high is None or low <= high:
        return (low, high)
    return (min(lows), max(highs))
