"""Phrases joined into expressions: date with clock time or part of day, and ranges (class 1, 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toldby.analysis.lexemes import Lexeme
from toldby.analysis.timegrammar.phrases import Phrase
from toldby.domain.lexicon import LanguagePack

_DAY_RULES = frozenset(
    {"full-date", "iso-date", "dotted-date", "month-day", "month-day-of-year", "holiday",
     "holiday-of-year", "weekday", "latest-not-after-publication", "last-weekday", "next-weekday",
     "this-weekday", "weekday-of-week", "event-weekday", "day-offset", "same-unit", "night-before",
     "day-range", "day-range-of-year"}
)  # fmt: skip
_MAX_GAP = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a clock time, a part of day, or what is said of one moment together."""

    first: int
    after: int
    date: Phrase | None = None
    clock: Phrase | None = None
    part: Phrase | None = None

    @property
    def is_loose_part(self) -> bool:
        """Only a part of day, without date or clock time."""
        return self.date is None and self.clock is None


@dataclass(frozen=True, slots=True)
class Expression:
    """One moment, or the two ends of a range. `mode`: within, spans."""

    first: int
    after: int
    moments: tuple[Moment, ...]
    mode: str = "within"


def join_phrases(
    phrases: Sequence[Phrase], lexemes: Sequence[Lexeme], language: LanguagePack
) -> tuple[Expression, ...]:
    """Expressions in text order."""
    moments = _join_moments(phrases, lexemes, language)
    return _join_ranges(moments, lexemes, language)


def _join_moments(phrases: Sequence[Phrase], lexemes: Sequence[Lexeme], language: LanguagePack) -> list[Moment]:
    joined: list[Moment] = []
    for phrase in phrases:
        moment = _single(phrase)
        merged = _merge(joined[-1], moment, lexemes, language) if joined else None
        if merged is None:
            joined.append(moment)
        else:
            joined[-1] = merged
    return joined


def _single(phrase: Phrase) -> Moment:
    match phrase.entry.rule:
        case "clock":
            return Moment(phrase.first, phrase.after, clock=phrase)
        case "day-part":
            return Moment(phrase.first, phrase.after, part=phrase)
        case _:
            return Moment(phrase.first, phrase.after, date=phrase)


def _merge(left: Moment, right: Moment, lexemes: Sequence[Lexeme], language: LanguagePack) -> Moment | None:
    """Both as one moment when they stand side by side and say different parts of it."""
    gap = [piece.lower for piece in lexemes[left.after : right.first]]
    if len(gap) > _MAX_GAP or any(word not in language.group("time_joins") for word in gap):
        return None
    if any(getattr(left, n) and getattr(right, n) for n in ("date", "clock", "part")):
        return None
    if not _takes_time_of_day(left.date or right.date):
        return None
    if right.part is not None and "," in gap:
        return None
    return Moment(left.first, right.after, left.date or right.date,
                  left.clock or right.clock, left.part or right.part)  # fmt: skip


def _takes_time_of_day(date: Phrase | None) -> bool:
    return date is None or date.entry.rule in _DAY_RULES


def _join_ranges(
    moments: Sequence[Moment], lexemes: Sequence[Lexeme], language: LanguagePack
) -> tuple[Expression, ...]:
    found: list[Expression] = []
    at = 0
    while at < len(moments):
        pair = _read_range(moments, at, lexemes, language)
        if pair is None:
            found.append(Expression(moments[at].first, moments[at].after, (moments[at],)))
            at += 1
            continue
        mode, opener = pair
        first, last = moments[at], moments[at + 1]
        begin = first.first
        if found and _is_night_of(found[-1], opener, lexemes, first):
            night = found.pop()
            begin, mode = night.first, "within"
            first = replace(first, part=night.moments[0].part)
        found.append(Expression(begin, last.after, (first, last), mode))
        at += 2
    return tuple(found)


def _read_range(
    moments: Sequence[Moment], at: int, lexemes: Sequence[Lexeme], language: LanguagePack
) -> tuple[str, int] | None:
    """(mode, place of the opening word) when this moment and the next are two ends."""
    if at + 1 >= len(moments):
        return None
    first, last = moments[at], moments[at + 1]
    if first.date is not None and first.date.entry.rule == "night-before":
        return _read_night_into(first, last, lexemes, language)
    if first.is_loose_part or last.is_loose_part or last.first - first.after != 1:
        return None
    join = lexemes[first.after].lower
    opener = first.first - 1
    while opener >= 0 and lexemes[opener].lower in language.group("time_joins"):
        opener -= 1
    word = lexemes[opener].lower if opener >= 0 else ""
    if join in language.mapping("range_pairs").get(word, "").split():
        return language.mapping("range_modes").get(word, "within"), opener
    if join in language.mapping("range_marks") and _are_alike(first, last):
        return language.mapping("range_marks")[join], first.first
    return None


def _read_night_into(
    first: Moment, last: Moment, lexemes: Sequence[Lexeme], language: LanguagePack
) -> tuple[str, int] | None:
    """As in "overnight into Thursday": the night before that day."""
    gap = [piece.lower for piece in lexemes[first.after : last.first]]
    is_joined = len(gap) == 1 and gap[0] in language.group("night_joins")
    return ("within", first.first) if is_joined and last.date is not None else None


def _are_alike(first: Moment, last: Moment) -> bool:
    """A hyphen joins two dates or two clock times, never one with the other."""
    return (first.date is None) == (last.date is None) and (first.clock is None) == (last.clock is None)


def _is_night_of(found: Expression, opener: int, lexemes: Sequence[Lexeme], first: Moment) -> bool:
    """A part of day stands right before the opening word: "in the night from … to …"."""
    return found.moments[0].is_loose_part and found.after in (opener, first.first)
