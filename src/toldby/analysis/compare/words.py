"""Compares wording: cosine of word counts weighed by a frozen rarity table."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import sqrt

from toldby.analysis.remembering import remember
from toldby.domain.linktable import LinkTable

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LEAST_WORDS = 3
_NAME_LETTERS = 4
_ENOUGH_NAMES = 2
_RUN = 10
_MOST_KEPT = 20_000


def fold_words(text: str) -> str:
    """Lower case and one kind of apostrophe; the length does not change."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered; they stay as they are
        lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("\u2019", "'").replace("\u02bc", "'")


def find_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Runs of letters and digits with their offsets."""
    return tuple((m.group(), m.start(), m.end()) for m in _WORD.finditer(fold_words(text)))


def measure_cosine(a: str, b: str, table: LinkTable) -> float | None:
    """Cosine of two texts under the table; None when one of them is too short to tell."""
    (x, size_x), (y, size_y) = _weigh(a, table), _weigh(b, table)
    if len(x) < _LEAST_WORDS or len(y) < _LEAST_WORDS:
        return None
    shared = sum(weight * y[word] for word, weight in x.items() if word in y)
    norm = size_x * size_y
    return shared / norm if norm else None


def _weigh(text: str, table: LinkTable) -> tuple[dict[str, float], float]:
    """Weights in the order of the words, which their sum depends on, and their length; kept on the table."""
    kept: dict[str, tuple[dict[str, float], float]] = remember(table, "_weighed", dict)
    if text not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        counts = sorted(Counter(word for word, _, _ in find_words(text)).items())
        weights = {word: n * table.rarity(word) for word, n in counts}
        kept[text] = weights, sqrt(sum(v * v for v in sorted(weights.values())))
    return kept[text]


def compare_words(a: str, b: str, table: LinkTable) -> str:
    """The level of `linking.md` 5; "missing" without a table."""
    cosine = measure_cosine(a, b, table) if table.idf else None
    if cosine is None:
        return "missing"
    if cosine >= 0.5:
        return "alike"
    if cosine >= 0.25:
        return "related"
    return "between" if cosine >= 0.1 else "unlike"


def shares_run(a: str, b: str) -> bool:
    """Ten words in a row stand in both texts."""
    return not _list_runs(a).isdisjoint(_list_runs(b))


@lru_cache(maxsize=4096)
def _list_runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word for word, _, _ in find_words(text)]
    return frozenset(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def list_names(text: str, table: LinkTable, known: frozenset[str]) -> frozenset[str]:
    """Capitalised words that no text of the table holds and no pack names: strangers, streets, ships."""
    return _list_strangers(text, table) - known


def _list_strangers(text: str, table: LinkTable) -> frozenset[str]:
    kept: dict[str, frozenset[str]] = remember(table, "_strangers", dict)
    if text not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[text] = frozenset(
            word
            for word, start, end in find_words(text)
            if text[start].isupper() and end - start >= _NAME_LETTERS and word not in table.idf
        )
    return kept[text]


def compare_names(a: str, b: str, table: LinkTable, known: frozenset[str]) -> str:
    """How many rare names both texts hold; what packs name is compared elsewhere."""
    shared = (_list_strangers(a, table) & _list_strangers(b, table)) - known if table.idf else frozenset()
    if len(shared) >= _ENOUGH_NAMES:
        return "two rare names"
    return "one rare name" if shared else "missing"
