"""Stand-in tokens for sentences without a parse, so that one set of rules serves both.

Words are told apart by what the language pack lists; every word hangs on the verb-like word of its
stretch, so clauses exist, but no subject or object is known.
"""

from __future__ import annotations

from toldby.analysis.wordscan import Word, scan_words
from toldby.domain.lexicon import LanguagePack
from toldby.domain.syntax import Token


def make_tokens(text: str, start: int, end: int, language: LanguagePack) -> tuple[Token, ...]:
    """One token per word; `pos` is X and `dep` is "dep" where nothing is known."""
    words = scan_words(text, start, end)
    heads = _heads(words, language)
    return tuple(
        Token(w.start, w.end, w.text, w.low, _guess_pos(w), "", heads[i], "root" if heads[i] == i else _link(i, heads))
        for i, w in enumerate(words)
    )


def _link(index: int, heads: tuple[int, ...]) -> str:
    return "parataxis" if heads[heads[index]] == heads[index] and _opens(index, heads) else "dep"


def _opens(index: int, heads: tuple[int, ...]) -> bool:
    return any(h == index for i, h in enumerate(heads) if i != index)


def _heads(words: tuple[Word, ...], language: LanguagePack) -> tuple[int, ...]:
    """The first word of each stretch is its head; stretches start at clause openers after a comma."""
    openers = language.group("clause_openers")
    heads: list[int] = []
    current = 0
    for index, word in enumerate(words):
        after_break = index > 0 and words[index - 1].text in (",", ";", "\u2013", "\u2014", ":")
        if index and after_break and word.low in openers:
            current = index
            heads.append(0)
            continue
        heads.append(current)
    return tuple(heads)


def _guess_pos(word: Word) -> str:
    if word.is_mark:
        return "PUNCT"
    return "NUM" if word.text.isdigit() else "PROPN" if word.is_name_like else "X"
