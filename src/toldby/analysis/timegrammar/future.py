"""Whether a cue of the future governs an expression (section 2.3)."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.analysis.lexemes import Lexeme
from toldby.domain.lexicon import LanguagePack

_REACH = 40


def governs_future(
    lexemes: Sequence[Lexeme],
    first: int,
    after: int,
    language: LanguagePack,
    speech: frozenset[str],
) -> bool:
    """A cue in the same clause turns the phrase ahead; a speech verb beside it keeps it behind.

    "The ministers will meet on Tuesday" is ahead; "said Friday that they will meet" is not.
    """
    if _is_beside_speech(lexemes, first, after, language, speech):
        return False
    breaks = language.group("time_clause_breaks")
    if _has_cue(_words_back(lexemes, first, breaks), language):
        return True
    opens = first == 0 or all(word in language.group("time_joins") for word in _words_back(lexemes, first, breaks))
    begin = after + 1 if after < len(lexemes) and lexemes[after].lower == "," else after
    return opens and _has_cue(_words_on(lexemes, begin, breaks, speech), language)


def _is_beside_speech(
    lexemes: Sequence[Lexeme], first: int, after: int, language: LanguagePack, speech: frozenset[str]
) -> bool:
    joins = language.group("time_joins")
    left = first - 1
    while left >= 0 and lexemes[left].lower in joins:
        left -= 1
    before = lexemes[left].lower if left >= 0 else ""
    following = lexemes[after].lower if after < len(lexemes) else ""
    return before in speech or following in speech


def _words_back(lexemes: Sequence[Lexeme], first: int, breaks: frozenset[str]) -> list[str]:
    """Words of the clause before the place, in text order."""
    left = first
    while left > 0 and first - left < _REACH and not _is_break(lexemes, left - 1, breaks):
        left -= 1
    return [piece.lower for piece in lexemes[left:first]]


def _words_on(lexemes: Sequence[Lexeme], begin: int, breaks: frozenset[str], speech: frozenset[str]) -> list[str]:
    """Words of the clause behind the place, up to the first speech verb."""
    right = begin
    while right < len(lexemes) and right - begin < _REACH and not _is_break(lexemes, right, breaks):
        if lexemes[right].lower in speech:
            break
        right += 1
    return [piece.lower for piece in lexemes[begin:right]]


def _is_break(lexemes: Sequence[Lexeme], at: int, breaks: frozenset[str]) -> bool:
    return lexemes[at].lower in breaks or lexemes[at].text in ".!?"


def _has_cue(words: Sequence[str], language: LanguagePack) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {cue} " in line for cue in language.group("future_cues"))
