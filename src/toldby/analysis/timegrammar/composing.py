"""An expression read in its scene: date, clock time, part of day, ranges, prepositions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from toldby.analysis.timegrammar.future import governs_future
from toldby.analysis.timegrammar.hanging import Hang
from toldby.analysis.timegrammar.lengths import hold_until
from toldby.analysis.timegrammar.moments import Moment
from toldby.analysis.timegrammar.phrases import Phrase, slots_of
from toldby.analysis.timegrammar.ranges import join_ends, night_into, span_night
from toldby.analysis.timegrammar.reading import add_clock, add_part, read_phrase
from toldby.analysis.timegrammar.rules import RULES
from toldby.analysis.timegrammar.scene import Place, Scene, only_moment
from toldby.analysis.timegrammar.sense import Sense, sense_day, write_edtf

_REACH = 40
_UNKNOWN_DAY = Sense("DATE", "XXXX-XX-XX", (None, None, None, None), "within", "day")


def compose(place: Place, scene: Scene) -> tuple[Sense, str] | None:
    """The sense and what it hangs on; None when the words turn out to be no time."""
    moment = only_moment(place.expression)
    if moment is None:
        return _compose_range(place, scene)
    found = _compose_moment(moment, place, scene)
    if found is None or moment.date is None:
        return found
    sense, anchor = found
    return _apply_preposition(sense, place, scene), anchor


def _compose_moment(moment: Moment, place: Place, scene: Scene) -> tuple[Sense, str] | None:
    if moment.is_loose_part:
        return _read_loose_part(moment, place, scene)
    found = _read_date(moment, place, scene)
    if found is None:
        return None
    sense, anchor = found
    if moment.part is not None:
        if sense.mode == "spans":
            sense = span_night(sense)
        sense = add_part(sense, moment.part.slot("part"), moment.part.slot("phase"))
    if moment.clock is not None:
        slots = slots_of(moment.clock)
        sense = add_clock(sense, read_clock(slots), slots.get("zone"), slots.get("mod"))
    return sense, anchor


def read_clock(slots: Mapping[str, str]) -> str:
    """`HH:MM` of a clock phrase, however it was written."""
    return slots.get("clock") or slots["digits"]


def _read_loose_part(moment: Moment, place: Place, scene: Scene) -> tuple[Sense, str] | None:
    """As in "at dawn", "during the night": of a day told nearby, else of a day unknown."""
    part = moment.part
    if part is None or part.slot("part") is None:
        return None
    joins = scene.language.group("time_joins")
    before = place.lexemes[part.first - 1].lower if part.first else ""
    if before not in joins and place.lexemes[part.first].lower not in joins:
        return None
    hang = scene.near_day(place)
    is_told = hang.kind == "text"
    sense = _union_day(hang) if is_told else replace(_UNKNOWN_DAY, note="no day is told beside it")
    return add_part(sense, part.slot("part"), part.slot("phase")), "text" if is_told else "none"


def _read_date(moment: Moment, place: Place, scene: Scene) -> tuple[Sense, str] | None:
    if moment.date is None:
        return _read_near_day(place, scene)
    phrase = moment.date
    hangs_on = RULES[phrase.entry.rule].hangs_on if phrase.entry.rule in RULES else "none"
    hang = scene.hang(place, phrase, hangs_on)
    future = governs_future(place.lexemes, place.expression.first, place.expression.after,
                            scene.language, scene.speech)  # fmt: skip
    sense = read_phrase(phrase, hang, is_future=future, floor=scene.floor)
    if sense is None:
        return None
    if phrase.entry.rule in ("length", "vague-length"):
        return _place_length(sense, phrase, place, scene)
    return sense, "none" if hangs_on == "none" else hang.kind


def _read_near_day(place: Place, scene: Scene) -> tuple[Sense, str]:
    hang = scene.near_day(place)
    if hang.days is None:
        return replace(_UNKNOWN_DAY, note=hang.why), hang.kind
    return _union_day(hang), hang.kind


def _union_day(hang: Hang) -> Sense:
    if hang.days is None:
        return _UNKNOWN_DAY
    first, last = hang.days
    if first == last:
        return sense_day(first, hang.why)
    points = (first.isoformat(), last.isoformat()) * 2
    return Sense("DATE", f"{first}/{last}", points, "within", "day", edtf=write_edtf(hang.days), note=hang.why)


def _place_length(sense: Sense, phrase: Phrase, place: Place, scene: Scene) -> tuple[Sense, str]:
    """As in "has been closed for three months" reaches up to the day of writing."""
    if not _is_held(phrase, place, scene):
        return sense, "none"
    hang = scene.hang_said(place)
    if hang.days is None or hang.kind == "none":
        return sense, "none"
    return hold_until(sense, slots_of(phrase), hang.days[1]), hang.kind


def _is_held(phrase: Phrase, place: Place, scene: Scene) -> bool:
    lexemes, language = place.lexemes, scene.language
    lead = language.group("length_holders")
    opener = lexemes[phrase.first].lower
    before = lexemes[phrase.first - 1].lower if phrase.first else ""
    if opener not in lead and before not in lead:
        return False
    left = phrase.first - 1
    while left >= max(0, phrase.first - _REACH) and lexemes[left].text not in ".!?;":
        if lexemes[left].lower in language.group("perfect_auxiliaries"):
            return True
        left -= 1
    return False


def _compose_range(place: Place, scene: Scene) -> tuple[Sense, str] | None:
    first, last = place.expression.moments
    end = _compose_moment(last, place, scene)
    if end is None:
        return None
    if first.date is not None and first.date.entry.rule == "night-before":
        night = night_into(end[0])
        return (night, end[1]) if night else None
    begin = _compose_begin(first, place, scene, end[0])
    if begin is None:
        return None
    joined = join_ends(begin[0], end[0], place.expression.mode)
    if joined is None:
        return None
    if first.part is not None and place.expression.mode == "within":
        joined = span_night(joined)
    return joined, end[1] if begin[1] == "none" else begin[1]


def _compose_begin(first: Moment, place: Place, scene: Scene, end: Sense) -> tuple[Sense, str] | None:
    """The first end lies on or before the second, which may alone carry day, month or year."""
    begin = _compose_moment(replace(first, part=None), place, scene)
    if begin is None or end.days is None:
        return begin
    if first.date is None:
        day = end.days[0]
        clock = read_clock(slots_of(first.clock)) if first.clock else "00:00"
        later = end.points[3] or ""
        day = day - timedelta(days=1) if f"{day}T{clock}" > later and "T" in later else day
        return add_clock(sense_day(day, "day of the other end"), clock, None, None), begin[1]
    is_late = begin[0].days is not None and begin[0].days[1] > end.days[1]
    return _reread(first, end.days[0], begin) if is_late or begin[0].days is None else begin


def _reread(first: Moment, day: date, begin: tuple[Sense, str]) -> tuple[Sense, str]:
    """Read again from the second end."""
    if first.date is None:
        return begin
    hang = Hang("text", (day, day), f"the other end {day}")
    sense = read_phrase(first.date, hang, is_future=False, floor=None)
    if sense is None:
        return begin
    if first.clock is not None:
        slots = slots_of(first.clock)
        sense = add_clock(sense, read_clock(slots), slots.get("zone"), slots.get("mod"))
    return sense, begin[1]


def _apply_preposition(sense: Sense, place: Place, scene: Scene) -> Sense:
    """since, until, before, after, by turn an interval into an open one."""
    at = place.expression.first - 1
    word = place.lexemes[at].lower if at >= 0 else ""
    turn = scene.language.mapping("time_prepositions").get(word)
    if turn is None or sense.mode != "within" or sense.type not in ("DATE", "TIME"):
        return sense
    if sense.days is None:
        return replace(sense, mode={"SINCE": "since", "UNTIL": "until"}.get(turn, "constraint"), modifier=turn)
    if turn != "SINCE" and (_is_attributive(place, scene) or _leads_part(place, scene)):
        return sense
    return turn_interval(sense, turn, scene.hang_said(place))


def _leads_part(place: Place, scene: Scene) -> bool:
    """As in "before dawn on Friday": early on that day, not any time before it."""
    first = place.lexemes[place.expression.first].lower
    moment = place.expression.moments[0]
    return moment.date is not None and first in scene.language.mapping("day_parts")


def _is_attributive(place: Place, scene: Scene) -> bool:
    """As in "after Saturday's attack", "before the 9 May talks": the time belongs to the noun."""
    after = place.expression.after
    if after >= len(place.lexemes):
        return False
    following = place.lexemes[after]
    if following.lower == "'":
        return True
    if not following.text[0].isalpha():
        return False
    return following.lower not in scene.language.group("time_followers")


def turn_interval(sense: Sense, turn: str, hang: Hang) -> Sense:
    """The four points of "since D", "until D", "before D", "after D", "by D"."""
    first, last = sense.points[0], sense.points[3]
    until = hang.days[1].isoformat() if hang.days else None
    match turn:
        case "SINCE":
            ends = until if until and first and until >= first[:10] else None
            return replace(sense, points=(first, sense.points[1], ends, None), mode="since",
                           modifier=turn, edtf=f"{_plain(sense)}/..")  # fmt: skip
        case "UNTIL":
            return replace(sense, points=(None, None, first, last), mode="until", modifier=turn,
                           edtf=f"../{_plain(sense)}")  # fmt: skip
        case "AFTER":
            return replace(sense, points=(first, None, first, None), mode="constraint",
                           modifier=turn, edtf=None)  # fmt: skip
        case _:
            return replace(sense, points=(None, last, None, last), mode="constraint",
                           modifier=turn, edtf=None)  # fmt: skip


def _plain(sense: Sense) -> str:
    """The date part of the EDTF string for an interval with an open end."""
    edtf = sense.edtf or ""
    if edtf.startswith("[") or not edtf:
        return (sense.points[0] or "")[:10]
    return edtf.removesuffix("~")[:10]
