"""Scores of the days a report may have been written on (`places-and-times.md` 3, rung 4)."""

from __future__ import annotations

from datetime import date, timedelta

from toldby.analysis.dating.hints import Hints, MonthDay
from toldby.analysis.timegrammar.calendar import build_day, shift_days

_SPAN_DAYS = 8 * 366
_MARGIN = 0.3
_YEARS_TRUSTED = 3
_WEEK, _MONTH, _QUARTER = 7, 31, 92


def list_best_days(hints: Hints) -> tuple[date, ...]:
    """The days within 0.3 of the best score, in order; none when the evidence is weak."""
    if hints.is_weak or hints.floor is None:
        return ()
    if len(hints.weekdays) < 2 and all(mention.weekday is None for mention in hints.month_days):
        return ()  # nothing could tell the year, see `tells_year`
    scores = {}
    for step in range(_SPAN_DAYS):
        day = shift_days(hints.floor, step)
        if day is not None and _may_be(hints, day):
            scores[day] = score_day(hints, day)
    best = max(scores.values(), default=0.0)
    days = tuple(day for day, score in scores.items() if score >= best - _MARGIN)
    if best <= 0 or (days[-1] - days[0]).days > _MONTH or not tells_year(hints, days[0]):
        return ()
    return days


def tells_year(hints: Hints, day: date) -> bool:
    """The year is told by a weekday beside its date, or by two weekdays that lead to dates.

    Without that only the distance from the lower bound would pick a year: on 419 news reports with
    a known date such a pick held the true day once in 32 answers, so nothing is answered then.
    """
    if hints.floor is None or (day - hints.floor).days > _YEARS_TRUSTED * 366:
        return False
    if any(mention.weekday is not None for mention in hints.month_days):
        return True
    found = [latest for mention in hints.month_days if (latest := _latest(mention, day))]
    return len(_fitting_weekdays(hints, day, found)) > 1


def _may_be(hints: Hints, day: date) -> bool:
    """As in "last month" beside "In March" forces April."""
    if not hints.has_last_month or not hints.months:
        return True
    return (day.month - 2) % 12 + 1 in hints.months


def score_day(hints: Hints, day: date) -> float:
    """How well a day explains the dates, weekdays and months of the text."""
    score = 0.0
    last_days = [found for mention in hints.month_days if (found := _latest(mention, day))]
    for found in last_days:
        score += _score_age((day - found).days)
    for mention, found in zip(hints.month_days, last_days, strict=False):
        if mention.weekday is not None:
            score += 2.0 if found.isoweekday() == mention.weekday else -2.0
    score += 2.0 * len(_fitting_weekdays(hints, day, last_days))
    if day.isoweekday() in hints.weekdays:
        score += 0.8
    floor = hints.floor or day
    return score - (day - floor).days / 365.25


def _latest(mention: MonthDay, day: date) -> date | None:
    """The latest such day on or before the day."""
    for year in range(day.year, day.year - 5, -1):
        found = build_day(year, mention.month, mention.day)
        if found is not None and found <= day:
            return found
    return None


def _score_age(days: int) -> float:
    if days <= _WEEK:
        return 2.0
    if days <= _MONTH:
        return 1.2
    return 0.4 if days <= _QUARTER else -1.0


def _fitting_weekdays(hints: Hints, day: date, last_days: list[date]) -> set[int]:
    """Weekdays of the text that lead from the day to a month and day of the text."""
    fitting = set()
    for weekday in set(hints.weekdays):
        resolved = day - timedelta(days=(day.isoweekday() - weekday) % 7)
        if resolved in last_days:
            fitting.add(weekday)
    return fitting
