"""The words around a name: what precedes it, which relation they state, what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import Word, scan_words
from toldby.domain.lexicon import LanguagePack
from toldby.domain.syntax import Token

_FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of one zone with the language that reads them; tokens by start where parsed."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    language: LanguagePack
    tokens: dict[int, Token]

    def index_at(self, offset: int) -> int:
        """Index of the first word that starts at or after the offset."""
        return bisect_left(self.starts, offset)

    def low(self, index: int) -> str:
        """The word at the index in lower case; empty outside the zone."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def word(self, index: int) -> Word | None:
        """The word at the index, if there is one."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def is_in(self, index: int, group: str) -> bool:
        """The word at the index is in a word list of the language."""
        return self.low(index) in self.language.group(group)


def read_surroundings(
    text: str, start: int, end: int, language: LanguagePack, tokens: dict[int, Token]
) -> Surroundings:
    """The words of a zone, ready for look-ups."""
    words = scan_words(text, start, end)
    return Surroundings(text, words, tuple(w.start for w in words), language, tokens)


def phrase_ending_at(around: Surroundings, index: int, forms: Sequence[str] | frozenset[str], longest: int = 6) -> str:
    """The longest of the forms whose words end right before the word at `index`; else empty.

    >>> # "... not far from | Pelluk" gives "not far from"
    """
    for size in range(min(longest, index), 0, -1):
        phrase = " ".join(w.low for w in around.words[index - size : index])
        if phrase in forms:
            return phrase
    return ""


def find_preposition(around: Surroundings, index: int) -> tuple[str, int]:
    """The locative phrase that governs the name at `index`, and where it ends; ("", index) if none.

    Articles, adjectives of area and "village of" may stand between: "near the village of Pelluk".
    """
    language = around.language
    forms = remember(language, "_locatives", lambda: _list_locatives(language))
    at = index
    for _ in range(_FARTHEST):
        phrase = phrase_ending_at(around, at, forms)
        if phrase and not (phrase == "of" and _is_kind_of(around, at - 1)):
            return phrase, at - len(phrase.split())
        if not _may_stand_between(around, at - 1):
            break
        at -= 1
    return "", index


def _list_locatives(language: LanguagePack) -> frozenset[str]:
    return frozenset(language.mapping("place_relations")) | language.group("locative_prepositions")


def _is_kind_of(around: Surroundings, index: int) -> bool:
    """As in "village of": the word before "of" is a kind of place."""
    return around.low(index - 1) in around.language.mapping("place_nouns")


def _may_stand_between(around: Surroundings, index: int) -> bool:
    low = around.low(index)
    if not low:
        return False
    language = around.language
    if low == "of":
        return _is_kind_of(around, index)
    return (
        low in language.group("definite_determiners")
        or low in ("a", "an")
        or low in language.group("place_modifiers")
        or low in language.mapping("place_nouns")
    )
