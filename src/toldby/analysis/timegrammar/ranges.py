"""Two ends as one expression (class 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from toldby.analysis.timegrammar.anchor import Anchor, Slots
from toldby.analysis.timegrammar.calendar import build_day, month_days
from toldby.analysis.timegrammar.dates import read_month_day
from toldby.analysis.timegrammar.sense import Sense, sense_days, within


def read_day_range(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "12-13 September": the later day decides the year."""
    later = read_month_day({**slots, "day": slots["day2"]}, anchor)
    if later is None or later.days is None:
        return None
    return _day_range(slots, later.days[0].year, later.note)


def read_day_range_of_year(slots: Slots, _: Anchor) -> Sense | None:
    """As in "12-13 September 2022"."""
    return _day_range(slots, int(slots["year"]), "days as written")


def _day_range(slots: Slots, year: int, note: str) -> Sense | None:
    month = int(slots["month"])
    first = build_day(year, month, int(slots["day"]))
    last = build_day(year, month, int(slots["day2"]))
    return fill_days(first, last, note) if first and last and first < last else None


def fill_days(first: date, last: date, note: str) -> Sense:
    """The event fills the days."""
    sense = sense_days((first, last), "D", f"{first}/{last}", note)
    points = (first.isoformat(), first.isoformat(), last.isoformat(), last.isoformat())
    return replace(sense, mode="spans", points=points, edtf=f"{first}/{last}")


def read_month_range(slots: Slots, _: Anchor) -> Sense | None:
    """As in "April-June 2009"."""
    year = int(slots["year"])
    first = month_days(year, int(slots["month"]))[0]
    last = month_days(year, int(slots["month2"]))[1]
    if first > last:
        return None
    value = f"{first:%Y-%m}/{last:%Y-%m}"
    return replace(fill_days(first, last, "months as written"), value=value, granularity="month")


def read_year_range(slots: Slots, _: Anchor) -> Sense | None:
    """As in "2019-2021", "2014-15"."""
    first = int(slots["year"])
    last = int(slots.get("year2") or first // 100 * 100 + int(slots["yy"]))
    sense = fill_days(date(first, 1, 1), date(last, 12, 31), "years as written")
    return replace(sense, value=f"{first:04}/{last:04}", granularity="year")


def join_ends(first: Sense, last: Sense, mode: str) -> Sense | None:
    """A range of two senses; None when the ends are unknown or out of order."""
    if first.days is None or last.days is None or first.points[0] is None:
        return _join_unknown(first, last, mode)
    if (first.points[0] or "") > (last.points[3] or "") and first.days[0] > last.days[1]:
        return None
    kind = "TIME" if "TIME" in (first.type, last.type) else "DATE"
    value = f"{first.value}/{last.value}"
    days = (first.days[0], last.days[1])
    note = f"{first.note}; {last.note}"
    if mode == "spans":
        points = (first.points[0], first.points[1], last.points[2], last.points[3])
        edtf: str | None = f"{days[0]}/{days[1]}"
    else:
        points = (first.points[0], last.points[3], first.points[0], last.points[3])
        edtf = sense_days(days, "D", "", "").edtf
    return Sense(kind, value, points, mode, first.granularity, edtf=edtf, note=note)


def _join_unknown(first: Sense, last: Sense, mode: str) -> Sense:
    note = f"{first.note}; {last.note}"
    points = (None, None, None, None)
    return Sense(first.type, f"{first.value}/{last.value}", points, mode, first.granularity, note=note)


def span_night(sense: Sense) -> Sense:
    """One night over two calendar days: within both, whatever its ends were called."""
    if sense.days is None:
        return sense
    days = sense.days
    return replace(sense, points=within(days), mode="within", edtf=sense_days(days, "D", "", "").edtf)


def night_into(day: Sense) -> Sense | None:
    """As in "overnight into Thursday"."""
    if day.days is None:
        return None
    last = day.days[1]
    first = last - timedelta(days=1)
    sense = sense_days((first, last), "D", f"{first}/{last}", f"the night into {last}")
    return replace(sense, type="TIME")
