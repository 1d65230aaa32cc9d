"""Scores two episodes: prior + one weight per comparison, with the levels that fired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from toldby.analysis.anchor import judge_anchor
from toldby.analysis.compare.counts import compare_counts
from toldby.analysis.compare.parties import compare_roles
from toldby.analysis.compare.place import compare_places
from toldby.analysis.compare.time import compare_whens
from toldby.analysis.compare.type import compare_types
from toldby.analysis.compare.voice import compare_voices
from toldby.analysis.compare.words import compare_names, compare_words, find_words, shares_run
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Episode, ReusePair
from toldby.domain.lexicon import Lexicon
from toldby.domain.linktable import LinkTable
from toldby.domain.text import Span

__all__ = ["PairScore", "explain_score", "score_pair", "share_words"]

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class PairScore:
    """The probability in millionths that two episodes tell one happening, and why.

    `levels` holds (comparison, level, bits) of everything compared, in the order of the table.
    """

    millionths: int
    levels: tuple[tuple[str, str, float], ...]


def score_pair(a: Episode, b: Episode, table: LinkTable, lexicon: Lexicon, reuse: bool = False) -> PairScore:
    """Compare two episodes; the order of a and b does not matter.

    `reuse` says that the two reports share a span that is no formula; it counts only where the words of
    these two episodes share it. Two episodes of one report are never scored: the report itself was asked first
    (`analysis.episodes`), so their score is 0.
    """
    if a.doc_id == b.doc_id:
        return PairScore(0, (("discourse", "same report", 0.0),))
    compared = tuple(_pick(name, found, table) for name, found in _compare(a, b, table, lexicon, reuse))
    anchor = judge_anchor({name: level for name, level, _ in compared}, a, b, lexicon)
    levels = (*compared, ("anchor", anchor, table.weigh("anchor", anchor)))
    bits = table.prior + sum(weight for _, _, weight in levels)
    return PairScore(score_bits(bits), levels)


def score_bits(bits: float) -> int:
    """The probability in millionths that so many bits stand for."""
    odds: float = 2.0**-bits
    return round(_MILLION / (1 + odds))


def _compare(
    a: Episode, b: Episode, table: LinkTable, lexicon: Lexicon, reuse: bool
) -> tuple[tuple[str, frozenset[str]], ...]:
    midnight = tuple(pair for region in lexicon.regions for pair in region.midnight)
    return (
        ("when", compare_whens(a.whens, b.whens, midnight)),
        ("where", compare_places(a.places, b.places, lexicon)),
        ("what", compare_types(a.types, b.types)),
        ("who", compare_roles(a.roles, b.roles, lexicon)),
        ("counts", compare_counts(a.counts, b.counts, lexicon)),
        ("reuse", frozenset({"shared rare span" if reuse and shares_run(a.words, b.words) else "missing"})),
        ("words", frozenset({compare_words(a.words, b.words, table)})),
        ("names", frozenset({_compare_names(a, b, table, lexicon)})),
        ("voice", frozenset({compare_voices(a, b)})),
    )


def _compare_names(a: Episode, b: Episode, table: LinkTable, lexicon: Lexicon) -> str:
    """Most pairs share no rare name, with or without those compared elsewhere."""
    found = compare_names(a.words, b.words, table, lexicon.name_words)
    return found if found == "missing" else compare_names(a.words, b.words, table, _known_names(a, b, lexicon))


def _known_names(a: Episode, b: Episode, lexicon: Lexicon) -> frozenset[str]:
    """Words of names that are compared as places or parties."""
    told = [ref.text for e in (a, b) for ref in e.places]
    told += [party.words for e in (a, b) for agents, patients in e.roles for party in (*agents, *patients)]
    return lexicon.name_words | frozenset(word for text in told for word, _, _ in find_words(text))


def _pick(name: str, found: frozenset[str], table: LinkTable) -> tuple[str, str, float]:
    return name, *pick_level(name, found, table)


def pick_level(name: str, found: frozenset[str], table: LinkTable) -> tuple[str, float]:
    """The level that speaks most for one happening, and its weight."""
    level = min(found, key=lambda each: (-table.weigh(name, each), each))
    return level, table.weigh(name, level)


def explain_score(score: PairScore, table: LinkTable) -> str:
    """The levels that fired as one sentence: "same day +3, same place +4"."""
    fired = [f"{level} {bits:+g}" for _, level, bits in score.levels if bits]
    return f"{table.version}: " + (", ".join(fired) or "nothing compared")


def share_words(
    a: Episode,
    b: Episode,
    spans_of: Callable[[ClaimId], tuple[Span, ...]] | Mapping[ClaimId, tuple[Span, ...]],
    pairs: Iterable[ReusePair],
) -> bool:
    """A rare shared span lies in core claims of both episodes (pairs of kind formula never count)."""
    read = spans_of if callable(spans_of) else lambda claim_id: spans_of.get(claim_id, ())
    mine = tuple(span for part in a.core for span in read(part.claim_id))
    theirs = tuple(span for part in b.core for span in read(part.claim_id))
    for pair in pairs:
        if pair.kind == "formula" or {pair.a, pair.b} != {a.doc_id, b.doc_id}:
            continue
        first, second = (mine, theirs) if pair.a == a.doc_id else (theirs, mine)
        for start_a, end_a, start_b, end_b in pair.spans:
            if _touches(first, Span(start_a, end_a)) and _touches(second, Span(start_b, end_b)):
                return True
    return False


def _touches(spans: tuple[Span, ...], shared: Span) -> bool:
    return any(span.overlaps(shared) for span in spans)
