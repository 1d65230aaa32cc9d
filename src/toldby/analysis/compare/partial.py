"""Compares days named without a year, as in "March 5" of a report whose own day is unknown."""

from __future__ import annotations

import re
from datetime import date, timedelta

from toldby.domain.propositions import When

_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_MONTH = re.compile(r"XXXX-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_SEEN_DAY = "XXXX-XX-XX"
_SEEN_MONTH = "XXXX-XX"
_LONGEST = 31
_SHORT = 3

Marks = tuple[frozenset[tuple[int, int]], frozenset[int], frozenset[int]]
"""What may be: months with days, months, weekdays (1 = Monday); empty = nothing said of it."""


def compare_partials(a: When, b: When) -> str | None:
    """The level of two accounts of which at least one names no year; None when nothing is shared.

    same month-day, other month-day, same month, other month, same weekday, other weekday.
    """
    x, y = _read_marks(a), _read_marks(b)
    if x is None or y is None:
        return None
    if x[0] and y[0]:
        return _judge(x[0] == y[0] and len(x[0]) == 1, bool(x[0] & y[0]), "month-day")
    if x[1] and y[1]:
        return "same month" if x[1] & y[1] else "other month"
    if x[2] and y[2]:
        return "same weekday" if x[2] & y[2] else "other weekday"
    return None


def _judge(is_same: bool, may_be: bool, name: str) -> str:
    if is_same:
        return f"same {name}"
    return "same month" if may_be else f"other {name}"


def _read_marks(when: When) -> Marks | None:
    if when.partial is not None:
        return _read_partial(when.partial)
    days = _list_days(when)
    if not days:
        return None
    weekdays = frozenset(day.isoweekday() for day in days if len(days) <= _SHORT)
    return frozenset((d.month, d.day) for d in days), frozenset(d.month for d in days), weekdays


def _read_partial(partial: str) -> Marks | None:
    nothing: frozenset[int] = frozenset()
    if match := _MONTH_DAY.fullmatch(partial):
        month, day = int(match.group(1)), int(match.group(2))
        return frozenset({(month, day)}), frozenset({month}), nothing
    if match := _MONTH.fullmatch(partial):
        return frozenset(), frozenset({int(match.group(1))}), nothing
    if match := _WEEKDAY.fullmatch(partial):
        return frozenset(), nothing, frozenset({int(match.group(1))})
    return None


def _list_days(when: When) -> tuple[date, ...]:
    """The days of a short closed interval."""
    try:
        first, last = date.fromisoformat((when.start or "")[:10]), date.fromisoformat((when.end or "")[:10])
    except ValueError:
        return ()
    length = (last - first).days + 1
    return tuple(first + timedelta(days=i) for i in range(length)) if 1 <= length <= _LONGEST else ()


def are_other_words(a: When, b: When) -> bool:
    """Two expressions of one report that its writer would not use of one day: "today" and "on March 5".

    A weekday, or a day or month seen from the report, lies beside a month or day of the calendar.
    """
    if a.partial is None or b.partial is None or a.partial == b.partial:
        return False
    level = compare_partials(a, b)
    if level is not None:
        return level.startswith("other")
    kinds = {_kind_of(a.partial), _kind_of(b.partial)}
    return kinds in ({"day", "calendar"}, {"day", "seen month"})


def _kind_of(partial: str) -> str:
    """Day: near the report's own, such as Friday or today; calendar: by its month."""
    if partial == _SEEN_MONTH:
        return "seen month"
    return "day" if partial == _SEEN_DAY or _WEEKDAY.fullmatch(partial) else "calendar"


def list_month_days(when: When) -> frozenset[tuple[int, int]]:
    """Months with days that the account may mean: of a short interval, or of a day without a year."""
    marks = _read_marks(when)
    return marks[0] if marks is not None else frozenset()


def list_partial_months(when: When) -> frozenset[int]:
    """Months that the account may mean."""
    marks = _read_marks(when)
    return marks[1] if marks is not None else frozenset()
