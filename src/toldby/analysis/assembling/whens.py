"""When an act happened, from the time mentions that date it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from toldby.domain.propositions import When
from toldby.domain.times import TimeMention

_PARTIAL: Final = re.compile(r"(XXXX-(?:\d\d-\d\d|\d\d|WXX-\d|XX-XX|XX))(?:T\w+)?")
_PARTS: Final = {"TAF": ("12:00", "18:00", 0), "TEV": ("17:00", "23:59", 0), "TNI": ("20:00", "08:00", 1)}
"""First and last hour that a part of a day may mean, and by how many days it reaches over; widest usage, no guess.

A morning is left a day: "early on Thursday" may be any hour of its first half.
"""

_LENGTHS: Final = (("day", 1), ("days", 6), ("week", 7), ("month", 31))


def combine_times(mentions: Iterable[TimeMention]) -> When:
    """The interval all mentions agree on; where they exclude each other, the first one said.

    "on Tuesday ... at about 13:40" is that minute of Tuesday; lengths of time date nothing. Where the
    report's own day is unknown, what is said of the day is kept as `partial`.
    """
    said = tuple(mentions)
    dated = [m for m in said if m.type in ("DATE", "TIME") and m.mode != "length" and (m.earliest or m.latest)]
    dated += [m for m in said if m.type == "DURATION" and m.mode == "constraint" and m.points[1] is not None]
    when: When | None = None
    for mention in dated:
        when = _read(mention) if when is None else _narrow(when, _read(mention))
    return when if when is not None else When(partial=_read_partial(said))


def _read_partial(mentions: Iterable[TimeMention]) -> str | None:
    """The first day or month named without a year; "the same day" and bare clock times name none."""
    for mention in mentions:
        match = _PARTIAL.fullmatch(mention.value)
        if match is not None and mention.anchor != "event" and mention.granularity in ("day", "hour", "month"):
            return match.group(1)
    return None


def make_when(start: str | None, end: str | None, candidates: tuple[tuple[str | None, str | None], ...] = ()) -> When:
    """An interval with its word of precision (`contract.md` 3)."""
    return When(start, end, precision_of(start, end), candidates)


def precision_of(start: str | None, end: str | None) -> str:
    """Minute day days week month longer open unknown, from the length of the interval."""
    if start is None and end is None:
        return "unknown"
    if start is None or end is None:
        return "open"
    if "T" in start and start == end:
        return "minute"
    days = _count_days(start, end)
    return next((word for word, most in _LENGTHS if days <= most), "longer")


def _count_days(start: str, end: str) -> int:
    try:
        return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days + 1
    except ValueError:
        return 10**6


def _read(mention: TimeMention) -> When:
    others = tuple((r.earliest, r.latest) for r in mention.candidates)
    if mention.type == "DURATION":  # "closed for two days": since then or before, and still so
        return make_when(mention.points[1], None, others)
    if mention.mode == "since":
        return make_when(mention.earliest, None, others)
    if mention.mode == "until":
        return make_when(None, mention.latest, others)
    start, end = _read_part(mention)
    return make_when(start, end, others)


def _read_part(mention: TimeMention) -> tuple[str | None, str | None]:
    """As in "Wednesday afternoon": the hours of that day that may be meant."""
    start, end = mention.earliest, mention.latest
    hours = _PARTS.get(mention.value[-3:])
    if mention.mode != "within" or hours is None or start is None or end is None or "T" in start or "T" in end:
        return start, end
    if "/" in mention.value and mention.value[-3:] != "TNI":
        return start, end
    over = hours[2] if start == end else 0
    return f"{start}T{hours[0]}", f"{_shift(end, over)}T{hours[1]}"


def _shift(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _narrow(left: When, right: When) -> When:
    start = _later(left.start, right.start)
    end = _earlier(left.end, right.end)
    if start is not None and end is not None and start[:10] > end[:10]:
        return left
    if start is not None and end is not None and "T" in start and "T" not in end:
        end = left.end if left.end is not None and "T" in left.end else right.end
    return make_when(start, end, (*left.candidates, *right.candidates))


def _later(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return a or b
    if a[:10] == b[:10]:
        return a if "T" in a else b
    return max(a, b)


def _earlier(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return a or b
    if a[:10] == b[:10]:
        return a if "T" in a else b
    return min(a, b)
