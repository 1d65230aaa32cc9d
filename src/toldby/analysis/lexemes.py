"""A text as runs of letters, runs of digits and single marks, for the word grammars."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Lexeme(NamedTuple):
    """A letter run, a digit run or one mark. `is_glued`: no white space before it.

    A tuple, because there are thousands to a report.
    """

    start: int
    end: int
    text: str
    lower: str
    is_glued: bool


@lru_cache(maxsize=1024)  # one sentence is read by several grammars
def split_lexemes(text: str, start: int = 0, end: int | None = None) -> tuple[Lexeme, ...]:
    """The lexemes of `text[start:end]`, offsets into the whole text.

    "9 May, 18:20" gives 9, May, the comma, 18, the colon, 20.
    """
    last = -1
    found: list[Lexeme] = []
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        word, (first, after) = match.group(), match.span()
        low = word.lower()
        found.append(Lexeme(first, after, word, low if word[0].isalnum() else fold_mark(low), first == last))
        last = after
    return tuple(found)


def fold_mark(word: str) -> str:
    """Dashes and apostrophes of all shapes become one, so that forms need one spelling."""
    if word in "‐‑‒–—−":
        return "-"
    if word in "’‘`´":
        return "'"
    return word
