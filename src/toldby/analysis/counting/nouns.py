"""The counted noun phrase right behind a number."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.analysis.lexemes import Lexeme
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_LONGEST = 7


def read_head(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> Span | None:
    """The words counted, from adjectives to the noun: "two Halvenan police officers".

    Ends before the first word that cannot stand inside a noun phrase; None when there is no noun.
    """
    stops = language.group("noun_phrase_stops")
    end = at
    while end < len(lexemes) and end - at < _LONGEST:
        piece = lexemes[end]
        if piece.lower == "-" and piece.is_glued:
            end += 1
            continue
        if piece.lower in stops or not piece.text[0].isalpha():
            break
        end += 1
    while end > at and not lexemes[end - 1].text[0].isalpha():
        end -= 1
    return Span(lexemes[at].start, lexemes[end - 1].end) if end > at else None
