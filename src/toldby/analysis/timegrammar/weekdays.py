"""Weekdays and weekends (class 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from toldby.analysis.timegrammar.anchor import Anchor, Slots
from toldby.analysis.timegrammar.calendar import week_days, weekend_days
from toldby.analysis.timegrammar.sense import Sense, reading_of, sense_day, sense_unit


def read_weekday(slots: Slots, anchor: Anchor) -> Sense | None:
    """Latest such day on or before the anchor, the anchor day included; ahead with a future cue."""
    wanted = int(slots["weekday"])
    back = latest_weekday(anchor.day, wanted)
    if not anchor.is_future or back == anchor.day:
        return sense_day(back, f"latest such weekday on or before {anchor.day}")
    ahead = back + timedelta(days=7)
    sense = sense_day(ahead, f"first such weekday after {anchor.day}, a cue of the future governs it")
    return replace(sense, candidates=(reading_of(sense_day(back, ""), "without the cue"),))


def latest_weekday(day: date, wanted: int) -> date:
    """The day itself or the last one before it with that ISO weekday."""
    return day - timedelta(days=(day.isoweekday() - wanted) % 7)


def read_last_weekday(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "last Friday" excludes the anchor day."""
    day = latest_weekday(anchor.day - timedelta(days=1), int(slots["weekday"]))
    return sense_day(day, f"latest such weekday before {anchor.day}")


def read_next_weekday(slots: Slots, anchor: Anchor) -> Sense | None:
    """First such day after; within the same ISO week the one a week later is a candidate."""
    day = latest_weekday(anchor.day, int(slots["weekday"])) + timedelta(days=7)
    sense = sense_day(day, f"first such weekday after {anchor.day}")
    if week_days(day) != week_days(anchor.day):
        return sense
    later = sense_day(day + timedelta(days=7), "")
    return replace(sense, candidates=(reading_of(later, "the week after"),))


def read_this_weekday(slots: Slots, anchor: Anchor) -> Sense | None:
    """That day of the anchor's ISO week."""
    monday = week_days(anchor.day)[0]
    day = monday + timedelta(days=int(slots["weekday"]) - 1)
    return sense_day(day, f"that day of the week of {anchor.day}")


def read_weekday_of_week(slots: Slots, anchor: Anchor) -> Sense | None:
    """As in "Tuesday last week", "next week Friday"."""
    monday = week_days(anchor.day)[0] + timedelta(days=7 * int(slots["value"]))
    return sense_day(monday + timedelta(days=int(slots["weekday"]) - 1), "day of that week")


def read_weekend(slots: Slots, anchor: Anchor) -> Sense | None:
    """The weekend that holds the anchor day, else the one before; `value` steps by weeks."""
    saturday, sunday = weekend_days(anchor.day)
    step = timedelta(days=7 * _weekend_step(slots["value"], anchor, sunday))
    days = (saturday + step, sunday + step)
    return sense_unit(days, "WE", f"weekend seen from {anchor.day}")


def _weekend_step(value: str, anchor: Anchor, sunday: date) -> int:
    """Weeks between the weekend at or before the anchor and the one meant."""
    is_over = anchor.day > sunday
    match value:
        case "near":
            return int(anchor.is_future and is_over)
        case "this":
            # Thursday and Friday look ahead to their own weekend
            return int(is_over and (anchor.is_future or anchor.day.isoweekday() in (4, 5)))
        case "last":
            return 0 if is_over else -1
        case _:
            return 1
