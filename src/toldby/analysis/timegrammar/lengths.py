"""Lengths, vague spans, repetition (classes 8, 9, 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toldby.analysis.timegrammar.anchor import Anchor, Slots
from toldby.analysis.timegrammar.calendar import shift_days, shift_units
from toldby.analysis.timegrammar.sense import NO_POINTS, Points, Sense, name_unit, within, write_edtf

_SUBDAY = ("TH", "TM", "TS")


def write_length(number: str, unit: str) -> str:
    """TIMEX3 length: `P3M`, `PT24H`, `P2DE`, `PXW`."""
    if unit in _SUBDAY:
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


def read_length(slots: Slots, _: Anchor) -> Sense | None:
    """A length without a position in time: "six-week" is P6W."""
    number = slots.get("few") or slots.get("number") or slots.get("number2") or "1"
    if "half" in slots["value"]:
        number = "0.5" if slots["value"] == "half" else f"{float(number) + 0.5:g}"
    value = write_length(*_whole(number, slots["unit"]))
    return Sense("DURATION", value, NO_POINTS, "length", "length", slots.get("mod"), note="a length")


def _whole(number: str, unit: str) -> tuple[str, str]:
    """Half an hour is PT30M."""
    if number == "0.5" and unit == "TH":
        return "30", "TM"
    if number == "0.5" and unit == "Y":
        return "6", "M"
    return number, unit


def read_vague_length(slots: Slots, _: Anchor) -> Sense | None:
    """As in "for weeks", "in years": a length without a number."""
    value = write_length("X", slots["unit"])
    return Sense("DURATION", value, NO_POINTS, "length", "length", note="a length without a number")


def read_past_length(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "the past two weeks": a length that ends at the anchor; "past few days" has no number."""
    unit = slots["unit"]
    if "few" in slots:
        return _vague("DURATION", write_length(slots["few"], unit), anchor, "PAST")
    number = float(slots.get("number", "1"))
    first = _back(anchor.day, unit, -number)
    if first is None:
        return None
    return _span_sense((first, anchor.day), unit, number, f"ends at {anchor.day}")


def read_next_length(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "the next two weeks": a length that begins at the anchor."""
    unit = slots["unit"]
    if "few" in slots:
        return _vague("DURATION", write_length(slots["few"], unit), anchor, "FUTURE")
    number = float(slots.get("number", "1"))
    last = _back(anchor.day, unit, number)
    if last is None:
        return None
    return _span_sense((anchor.day, last), unit, number, f"begins at {anchor.day}")


def _span_sense(days: tuple[date, date], unit: str, number: float, note: str) -> Sense:
    value = write_length(f"{number:g}", unit)
    return Sense("DURATION", value, within(days), "within", name_unit(unit),
                 edtf=write_edtf(days), note=note)  # fmt: skip


def _back(day: date, unit: str, count: float) -> date | None:
    """Hours are rounded up to days: the past 24 hours touch yesterday and today."""
    if unit in _SUBDAY:
        hours = abs(count) / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        days = int((hours + 23.99) // 24)
        return shift_days(day, days if count > 0 else -days)
    return shift_units(day, unit, int(count))


def hold_until(sense: Sense, slots: Slots, day: date) -> Sense:
    """As in "has been blocked for three months": begun then or before, still so at the anchor."""
    unit = slots.get("unit", "")
    number = slots.get("number", "X")
    if "few" in slots or number == "X" or float(number) != int(float(number)):
        points: Points = (None, day.isoformat(), day.isoformat(), None)
        return replace(sense, points=points, mode="vague", granularity="vague")
    start = _back(day, unit, -float(number))
    if start is None:
        return sense
    edge = start.isoformat()
    exact = edge if sense.modifier is None else None
    return replace(sense, points=(exact, edge, day.isoformat(), None), mode="constraint")


def read_vague(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "recently", "soon", "now": never a day."""
    return _vague("DATE", f"{slots['value']}_REF", anchor, slots["value"])


def read_vague_units(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "in recent days": past, open to the left."""
    return _vague("DATE", "PAST_REF", anchor, "PAST")


def read_vague_ago(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "a few days ago", "years ago": past without a number."""
    value = write_length(slots.get("few", "X"), slots["unit"])
    return _vague("DURATION", value, anchor, "PAST")


def read_vague_later(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "hours later", "several days later", "shortly afterwards": after the event before, without a number."""
    direction = "FUTURE" if int(slots["value"]) > 0 else "PAST"
    if "unit" not in slots:
        return _vague("DATE", f"{direction}_REF", anchor, direction)
    return _vague("DURATION", write_length(slots.get("few", "X"), slots["unit"]), anchor, direction)


def _vague(kind: str, value: str, anchor: Anchor, where: str) -> Sense:
    day = anchor.day.isoformat()
    points: Points
    edtf: str | None
    match where:
        case "PAST":
            points, edtf = (None, day, None, day), f"[..{day}]"
        case "FUTURE":
            points, edtf = (day, None, day, None), f"[{day}..]"
        case _:
            points, edtf = (None, day, day, None), None
    return Sense(kind, value, points, "vague", "vague", edtf=edtf, note=f"vague, seen from {day}")


def read_set(slots: Slots, _: Anchor) -> Sense | None:
    """As in "daily", "every two weeks", "every Monday", "twice a week"."""
    value = slots.get("adverb")
    if value is None and "weekday" in slots:
        value = f"XXXX-WXX-{slots['weekday']}"
    if value is None and "part" in slots:
        value = f"XXXX-XX-XX{slots['part']}"
    if value is None:
        value = write_length(slots.get("number", "1"), slots["unit"])
    return Sense("SET", value, NO_POINTS, "vague", "vague", note="repeated")
