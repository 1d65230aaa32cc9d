"""Lookups of one or more words at a place of the lexemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toldby.analysis.lexemes import Lexeme, split_lexemes
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import LanguagePack

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed form on lexemes `[at, after)` and its value."""

    at: int
    after: int
    value: str


def match_map(lexemes: Sequence[Lexeme], at: int, pairs: Mapping[str, str]) -> Hit | None:
    """The longest listed form that begins with the lexeme."""
    if not 0 <= at < len(lexemes):
        return None
    form, found = lexemes[at].lower, None
    for after in range(at + 1, min(at + _LONGEST, len(lexemes)) + 1):
        if form in pairs:
            found = Hit(at, after, pairs[form])
        if after < len(lexemes):
            form += _gap(lexemes[after - 1], lexemes[after]) + lexemes[after].lower
    return found


def match_back(lexemes: Sequence[Lexeme], end: int, pairs: Mapping[str, str]) -> Hit | None:
    """The longest listed form that ends right before the lexeme."""
    if not 0 < end <= len(lexemes):
        return None
    form, found = lexemes[end - 1].lower, None
    for at in range(end - 1, max(end - _LONGEST, 0) - 1, -1):
        if form in pairs:
            found = Hit(at, end, pairs[form])
        if at:
            form = lexemes[at - 1].lower + _gap(lexemes[at - 1], lexemes[at]) + form
    return found


def list_ends(language: LanguagePack, mapping: str) -> frozenset[str]:
    """The last words of the forms of a mapping: where `match_back` may find one."""
    return remember(
        language,
        f"_ends_of_{mapping}",
        lambda: frozenset(split_lexemes(form)[-1].lower for form in language.mapping(mapping)),
    )


def _gap(before: Lexeme, piece: Lexeme) -> str:
    """What stands between two words when they are spelled as one form."""
    return "" if piece.is_glued and "-" in (before.lower, piece.lower) else " "


def is_listed(lexemes: Sequence[Lexeme], at: int, forms: Iterable[str]) -> bool:
    """The word at the place is one of the forms."""
    return 0 <= at < len(lexemes) and lexemes[at].lower in forms


def spell(lexemes: Sequence[Lexeme]) -> str:
    """The words with one blank between them, none before a glued hyphen or its second half."""
    if len(lexemes) < 2:
        return lexemes[0].lower if lexemes else ""
    pairs = pairwise(lexemes)
    return lexemes[0].lower + "".join(_gap(before, piece) + piece.lower for before, piece in pairs)
