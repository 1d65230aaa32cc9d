"""Full dates, month and day, month and year, months, years (classes 2 and 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toldby.analysis.timegrammar.anchor import Anchor, Slots
from toldby.analysis.timegrammar.calendar import (
    build_day,
    easter_sunday,
    month_days,
    quarter_days,
    season_days,
    shift_days,
    shift_months,
    year_days,
)
from toldby.analysis.timegrammar.sense import (
    Sense,
    reading_of,
    sense_day,
    sense_days,
    sense_unit,
    within,
)

_NEAR_BACK = 9
_NEAR_AHEAD = 3


def read_full_date(slots: Slots, _: Anchor) -> Sense | None:
    """Day, month and year as written; a weekday beside them is only checked."""
    day = build_day(int(slots["year"]), int(slots["month"]), int(slots["day"]))
    if day is None:
        return None
    return sense_day(day, _weekday_note(slots, day, f"{day.isoformat()} as written"))


def read_iso(slots: Slots, _: Anchor) -> Sense | None:
    """`YYYY-MM-DD`."""
    year, month, day = slots["iso"].split("-")
    found = build_day(int(year), int(month), int(day))
    return None if found is None else sense_day(found, "ISO date as written")


def read_dotted(slots: Slots, _: Anchor) -> Sense | None:
    """`dd.mm.yyyy`."""
    day, month, year = slots["dotted"].split("-")
    found = build_day(_full_year(year), int(month), int(day))
    return None if found is None else sense_day(found, "day.month.year as written")


def read_slashed(slots: Slots, anchor: Anchor) -> Sense | None:
    """Both orders of day and month; they are kept as two candidates when both are days."""
    first, second, year = slots["slashed"].split("-")
    full = _full_year(year)
    days = [build_day(full, int(second), int(first)), build_day(full, int(first), int(second))]
    senses = [sense_day(day, "slashed date") for day in days if day is not None]
    if not senses:
        return None
    if len(senses) == 1 or senses[0].points == senses[1].points:
        return senses[0]
    kept = (reading_of(senses[0], "day/month"), reading_of(senses[1], "month/day"))
    return replace(
        senses[0],
        value=f"{full:04}-XX-XX",
        points=(None, None, None, None),
        edtf=None,
        candidates=kept,
        note="the order of day and month is not told",
    )


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def read_month_day(slots: Slots, anchor: Anchor) -> Sense | None:
    """Latest such day on or before the anchor; near ones ahead go first (section 2.3)."""
    month, day = int(slots["month"]), int(slots["day"])
    years = (anchor.day.year + step for step in range(-8, 9))
    days = [found for year in years if (found := build_day(year, month, day))]
    weekday = slots.get("weekday")
    if weekday is not None:
        fitting = [found for found in days if found.isoweekday() == int(weekday)]
        days = fitting or days
    chosen, other = _choose(days, anchor)
    if chosen is None:
        return None
    sense = sense_day(chosen, _weekday_note(slots, chosen, _near_note(chosen, anchor)))
    if other is None:
        return sense
    return replace(sense, candidates=(reading_of(sense_day(other, ""), "the other year"),))


def _choose(days: list[date], anchor: Anchor) -> tuple[date | None, date | None]:
    """The chosen start and the other reading worth keeping."""
    past = max((day for day in days if day <= anchor.day), default=None)
    coming = min((day for day in days if day > anchor.day), default=None)
    if past is None or coming is None:
        return past or coming, None
    if anchor.is_future:
        return (past, coming) if past == anchor.day else (coming, past)
    far_back = shift_months(past, _NEAR_BACK)
    near = shift_months(anchor.day, _NEAR_AHEAD)
    if far_back is not None and near is not None and far_back < anchor.day and coming < near:
        return coming, past
    return past, None


def _near_note(chosen: date, anchor: Anchor) -> str:
    if chosen <= anchor.day:
        return f"latest {chosen.day} {chosen:%B} on or before {anchor.day}"
    return f"next {chosen.day} {chosen:%B} after {anchor.day}"


def _weekday_note(slots: Slots, day: date, note: str) -> str:
    weekday = slots.get("weekday")
    if weekday is None or int(weekday) == day.isoweekday():
        return note
    return f"{note}; the weekday named does not fit"


def read_month_year(slots: Slots, _: Anchor) -> Sense | None:
    """A month of a year as written."""
    days = month_days(int(slots["year"]), int(slots["month"]))
    return _phase(sense_unit(days, "M", "month and year as written"), slots)


def read_month(slots: Slots, anchor: Anchor) -> Sense | None:
    """Latest such month that began on or before the anchor; near ones ahead go first."""
    month = int(slots["month"])
    firsts = [date(anchor.day.year + step, month, 1) for step in (-1, 0, 1)]
    chosen, other = _choose(firsts, anchor)
    if chosen is None:
        return None
    sense = _month_sense(chosen, f"month nearest before {anchor.day}")
    if other is not None:
        kept = reading_of(_month_sense(other, ""), "the other year")
        sense = replace(sense, candidates=(kept,))
    return _phase(sense, slots)


def read_this_month(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "this February" = February of the anchor's year; "last", "next" step a year if needed."""
    month = int(slots["month"])
    first = date(anchor.day.year, month, 1)
    if slots["value"] == "last" and first >= anchor.day.replace(day=1):
        first = first.replace(year=first.year - 1)
    if slots["value"] == "next" and first <= anchor.day:
        first = first.replace(year=first.year + 1)
    return _phase(_month_sense(first, f"{slots['value']} {first:%B} seen from {anchor.day}"), slots)


