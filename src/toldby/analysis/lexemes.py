"""A text as runs of letters, runs of digits and single marks, for the word grammars."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A letter run, a digit run or one mark. `is_glued`: no white space before it."""

    start: int
    end: int
    text: str
    lower: str
    is_glued: bool


def split_lexemes(text: str, start: int = 0, end: int | None = None) -> tuple[Lexeme, ...]:
    """The lexemes of `text[start:end]`, offsets into the whole text.

    "9 May, 18:20" gives 9, May, the comma, 18, the colon, 20.
    """
    last = -1
    found: list[Lexeme] = []
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        glued = match.start() == last
        found.append(Lexeme(match.start(), match.end(), word, fold_mark(word.lower()), glued))
        last = match.end()
    return tuple(found)


def fold_mark(word: str) -> str:
    """Dashes and apostrophes of all shapes become one, so that forms need one spelling."""
    if word in "‐‑‒–—−":
        return "-"
    if word in "’‘`´":
        return "'"
    return word
