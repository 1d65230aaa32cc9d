"""Counts of people and things in a sentence (`incidents.md` 3, `linking.md` 8)."""

from __future__ import annotations

from toldby.analysis.counting.aggregates import tells_sum
from toldby.analysis.counting.casualties import Clause, count_people, count_unnumbered
from toldby.analysis.counting.people import place_quantities
from toldby.analysis.counting.things import count_things
from toldby.analysis.lexemes import split_lexemes
from toldby.domain.actors import ActorMention
from toldby.domain.finds import Quantity, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.propositions import Count
from toldby.domain.text import Span


def find_counts(
    text: str,
    sentence: Sentence,
    quantities: tuple[Quantity, ...],
    actors: tuple[ActorMention, ...],
    language: LanguagePack,
    within: Span | None = None,
) -> tuple[Count, ...]:
    """What the sentence, or the clause `within` it, counts, in text order; silence gives nothing.

    "left three policemen and two soldiers dead" gives 3 killed (police) and 2 killed (military).
    """
    span = within or sentence.span
    lexemes = split_lexemes(text, span.start, span.end)
    counted = place_quantities(lexemes, quantities, language)
    clause = Clause(lexemes, counted, actors, language)
    found: list[tuple[Count, int, int]] = list(count_people(clause))
    found.extend(count_unnumbered(clause))
    found.extend(count_things(clause))
    found.sort(key=lambda row: (row[0].start, row[0].end, row[0].what, row[0].kind or "", row[0].low))
    return tuple(dict.fromkeys(count for count, _, _ in found))


def is_aggregate(text: str, sentence: Sentence, count: Count, language: LanguagePack) -> bool:
    """The number sums up a period and must not become a casualty of one incident.

    "Both sides have counted more than 200 truce violations since January" is one.
    """
    return tells_sum(split_lexemes(text, sentence.start, sentence.end), count, language)
