"""What an expression of time means: TIMEX3 value, four points, mode, EDTF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from toldby.analysis.timegrammar.calendar import Days, month_days
from toldby.domain.times import Reading

Points = tuple[str | None, str | None, str | None, str | None]
NO_POINTS: Points = (None, None, None, None)

_NAMES = {
    "D": "day", "W": "week", "WE": "week", "M": "month", "Q": "quarter", "Y": "year",
    "DE": "decade", "CE": "decade", "S": "season", "TH": "hour", "TM": "minute", "TS": "minute",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """A reading of one expression; `note` says how it was reached."""

    type: str
    value: str
    points: Points
    mode: str
    granularity: str
    modifier: str | None = None
    edtf: str | None = None
    candidates: tuple[Reading, ...] = ()
    note: str = ""

    @property
    def days(self) -> Days | None:
        """First and last day when both ends are known, else None."""
        first, last = self.points[0], self.points[3]
        if first is None or last is None:
            return None
        return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def name_unit(unit: str) -> str:
    """The granularity word of a unit code: "W" -> "week"."""
    return _NAMES.get(unit, "day")


def within(days: Days) -> Points:
    """The event lies somewhere inside."""
    first, last = days[0].isoformat(), days[1].isoformat()
    return first, last, first, last


def sense_days(days: Days, unit: str, value: str, note: str) -> Sense:
    """A calendar unit: a day, a week, a month ... the event lies inside it."""
    edtf = write_edtf(days)
    return Sense("DATE", value, within(days), "within", name_unit(unit), edtf=edtf, note=note)


def sense_day(day: date, note: str) -> Sense:
    """One day."""
    return sense_days((day, day), "D", day.isoformat(), note)


def sense_unit(days: Days, unit: str, note: str) -> Sense:
    """A calendar unit under its TIMEX3 name."""
    return sense_days(days, unit, write_value(days[0], unit), note)


def write_value(day: date, unit: str) -> str:
    """TIMEX3 value of the unit that begins on (or holds) the day: `2022-W12`, `2022-Q1`."""
    year, week, _ = day.isocalendar()
    match unit:
        case "W":
            return f"{year:04}-W{week:02}"
        case "WE":
            return f"{year:04}-W{week:02}-WE"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04}"
        case "DE":
            return f"{day.year // 10:03}"
        case "CE":
            return f"{day.year // 100:02}"
        case _:
            return day.isoformat()


def write_edtf(days: Days) -> str:
    """EDTF of "somewhere within": a day, a month, a year, else `[a..b]`."""
    first, last = days
    if first == last:
        return first.isoformat()
    if days == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first.year:04}"
    if days == month_days(first.year, first.month):
        return f"{first.year:04}-{first.month:02}"
    return f"[{first.isoformat()}..{last.isoformat()}]"


def reading_of(sense: Sense, reason: str) -> Reading:
    """The sense as a candidate that was not chosen."""
    return Reading(sense.points[0], sense.points[3], reason)


def unite(early: Sense, late: Sense, why: str) -> Sense:
    """One sense for two anchors: the union, with both readings kept."""
    if early.points == late.points and early.value == late.value:
        return early
    points = tuple(
        _outer(a, b, low=index in (0, 2)) for index, (a, b) in enumerate(zip(early.points, late.points, strict=True))
    )
    united = (points[0], points[1], points[2], points[3])
    kept = (reading_of(early, f"{why}: first day"), reading_of(late, f"{why}: last day"))
    sense = replace(early, points=united, candidates=kept, edtf=None)
    days = sense.days
    if days is None or early.mode != "within":
        return sense
    value = early.value if early.value == late.value else f"{days[0]}/{days[1]}"
    return replace(sense, value=value, edtf=write_edtf(days))


def _outer(a: str | None, b: str | None, *, low: bool) -> str | None:
    if a is None or b is None:
        return None
    return min(a, b) if low else max(a, b)
