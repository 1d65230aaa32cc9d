"""What the text itself tells of the day it was written: rung 4 of the ladder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from toldby.analysis.lexemes import Lexeme, split_lexemes
from toldby.analysis.timegrammar.calendar import build_day, month_days, year_days
from toldby.analysis.timegrammar.grammar import compile_grammar
from toldby.analysis.timegrammar.guards import is_admissible
from toldby.analysis.timegrammar.phrases import Phrase, find_phrases
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Zone


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A month and day without a year; `weekday` when one stands beside it."""

    month: int
    day: int
    start: int
    end: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """`floor`: the report was written on or after it. `months`: months named alone."""

    floor: date | None = None
    month_days: tuple[MonthDay, ...] = ()
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    has_last_month: bool = False

    @property
    def is_weak(self) -> bool:
        """Nothing but a lower bound: no day can be told."""
        return self.floor is None or not self.month_days


_FULL = frozenset({"full-date", "iso-date", "dotted-date"})
_WEEKDAY = frozenset({"latest-not-after-publication", "weekday"})


def gather_hints(text: str, zones: tuple[Zone, ...], language: LanguagePack) -> Hints:
    """The hints of headline, body and statement blocks; captions, teasers, boilerplate tell none."""
    floors: list[date] = []
    found: list[MonthDay] = []
    weekdays: list[int] = []
    months: list[int] = []
    has_last_month = False
    for phrase, lexemes in _list_phrases(text, zones, language):
        rule = phrase.entry.rule
        if _is_ahead(phrase, lexemes, language):
            continue
        floor = _read_floor(phrase)
        if floor is not None:
            floors.append(floor)
        elif rule in ("month-day", "day-range"):
            found.append(_read_month_day(phrase))
        elif rule in _WEEKDAY:
            weekdays.append(int(phrase.slot("weekday") or 0))
        elif rule == "month":
            months.append(int(phrase.slot("month") or 0))
        elif rule == "unit" and phrase.slot("unit") == "M" and phrase.entry.value == "-1":
            has_last_month = True
    return Hints(max(floors, default=None), tuple(found), tuple(weekdays), tuple(months), has_last_month)


def _list_phrases(
    text: str, zones: tuple[Zone, ...], language: LanguagePack
) -> list[tuple[Phrase, tuple[Lexeme, ...]]]:
    grammar = compile_grammar(language)
    found: list[tuple[Phrase, tuple[Lexeme, ...]]] = []
    for zone in zones:
        if not zone.kind.is_coded:
            continue
        lexemes = split_lexemes(text, zone.start, zone.end)
        admits = partial(is_admissible, lexemes=lexemes, language=language)
        phrases = find_phrases(text, lexemes, grammar, admits)
        found.extend((phrase, lexemes) for phrase in phrases)
    return found


def _is_ahead(phrase: Phrase, lexemes: tuple[Lexeme, ...], language: LanguagePack) -> bool:
    """A date told as coming is no lower bound and lies in no past week."""
    line = " ".join(piece.lower for piece in lexemes[max(0, phrase.first - 12) : phrase.first])
    return any(f" {cue} " in f" {line} " for cue in language.group("future_cues"))


def _read_floor(phrase: Phrase) -> date | None:
    rule, year = phrase.entry.rule, phrase.slot("year")
    if rule == "iso-date":
        return _build((phrase.slot("iso") or "").split("-"))
    if rule == "dotted-date":
        return _build((phrase.slot("dotted") or "").split("-")[::-1])
    if year is None or rule in ("year-range", "month-range-of-year"):
        return None
    month, day = phrase.slot("month"), phrase.slot("day2") or phrase.slot("day")
    if rule == "full-date" and month and day:
        return build_day(int(year), int(month), int(day))
    if rule == "month-year" and month:
        return month_days(int(year), int(month))[0]
    return year_days(int(year))[0] if rule == "year" else None


def _build(parts: list[str]) -> date | None:
    if len(parts) != 3 or len(parts[0]) != 4:
        return None
    return build_day(int(parts[0]), int(parts[1]), int(parts[2]))


def _read_month_day(phrase: Phrase) -> MonthDay:
    day = phrase.slot("day2") or phrase.slot("day") or "1"
    weekday = phrase.slot("weekday")
    return MonthDay(int(phrase.slot("month") or 1), int(day), phrase.start, phrase.end,
                    None if weekday is None else int(weekday))  # fmt: skip
