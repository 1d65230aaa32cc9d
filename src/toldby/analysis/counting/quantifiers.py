"""Words that bound or replace a number, found by first word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toldby.analysis.lexemes import Lexeme, split_lexemes
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import LanguagePack, NumberEntry

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantifier:
    """An entry found on lexemes `[at, after)`."""

    at: int
    after: int
    entry: NumberEntry


def _index_quantifiers(language: LanguagePack) -> Mapping[str, tuple[tuple[Words, NumberEntry], ...]]:
    """First word -> (all words, entry), longest first."""
    rows: dict[str, list[tuple[Words, NumberEntry]]] = {}
    for entry in language.numbers:
        for form in entry.forms:
            words = tuple(piece.lower for piece in split_lexemes(form))
            rows.setdefault(words[0], []).append((words, entry))
    return {word: tuple(sorted(found, key=lambda r: (-len(r[0]), r[1].id))) for word, found in rows.items()}


def read_quantifier(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> Quantifier | None:
    """The longest entry of the language that begins with the lexeme."""
    index = remember(language, "_quantifiers", lambda: _index_quantifiers(language))
    for words, entry in index.get(lexemes[at].lower, ()):
        after = at + len(words)
        if words == tuple(piece.lower for piece in lexemes[at:after]):
            return Quantifier(at, after, entry)
    return None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest number meant; `high` None = open."""

    low: int
    high: int | None
    qualifier: str


def bound_number(value: int, entry: NumberEntry | None) -> Bounds:
    """A number under its quantifier: "more than 3" is 4 or more, "nearly 1000" is 900 to 999."""
    if entry is None:
        return Bounds(value, value, "exact")
    match entry.reading:
        case "floor":
            return Bounds(value + (entry.low or 0), None, "floor")
        case "ceiling":
            return Bounds(0, max(value - (entry.low or 0), 0), "ceiling")
        case "approximate":
            return _approximate(value, entry)
        case _:
            return Bounds(value, value, "exact")


def _approximate(value: int, entry: NumberEntry) -> Bounds:
    low, high = entry.low or 100, entry.high or 100
    if high == 100:
        # "nearly 1000": from nine tenths (rounded up) to one below
        below = max(value - 1, 0)
        return Bounds(min(-(-value * low // 100), below), below, "approximate")
    return Bounds(-(-value * low // 100), value * high // 100, "approximate")


def bound_alone(entry: NumberEntry) -> Bounds | None:
    """A quantifier that is a number by itself: several, dozens, no."""
    if entry.low is None or entry.reading in ("approximate", "ceiling"):
        return None
    if entry.reading == "zero":
        return Bounds(0, 0, "zero")
    if entry.reading == "range":
        return Bounds(entry.low, entry.high, "range")
    if entry.reading == "exact":
        return Bounds(entry.low, entry.high, "exact")
    return None
