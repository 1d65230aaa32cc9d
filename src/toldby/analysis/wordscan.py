"""Words and marks of a stretch of text with their offsets, for rules that need no parse."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_POSSESSIVE = r"['\u2019]s\b"
_WORD = r"[^\W_]+(?:(?!['\u2019]s\b)['\u2019\-\u2010\u2011][^\W_]+)*"
_SCAN = re.compile(rf"{_POSSESSIVE}|{_WORD}|[^\w\s]|_")
_APOSTROPHE = "\u2019"


class Word(NamedTuple):
    """One word, possessive ending or mark; `low` is lower case with plain apostrophes.

    A tuple, because there are thousands to a report.
    """

    start: int
    end: int
    text: str
    low: str

    @property
    def is_name_like(self) -> bool:
        """It starts with a capital letter or is a capitalised part after an article prefix."""
        return self.text[:1].isupper()

    @property
    def is_mark(self) -> bool:
        """Neither letter nor digit."""
        return not self.text[0].isalnum() and self.low != "'s"


@lru_cache(maxsize=8192)  # names and sentences come back many times
def scan_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Words in text order: hyphens stay inside, a possessive ending stands alone.

    >>> [w.text for w in scan_words("Halvena's unit left.")]
    ['Halvena', "'s", 'unit', 'left', '.']
    """
    stop = len(text) if end is None else end
    return tuple(
        Word(m.start(), m.end(), m.group(), m.group().lower().replace(_APOSTROPHE, "'"))
        for m in _SCAN.finditer(text, start, stop)
    )


@lru_cache(maxsize=8192)
def slug(words: str) -> str:
    """Lower-case words joined by hyphens: the readable part of a `text:` id."""
    return "-".join(w.low.replace("'", "") for w in scan_words(words) if w.text[0].isalnum())
