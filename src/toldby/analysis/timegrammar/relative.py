"""Words that count from the day of writing: yesterday, last month, earlier this year (5, 6, 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from toldby.analysis.timegrammar.anchor import Anchor, Slots
from toldby.analysis.timegrammar.calendar import shift_days, shift_units, unit_days
from toldby.analysis.timegrammar.sense import Sense, sense_day, sense_days, sense_unit, within

_NIGHT = "TNI"


def read_day_offset(slots: Slots, anchor: Anchor) -> Sense | None:
    """Today 0, yesterday -1, tomorrow 1; a part of day is kept in the value."""
    day = shift_days(anchor.day, int(slots["value"]))
    if day is None:
        return None
    sense = sense_day(day, f"{slots['value']} days from {anchor.day}")
    part = slots.get("part")
    if part is None:
        return sense
    return replace(sense, type="TIME", value=f"{day}{part}")


def read_tonight(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "tonight" is the night that begins on the day of writing."""
    return read_day_offset({**slots, "part": _NIGHT}, anchor)


def read_night_before(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "overnight", "last night": one night over two calendar days, within both."""
    first = anchor.day - timedelta(days=1)
    sense = sense_days((first, anchor.day), "D", f"{first}{_NIGHT}", f"night before {anchor.day}")
    return replace(sense, type="TIME")


def read_unit(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "last month" = the calendar unit before, "this year", "next week"."""
    unit, step = slots["unit"], int(slots["value"])
    if unit in _SUBDAY:
        return None
    if unit == "WE":
        return None
    day = shift_units(anchor.day, unit, step)
    if day is None:
        return None
    days = unit_days(day, unit)
    return _phase(sense_unit(days, unit, f"calendar unit seen from {anchor.day}"), slots)


def read_earlier(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "earlier this month": that unit up to the anchor; "later this year": from it on."""
    unit = slots["unit"]
    if unit in _SUBDAY:
        return None
    first, last = unit_days(anchor.day, unit)
    sense = sense_unit((first, last), unit, f"part of the unit that holds {anchor.day}")
    days = (first, anchor.day) if slots["value"] == "earlier" else (anchor.day, last)
    return replace(sense, points=within(days), edtf=sense_days(days, unit, "", "").edtf)


def read_ago(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "two days ago" is a day; longer units give the calendar unit that holds the day."""
    return shift_counted(slots, anchor.day, -1, f"counted back from {anchor.day}")


def read_ahead(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "two weeks from now"."""
    return shift_counted(slots, anchor.day, 1, f"counted on from {anchor.day}")


def read_shifted(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "a day later", "three weeks earlier", seen from the event before."""
    direction = int(slots["value"])
    return shift_counted(slots, anchor.day, direction, f"counted from the event of {anchor.day}")


def shift_counted(slots: Slots, day: date, direction: int, note: str) -> Sense | None:
    """The unit that lies `number` units away; hours only say the day and the one beside it."""
    unit, number = slots["unit"], float(slots["number"])
    if unit in _SUBDAY:
        return _shift_hours(unit, number, day, direction, note)
    moved = _shift_part(day, unit, number * direction)
    if moved is None:
        return None
    if unit == "D":
        return sense_day(moved, note)
    return sense_unit(unit_days(moved, unit), unit, note)


def _shift_part(day: date, unit: str, count: float) -> date | None:
    whole = int(count)
    moved = shift_units(day, unit, whole)
    if count == whole or moved is None or unit not in ("Y", "DE"):
        return moved
    return shift_units(moved, "M", int((count - whole) * (12 if unit == "Y" else 120)))


_SUBDAY = {"TH": 24, "TM": 1440, "TS": 86400}


def _shift_hours(unit: str, number: float, day: date, direction: int, note: str) -> Sense | None:
    whole = int(number // _SUBDAY[unit]) + 1
    other = shift_days(day, whole * direction)
    if other is None:
        return None
    days = (min(day, other), max(day, other))
    sense = sense_days(days, "D", "XXXX-XX-XX", note)
    return replace(sense, type="TIME")


def read_same(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "the same day", "earlier in the day": the unit of the event before, moved by `value`."""
    unit, step = slots.get("unit", "D"), int(slots["value"])
    if unit in _SUBDAY:
        return None
    moved = shift_units(anchor.day, unit, step)
    if moved is None:
        return None
    note = f"seen from the event of {anchor.day}"
    sense = sense_unit(unit_days(moved, unit), unit, note)
    part = slots.get("part")
    if part is not None:
        sense = replace(sense, type="TIME", value=f"{sense.value}{part}")
    return _phase(sense, slots)


def read_event_weekday(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "the following Friday", "the previous Monday", seen from the event before."""
    wanted, forward = int(slots["weekday"]), int(slots["value"]) > 0
    gap = (wanted - anchor.day.isoweekday()) % 7 or 7
    day = shift_days(anchor.day, gap if forward else gap - 7 if gap < 7 else -7)
    return None if day is None else sense_day(day, f"seen from the event of {anchor.day}")


def read_since_then(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "since then": begins with the event before, not ended."""
    day = anchor.day.isoformat()
    return Sense("DATE", day, (day, day, None, None), "since", "day", "SINCE", f"{day}/..",
                 note=f"begins with the event of {day}")  # fmt: skip


def _phase(sense: Sense, slots: Slots) -> Sense:
    phase = slots.get("phase")
    return sense if phase is None else replace(sense, modifier=phase)
