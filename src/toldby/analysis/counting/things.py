"""Acts and things a clause counts: strikes, shells, vehicles, houses, violations."""

from __future__ import annotations

from collections.abc import Iterator

from toldby.analysis.counting.casualties import Clause
from toldby.analysis.counting.words import match_back
from toldby.domain.propositions import Count

_ADJECTIVES = 4


def count_things(clause: Clause) -> Iterator[tuple[Count, int, int]]:
    """Numbered things; acts also with an article ("a strike" 1 or more) or a bare plural."""
    for counted in clause.counted:
        hit = match_back(clause.lexemes, counted.after, clause.language.mapping("counted_things"))
        if hit is None or hit.at < counted.number_end:
            continue
        span = (clause.lexemes[counted.at].start, clause.lexemes[counted.after - 1].end)
        yield (Count(hit.value, None, None, None, counted.low, counted.high, counted.qualifier, *span),
               counted.at, counted.after)  # fmt: skip
    yield from _count_acts(clause)


def _count_acts(clause: Clause) -> Iterator[tuple[Count, int, int]]:
    lexemes, language = clause.lexemes, clause.language
    taken = {at for c in clause.counted for at in range(c.at, c.after)}
    for at, piece in enumerate(lexemes):
        what = language.mapping("counted_things").get(piece.lower)
        if at in taken or what is None or piece.lower not in language.group("count_acts"):
            continue
        first = _find_begin(clause, at)
        article = lexemes[first - 1].lower if first else ""
        is_plural = piece.lower.endswith(tuple(language.group("plural_endings")))
        if article in language.group("indefinite_articles") and not is_plural:
            low, begin = 1, first - 1
        elif is_plural and article not in language.group("noun_determiners"):
            low, begin = 2, at
        else:
            continue
        yield (Count(what, None, None, None, low, None, "indefinite", lexemes[begin].start, piece.end),
               begin, at + 1)  # fmt: skip


def _find_begin(clause: Clause, at: int) -> int:
    """First word of the noun phrase that ends here: back over at most three adjectives."""
    stops = clause.language.group("noun_phrase_stops")
    first = at
    while first and at - first < _ADJECTIVES:
        before = clause.lexemes[first - 1]
        if before.lower in stops or not before.text[0].isalpha():
            break
        first -= 1
    return first
