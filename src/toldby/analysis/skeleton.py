"""The skeleton key: spellings of one name in several alphabets fall together.

It proposes candidates and never links alone (`places-and-times.md` 6).
"""

from __future__ import annotations

import re
from typing import Final

from anyascii import anyascii

SHORTEST_KEY: Final = 3
"""Shorter keys say nothing: too many names share them."""

_TURKIC_LATIN = str.maketrans(
    {"ə": "a", "x": "kh", "ğ": "gh", "ç": "ch", "ş": "sh", "ı": "i", "c": "j", "ö": "o", "ü": "u"}
)
_MARKED = re.compile("[əğçşı]")
_STEPS: Final = (
    ("shch|sch|sh", "s"), ("dzh|dj", "j"), ("ch|ts", "c"), ("zh", "z"), ("kh|gh|[gqh]", "k"),
    ("ph|[fb]", "p"), ("th|d", "t"), ("v", "w"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), to) for pattern, to in _STEPS)
_VOWELS = re.compile("[aeiouyw]")
_DOUBLES = re.compile(r"(.)\1+")


def skeleton_of(name: str) -> str:
    """The consonant key of a name; empty when it has no letters.

    >>> skeleton_of("Pelluk") == skeleton_of("Felluk")
    True
    """
    letters = _latin_letters(name)
    for pattern, to in _COMPILED:
        letters = pattern.sub(to, letters)
    return _DOUBLES.sub(r"\1", letters[:1] + _VOWELS.sub("", letters[1:]))


def _latin_letters(name: str) -> str:
    folded = name.replace("\u01dd", "\u0259").replace("\u018e", "\u018f").replace("\u0130", "i").lower()
    if _MARKED.search(folded):
        folded = folded.translate(_TURKIC_LATIN)
    return re.sub("[^a-z]", "", anyascii(folded).lower())
