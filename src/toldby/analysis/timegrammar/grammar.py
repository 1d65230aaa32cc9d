"""The compiled time grammar of a language pack: trie of forms and classes of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from toldby.analysis.lexemes import split_lexemes
from toldby.analysis.timegrammar.templates import Node, build_trie
from toldby.domain.lexicon import DateEntry, LanguagePack

WORD_CLASSES = {
    "months": "month",
    "weekdays": "weekday",
    "time_units": "unit",
    "day_parts": "part",
    "seasons": "season",
    "holidays": "holiday",
    "time_phases": "phase",
    "time_modifiers": "mod",
    "vague_numbers": "few",
    "time_articles": "number",
    "time_ordinals": "ordinal",
    "set_adverbs": "adverb",
    "set_counts": "times",
    "clock_words": "clock",
    "clock_zones": "zone",
    "length_fillers": "filler",
}
"""Map of the pack -> slot class of the grammar."""

CAPITAL_CLASSES = frozenset({"month", "weekday", "holiday"})
"""Names: in cased scripts they count only with a capital ("may", "march" are words)."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """`classes`: first word -> (all words, slot class, value), longest first."""

    trie: Node
    classes: Mapping[str, tuple[tuple[Words, str, str], ...]]
    number_words: Mapping[str, str]


def compile_grammar(language: LanguagePack) -> Grammar:
    """The grammar of the pack; equal packs share one compiled value."""
    maps = tuple((name, tuple(sorted(language.mapping(name).items()))) for name in (*WORD_CLASSES, "number_words"))
    return _compile(language.dates, maps)


@lru_cache(maxsize=8)
def _compile(dates: tuple[DateEntry, ...], maps: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Grammar:
    classes: dict[str, list[tuple[Words, str, str]]] = {}
    for name, pairs in maps:
        if name not in WORD_CLASSES:
            continue
        for form, value in pairs:
            words = tuple(piece.lower for piece in split_lexemes(form.lower()))
            classes.setdefault(words[0], []).append((words, WORD_CLASSES[name], value))
    ordered = {word: tuple(sorted(rows, key=_by_length)) for word, rows in classes.items()}
    return Grammar(build_trie(dates), ordered, dict(dict(maps)["number_words"]))


def _by_length(row: tuple[Words, str, str]) -> tuple[int, Words, str, str]:
    return -len(row[0]), *row
