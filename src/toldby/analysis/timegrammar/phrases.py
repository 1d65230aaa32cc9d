"""Phrases of a text that fit a form of the grammar: leftmost, longest, each word once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toldby.analysis.lexemes import Lexeme
from toldby.analysis.numerals import read_numeral
from toldby.analysis.timegrammar.figures import read_figures
from toldby.analysis.timegrammar.grammar import CAPITAL_CLASSES, Grammar
from toldby.analysis.timegrammar.rules import RANKS
from toldby.analysis.timegrammar.templates import Node
from toldby.domain.lexicon import DateEntry

Slots = tuple[tuple[str, str], ...]
_YEAR_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form found: lexemes `[first, after)`, the entry, and the values of its slots."""

    first: int
    after: int
    start: int
    end: int
    entry: DateEntry
    slots: Slots

    def slot(self, name: str) -> str | None:
        """The value of a slot, None when the form has none."""
        return dict(self.slots).get(name)


@dataclass(frozen=True, slots=True)
class Tag:
    """A slot class that fits the lexemes up to `after`, with its value."""

    kind: str
    after: int
    value: str


def find_phrases(
    text: str, lexemes: Sequence[Lexeme], grammar: Grammar, admits: Callable[[Phrase], bool]
) -> tuple[Phrase, ...]:
    """Every phrase of the lexemes that its context admits, in text order, without overlaps."""
    found: list[Phrase] = []
    at = 0
    tagger = Tagger(text, lexemes, grammar)
    while at < len(lexemes):
        phrase = _match_longest(tagger, at, admits)
        if phrase is None:
            at += 1
        else:
            found.append(phrase)
            at = phrase.after
    return tuple(found)


def list_phrases(tagger: Tagger, at: int) -> tuple[Phrase, ...]:
    """All phrases that begin with the lexeme, longest first, then by entry."""
    ends: list[tuple[int, DateEntry, Slots]] = []
    states: list[tuple[Node, int, Slots]] = [(tagger.grammar.trie, at, ())]
    while states:
        node, index, slots = states.pop()
        ends.extend((index, entry, slots) for entry in node.ends)
        states.extend(_steps(tagger, node, index, slots))
    ends.sort(key=lambda end: (-end[0], RANKS.get(end[1].rule, 0), end[1].id, end[2]))
    return tuple(_build(tagger.lexemes, at, *end) for end in ends)


def _match_longest(tagger: Tagger, at: int, admits: Callable[[Phrase], bool]) -> Phrase | None:
    phrases = list_phrases(tagger, at) if tagger.may_begin(at) else ()
    return next((phrase for phrase in phrases if admits(phrase)), None)


def _steps(tagger: Tagger, node: Node, index: int, slots: Slots) -> list[tuple[Node, int, Slots]]:
    if index >= len(tagger.lexemes):
        return []
    steps: list[tuple[Node, int, Slots]] = []
    following = node.words.get(tagger.lexemes[index].lower)
    if following is not None:
        steps.append((following, index + 1, slots))
    tags = tagger.tags(index) if node.slots else ()
    if tags:
        for name, after in node.slots.items():
            kind = _class_of(name)
            steps.extend((after, tag.after, (*slots, (name, tag.value))) for tag in tags if tag.kind == kind)
    return steps


@lru_cache(maxsize=1024)
def _class_of(slot: str) -> str:
    """The class of a slot: "day2" -> "day"."""
    return slot.rstrip("0123456789")


def _build(lexemes: Sequence[Lexeme], first: int, after: int, entry: DateEntry, slots: Slots) -> Phrase:
    return Phrase(first, after, lexemes[first].start, lexemes[after - 1].end, entry, slots)


class Tagger:
    """Slot classes by lexeme, worked out once per place."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme], grammar: Grammar) -> None:
        """Keep the text for figures, which are read from characters."""
        self.text = text
        self.lexemes = lexemes
        self.grammar = grammar
        self._known: dict[int, tuple[Tag, ...]] = {}

    def may_begin(self, at: int) -> bool:
        """A phrase may begin here: the word or one of its classes opens a form."""
        root = self.grammar.trie
        return self.lexemes[at].lower in root.words or bool(self.tags(at))

    def tags(self, at: int) -> tuple[Tag, ...]:
        """Every slot class that fits a run of lexemes from here."""
        if at not in self._known:
            self._known[at] = self._read(at)
        return self._known[at]

    def _read(self, at: int) -> tuple[Tag, ...]:
        lexeme = self.lexemes[at]
        tags = self._read_classes(at)
        if is_inside_code(self.lexemes, at):
            return tags
        if lexeme.text[0].isdigit():
            tags += self._read_figures(at)
        numeral = read_numeral(self.text, self.lexemes, at, self.grammar.number_words)
        if numeral is not None and numeral.value < 10_000:
            tags += (Tag("number", numeral.after, f"{numeral.value:g}"),)
        return tags

    def _read_classes(self, at: int) -> tuple[Tag, ...]:
        rows = self.grammar.classes.get(self.lexemes[at].lower, ())
        tags = []
        for words, kind, value in rows:
            after = at + len(words)
            if words != tuple(piece.lower for piece in self.lexemes[at:after]):
                continue
            if kind in CAPITAL_CLASSES and not _has_capital(self.lexemes[at].text):
                continue
            tags.append(Tag(kind, after, value))
        return tuple(tags)

    def _read_figures(self, at: int) -> tuple[Tag, ...]:
        tags = []
        for kind, end, value in read_figures(self.text, self.lexemes[at].start):
            after = at
            while after < len(self.lexemes) and self.lexemes[after].end <= end:
                after += 1
            if after > at and self.lexemes[after - 1].end == end:
                tags.append(Tag(kind, after, value))
        return tuple(tags)


def is_inside_code(lexemes: Sequence[Lexeme], at: int) -> bool:
    """Figures of a decimal, a price, a type or a road number ("T-72", "3.5", "$5") are no date."""
    if at == 0 or not lexemes[at].is_glued or not lexemes[at].text[0].isdigit():
        return False
    mark = lexemes[at - 1].text
    before = lexemes[at - 2] if at > 1 and lexemes[at - 1].is_glued else None
    if mark.isalpha() or mark in "$€£¥#№_":
        return True
    if before is None:
        return False
    if mark in ".,:/":
        return before.text[0].isdigit()
    return mark == "-" and before.text.isalpha() and len(lexemes[at].text) < _YEAR_FIGURES


def _has_capital(word: str) -> bool:
    """Upper case first, or a script without case."""
    return not word[0].islower()


def slots_of(phrase: Phrase) -> Mapping[str, str]:
    """The slots by name."""
    return dict(phrase.slots)
