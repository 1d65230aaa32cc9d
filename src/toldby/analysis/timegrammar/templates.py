"""Forms of `dates.yml` as sequences of words and slots, in one trie.

A form is words; `{slot}` stands for a class of words or figures, `[x]` may be missing,
`(a|b)` is one of them: "[the] {day} [of] {month}".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from toldby.analysis.lexemes import split_lexemes
from toldby.domain.lexicon import DateEntry

_PART = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)|\{(\w+)\}|([^\[\](){}]+)")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One step of a form: a word, or a slot (name without its number is the class)."""

    word: str = ""
    slot: str = ""

    @property
    def kind(self) -> str:
        """The class of a slot: "day2" -> "day"."""
        return self.slot.rstrip("0123456789")


@dataclass(slots=True)
class Node:
    """A state of the trie; `ends` are the entries whose form is complete here."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    ends: list[DateEntry] = field(default_factory=list)


def build_trie(entries: tuple[DateEntry, ...]) -> Node:
    """All forms of all entries, sharing their beginnings."""
    root = Node()
    for entry in entries:
        for form in entry.forms:
            for symbols in expand_form(form):
                _insert(root, symbols, entry)
    return root


def _insert(root: Node, symbols: tuple[Symbol, ...], entry: DateEntry) -> None:
    node = root
    for symbol in symbols:
        steps, name = (node.slots, symbol.slot) if symbol.slot else (node.words, symbol.word)
        node = steps.setdefault(name, Node())
    if entry not in node.ends:
        node.ends.append(entry)


def expand_form(form: str) -> Iterator[tuple[Symbol, ...]]:
    """Every plain sequence a form stands for."""
    choices: list[list[tuple[Symbol, ...]]] = []
    for optional, either, slot, words in _PART.findall(form):
        if slot:
            choices.append([(Symbol(slot=slot),)])
        elif words:
            choices.append([_read_words(words)])
        elif optional:
            choices.append([(), *_read_choices(optional)])
        else:
            choices.append(_read_choices(either))
    for parts in product(*choices):
        yield tuple(symbol for part in parts for symbol in part)


def _read_choices(words: str) -> list[tuple[Symbol, ...]]:
    return [_read_inner(choice) for choice in words.split("|")]


def _read_inner(words: str) -> tuple[Symbol, ...]:
    """Words and slots of an optional or alternative part."""
    symbols: list[Symbol] = []
    for _, _, slot, plain in _PART.findall(words):
        symbols.extend((Symbol(slot=slot),) if slot else _read_words(plain))
    return tuple(symbols)


def _read_words(words: str) -> tuple[Symbol, ...]:
    return tuple(Symbol(word=piece.lower) for piece in split_lexemes(words))
