"""Date strings of sidecars, feeds and pages as two days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from toldby.analysis.timegrammar.calendar import Days, build_day, month_days, year_days
from toldby.analysis.times import find_times
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DocumentDate, Zone, ZoneKind

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SHORT = re.compile(r"\b[^\W\d_]{3,4}\b(?!\.)")
_YEAR = re.compile(r"\d{4}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")

Ends = tuple[str, str]


def read_value(value: str, language: LanguagePack) -> Ends | None:
    """First and last day (or minute) a date string allows; None when it names no date.

    "2019-05" is the month; "2019-05-09/2019-05-11" and "[2019-05-09..2019-05-11]" are ranges.
    """
    plain = value.strip().strip("[]{}").replace("~", "").replace("?", "").replace("%", "")
    for joint in ("/", ".."):
        if joint in plain:
            first, _, last = plain.partition(joint)
            return _join(_read_one(first.strip()), _read_one(last.strip()))
    return _read_one(plain) or _read_words(value, language)


def _join(first: Ends | None, last: Ends | None) -> Ends | None:
    """A range with two known ends in order; an open range bounds nothing a report could use."""
    if first is None or last is None or first[0][:10] > last[1][:10]:
        return None
    return first[0], last[1]


def _read_one(text: str) -> Ends | None:
    moment = _MOMENT.fullmatch(text)
    if moment:
        return _read_moment(moment)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _of_day(build_day(*(int(part) for part in compact.groups())))
    month = _MONTH.fullmatch(text)
    if month and 1 <= int(month.group(2)) <= 12 and int(month.group(1)) > 0:
        return _of_days(month_days(int(month.group(1)), int(month.group(2))))
    if _YEAR.fullmatch(text) and int(text) > 0:
        return _of_days(year_days(int(text)))
    return None


def _read_moment(match: re.Match[str]) -> Ends | None:
    day = build_day(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if day is None or match.group(4) is None:
        return _of_day(day)
    if int(match.group(4)) > 23 or int(match.group(5)) > 59:
        return _of_day(day)
    moment = f"{day}T{match.group(4)}:{match.group(5)}"
    return moment, moment


def _of_day(day: date | None) -> Ends | None:
    return None if day is None else (day.isoformat(), day.isoformat())


def _of_days(days: Days) -> Ends:
    return days[0].isoformat(), days[1].isoformat()


def _read_words(value: str, language: LanguagePack) -> Ends | None:
    """As in "17 December 2016, 4:45 PM": only a date that is written out counts; feeds
    shorten months without a full stop.
    """
    months = language.mapping("months")

    def stop(match: re.Match[str]) -> str:
        return f"{match.group()}." if f"{match.group().lower()}." in months else match.group()

    dotted = _SHORT.sub(stop, value)
    zone = Zone(0, len(dotted), ZoneKind.BODY)
    for time in find_times(dotted, (zone,), (), (), DocumentDate(), language):
        if time.anchor == "none" and time.earliest is not None and time.latest is not None:
            return time.earliest[:10], time.latest[:10]
    return None


def widen(ends: Ends, days: int) -> Ends:
    """The ends moved apart by whole days: a URL carries the outlet's local day."""
    first = date.fromisoformat(ends[0][:10]) - timedelta(days=days)
    last = date.fromisoformat(ends[1][:10]) + timedelta(days=days)
    return first.isoformat(), last.isoformat()


def are_apart(a: Ends, b: Ends, slack: int = 0) -> bool:
    """No day lies in both, even after moving the ends apart by `slack` days."""
    first, last = widen(a, slack)
    return b[1][:10] < first or last < b[0][:10]
