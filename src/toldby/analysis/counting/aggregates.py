"""Numbers that sum up a period: "since January", "in the years of the truce"."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.analysis.counting.words import match_map
from toldby.analysis.lexemes import Lexeme
from toldby.domain.lexicon import LanguagePack
from toldby.domain.propositions import Count

_REACH = 12


def tells_sum(lexemes: Sequence[Lexeme], count: Count, language: LanguagePack) -> bool:
    """A word of a period stands behind the count, or before it with a verb of counting."""
    openers = dict.fromkeys(language.group("aggregate_words"), "")
    behind = _places(lexemes, count.end, _REACH)
    if any(match_map(lexemes, at, openers) is not None for at in behind):
        return _is_broad(lexemes, count, language)
    before = [at for at, piece in enumerate(lexemes) if piece.end <= count.start]
    has_opener = any(match_map(lexemes, at, openers) is not None for at in before)
    return has_opener and any(lexemes[at].lower in language.group("aggregate_verbs") for at in before)


def _places(lexemes: Sequence[Lexeme], offset: int, reach: int) -> list[int]:
    """Lexemes behind the offset up to the end of the clause."""
    places: list[int] = []
    for at, piece in enumerate(lexemes):
        if piece.start < offset:
            continue
        if piece.text in ".;:" or len(places) >= reach:
            break
        places.append(at)
    return places


def _is_broad(lexemes: Sequence[Lexeme], count: Count, language: LanguagePack) -> bool:
    """Violations and deaths over a period; "three killed during the attack" is one happening."""
    inside = [piece.lower for piece in lexemes if count.start <= piece.start < count.end]
    if any(word in language.group("aggregate_things") for word in inside):
        return True
    periods = language.group("aggregate_periods")
    behind = [lexemes[at].lower for at in _places(lexemes, count.end, _REACH)]
    return any(word in periods for word in behind)
