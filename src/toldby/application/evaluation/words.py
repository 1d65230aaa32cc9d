"""Spans as sets of words: runs of letters and digits; punctuation never counts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from toldby.domain.errors import UsageProblem

_WORD = re.compile(r"[^\W_]+")

Spans = tuple[tuple[int, int], ...]


class WordIndex:
    """Turns span lists of one text into sets of word numbers."""

    def __init__(self, text: str) -> None:
        """Find the words once."""
        found = [m.span() for m in _WORD.finditer(text)]
        self._size = len(text)
        self._starts = [s for s, _ in found]
        self._ends = [e for _, e in found]

    def read(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        """The words touched by the spans.

        Raises UsageProblem when a span lies outside the text.
        """
        words: set[int] = set()
        for start, end in spans:
            if not 0 <= start < end <= self._size:
                raise UsageProblem(f"bad span [{start}, {end}] in a text of {self._size} characters")
            low = bisect.bisect_right(self._ends, start)
            words.update(range(low, bisect.bisect_left(self._starts, end)))
        return frozenset(words)