def read_relative_year_month(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "March last year", "in May this year"."""
    first = date(anchor.day.year + int(slots["value"]), int(slots["month"]), 1)
    return _phase(_month_sense(first, f"the year seen from {anchor.day}"), slots)


def read_relative_year_month_day(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "12 March last year"."""
    year = anchor.day.year + int(slots["value"])
    day = build_day(year, int(slots["month"]), int(slots["day"]))
    return None if day is None else sense_day(day, f"the year seen from {anchor.day}")


def _month_sense(first: date, note: str) -> Sense:
    return sense_unit(month_days(first.year, first.month), "M", note)


def read_year(slots: Slots, _: Anchor) -> Sense | None:
    """A year as written."""
    return _phase(sense_unit(year_days(int(slots["year"])), "Y", "year as written"), slots)


def read_decade(slots: Slots, _: Anchor) -> Sense | None:
    """As in "the 1990s"."""
    first = int(slots["decade"])
    days = (date(first, 1, 1), date(first + 9, 12, 31))
    return _phase(sense_unit(days, "DE", "decade as written"), slots)


def read_quarter(slots: Slots, anchor: Anchor) -> Sense | None:
    """A quarter of a named year, of the anchor's year moved by `value`, or the nearest one."""
    quarter = int(slots["ordinal"])
    if not 1 <= quarter <= 4:
        return None
    if "year" in slots or slots["value"] != "near":
        year = int(slots.get("year") or anchor.day.year + int(slots["value"]))
        return sense_unit(quarter_days(year, quarter), "Q", f"quarter {quarter} of {year}")
    year = anchor.day.year
    if quarter_days(year, quarter)[0] > anchor.day and not anchor.is_future:
        year -= 1
    return sense_unit(quarter_days(year, quarter), "Q", f"quarter nearest before {anchor.day}")


def read_half(slots: Slots, anchor: Anchor) -> Sense | None:
    """The first or second half of a year."""
    half = int(slots["ordinal"])
    if half not in (1, 2):
        return None
    year = int(slots.get("year") or anchor.day.year + int(slots["value"]))
    days = (date(year, 6 * half - 5, 1), month_days(year, 6 * half)[1])
    return sense_days(days, "Y", f"{year:04}-H{half}", f"half {half} of {year}")


def read_season(slots: Slots, anchor: Anchor) -> Sense | None:
    """A season of a named year, else of the anchor's year moved by `value`."""
    season = slots["season"]
    step = slots["value"]
    year = int(slots.get("year") or anchor.day.year + (0 if step == "near" else int(step)))
    if "year" not in slots and step == "near" and season_days(year, season)[0] > anchor.day:
        year -= 0 if anchor.is_future else 1
    days = season_days(year, season)
    sense = sense_days(days, "S", f"{year:04}-{season}", f"season of {year}")
    number = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}[season]
    return _phase(replace(sense, edtf=f"{year:04}-{number}"), slots)


def read_holiday(slots: Slots, anchor: Anchor) -> Sense | None:
    """A feast with a fixed day, or counted from Easter (`E+1`), nearest like a month and day."""
    rule = slots["holiday"]
    if "year" in slots:
        day = _holiday(rule, int(slots["year"]))
        return None if day is None else sense_day(day, "feast of the year as written")
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    chosen, other = _choose([day for year in years if (day := _holiday(rule, year))], anchor)
    if chosen is None:
        return None
    sense = sense_day(chosen, f"feast nearest before {anchor.day}")
    if other is None:
        return sense
    return replace(sense, candidates=(reading_of(sense_day(other, ""), "the other year"),))


def _holiday(rule: str, year: int) -> date | None:
    if rule.startswith("E"):
        return shift_days(easter_sunday(year), int(rule[1:] or "0"))
    month, day = rule.split("-")
    return build_day(year, int(month), int(day))


def _phase(sense: Sense, slots: Slots) -> Sense:
    """Early, mid, late: a modifier; the unit stays whole because the words draw no line."""
    phase = slots.get("phase")
    if phase is None or sense.days is None:
        return sense
    days = sense.days
    return replace(sense, modifier=phase, points=within(days), note=f"{sense.note}, {phase}")
