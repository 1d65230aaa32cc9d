"""A phrase read against both ends of what it hangs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from toldby.analysis.timegrammar.anchor import Anchor
from toldby.analysis.timegrammar.calendar import build_day
from toldby.analysis.timegrammar.hanging import Hang
from toldby.analysis.timegrammar.phrases import Phrase, slots_of
from toldby.analysis.timegrammar.rules import RULES
from toldby.analysis.timegrammar.sense import NO_POINTS, Sense, reading_of, sense_day, unite
from toldby.domain.times import Reading

_ANY_DAY = date(2000, 1, 3)
_YEARS_AHEAD = 8


def read_phrase(phrase: Phrase, hang: Hang, *, is_future: bool, floor: date | None) -> Sense | None:
    """The sense of a phrase; `floor` is a day the report was written after, if the text tells."""
    row = RULES.get(phrase.entry.rule)
    if row is None or row.read is None:
        return None
    slots = {**slots_of(phrase), "value": phrase.entry.value or ""}
    if row.hangs_on == "none":
        return row.read(slots, Anchor(_ANY_DAY))
    if hang.days is None:
        sense = row.read(slots, Anchor(_ANY_DAY))
        return sense and blank(sense, slots, hang.why, floor)
    senses = [row.read(slots, Anchor(day, is_future)) for day in hang.days]
    if senses[0] is None or senses[1] is None:
        return None
    return unite(senses[0], senses[1], hang.why)


def blank(sense: Sense, slots: dict[str, str], why: str, floor: date | None) -> Sense:
    """What stays true without an anchor: no points, a value with gaps, readings that fit."""
    if sense.mode in ("length",) or sense.type == "SET":
        return sense
    value = sense.value if _is_free(sense) else _gappy(sense, slots)
    kept = _years_that_fit(slots, floor)
    note = f"{why}; {len(kept)} days fit weekday, day and month" if kept else why
    return replace(sense, value=value, points=NO_POINTS, edtf=None, candidates=kept, note=note)


def _is_free(sense: Sense) -> bool:
    """Values that name no day."""
    return sense.type == "DURATION" or sense.value.endswith("_REF")


def _gappy(sense: Sense, slots: dict[str, str]) -> str:
    """As in "16 May" = XXXX-05-16, a weekday = XXXX-WXX-4."""
    if "month" in slots and "day2" not in slots:
        month = f"XXXX-{int(slots['month']):02}"
        return f"{month}-{int(slots['day']):02}" if "day" in slots else month
    if "weekday" in slots:
        return f"XXXX-WXX-{slots['weekday']}"
    shapes = {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX"}
    value = shapes.get(sense.granularity, "XXXX-XX-XX")
    return value + sense.value[10:] if sense.value[10:].startswith("T") else value


def _years_that_fit(slots: dict[str, str], floor: date | None) -> tuple[Reading, ...]:
    """Days of the next years on which weekday, day and month agree; none without a lower bound."""
    if floor is None or not {"weekday", "month", "day"} <= slots.keys():
        return ()
    found = []
    for year in range(floor.year, floor.year + _YEARS_AHEAD + 1):
        day = build_day(year, int(slots["month"]), int(slots["day"]))
        if day is None or day < floor or day.isoweekday() != int(slots["weekday"]):
            continue
        found.append(reading_of(sense_day(day, ""), f"weekday fits in {year}"))
    return tuple(found)


def add_clock(sense: Sense, clock: str, zone: str | None, modifier: str | None) -> Sense:
    """The clock time on a known day; without one only the time stays."""
    shown = "Z" if zone == "Z" else ""
    if sense.days is None or sense.days[0] != sense.days[1]:
        value = f"{sense.value[:10]}T{clock}{shown}"
        return replace(sense, type="TIME", value=value, modifier=modifier or sense.modifier)
    day = sense.days[0]
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    moment = f"{day}T{clock}"
    edtf = f"{day}~" if modifier == "APPROX" else f"{moment}:00"
    return replace(
        sense, type="TIME", value=moment + shown, points=(moment, moment, moment, moment),
        granularity="minute", modifier=modifier, edtf=edtf,
    )  # fmt: skip


def add_part(sense: Sense, part: str | None, phase: str | None) -> Sense:
    """A part of day is kept in the value, the points stay whole days (gold cases T31, T33)."""
    if sense.granularity != "day" or "/" in sense.value:
        return replace(sense, modifier=phase or sense.modifier)
    code = part or {"START": "TMO", "END": "TEV", "MID": "TMI"}.get(phase or "", "")
    value = sense.value if sense.value.endswith(code) else sense.value + code
    return replace(sense, type="TIME", value=value, modifier=phase or sense.modifier)
