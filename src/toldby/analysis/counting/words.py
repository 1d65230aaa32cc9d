"""Lookups of one or more words at a place of the lexemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toldby.analysis.lexemes import Lexeme

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed form on lexemes `[at, after)` and its value."""

    at: int
    after: int
    value: str


def match_map(lexemes: Sequence[Lexeme], at: int, pairs: Mapping[str, str]) -> Hit | None:
    """The longest listed form that begins with the lexeme."""
    for length in range(min(_LONGEST, len(lexemes) - at), 0, -1):
        form = spell(lexemes[at : at + length])
        if form in pairs:
            return Hit(at, at + length, pairs[form])
    return None


def match_back(lexemes: Sequence[Lexeme], end: int, pairs: Mapping[str, str]) -> Hit | None:
    """The longest listed form that ends right before the lexeme."""
    for length in range(min(_LONGEST, end), 0, -1):
        form = spell(lexemes[end - length : end])
        if form in pairs:
            return Hit(end - length, end, pairs[form])
    return None


def is_listed(lexemes: Sequence[Lexeme], at: int, forms: Iterable[str]) -> bool:
    """The word at the place is one of the forms."""
    return 0 <= at < len(lexemes) and lexemes[at].lower in forms


def spell(lexemes: Sequence[Lexeme]) -> str:
    """The words with one blank between them, none before a glued hyphen or its second half."""
    line = ""
    for piece in lexemes:
        is_hyphen = piece.lower == "-" or line.endswith("-")
        line += piece.lower if not line or (is_hyphen and piece.is_glued) else f" {piece.lower}"
    return line
