"""Sentences of a report with offsets into its text, and their parse.

Every word stands in the tokens of exactly one sentence: a speech quotation that is a clause of its
own is masked by one placeholder in the sentence around it and gives sentences of its own
(`quoted_in`); a quotation that only carries on the clause around it (`said it "does not help"`)
stays in that sentence, its marks hidden from the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from toldby.analysis.splitting.boundaries import BoundaryFinder
from toldby.analysis.splitting.masks import PLACEHOLDER, MaskedSentence, mask_sentence, unmask_tokens
from toldby.domain.finds import Quote, QuoteKind, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.syntax import Syntax, Token
from toldby.domain.text import Span, Zone, ZoneKind

_LONGEST_PARSED = 5_000
_GLUED = re.compile(r"\S{300}")

__all__ = ["PLACEHOLDER", "find_masked", "parse_sentences", "split_sentences"]


def split_sentences(
    text: str, zones: tuple[Zone, ...], quotes: tuple[Quote, ...], language: LanguagePack
) -> tuple[Sentence, ...]:
    """Sentences of the coded zones in text order, each outer one before those quoted in it; no parse yet.

    >>> text, zone = "It rained. They left.", Zone(0, 21, ZoneKind.BODY)
    >>> [s.span.read(text) for s in split_sentences(text, (zone,), (), LanguagePack("en", ""))]
    ['It rained.', 'They left.']
    """
    finder = BoundaryFinder(text, language)
    masked = frozenset(find_masked(text, zones, quotes))
    by_zone = _sort_into_zones(zones, quotes)
    drafts: list[tuple[int, int, int, int | None]] = []
    for index, zone in enumerate(zones):
        if zone.kind.is_coded:
            inside = by_zone[index]
            shields = [q.span for i in inside if (q := quotes[i]).depth == 0 and (q.is_closed or i in masked)]
            drafts += [(s.start, -s.end, index, None) for s in _split_outer(finder, zone, shields)]
            drafts += _split_quoted(finder, quotes, [i for i in inside if i in masked], index)
    drafts.sort(key=lambda draft: (draft[2], draft[0], draft[1], draft[3] is not None))
    return tuple(Sentence(i, s, -e, zone, (), quoted) for i, (s, e, zone, quoted) in enumerate(drafts))


def parse_sentences(
    text: str,
    sentences: tuple[Sentence, ...],
    quotes: tuple[Quote, ...],
    syntax: Syntax,
    is_worth_parsing: Callable[[str], bool],
) -> tuple[Sentence, ...]:
    """The sentences with tokens; those that hold nothing of interest stay without.

    Offsets of tokens are into `text`; every token but a placeholder reads back verbatim.
    """
    own = frozenset(s.quoted_in for s in sentences if s.quoted_in is not None)
    starts = [quote.start for quote in quotes]
    views = [_view_sentence(text, sentence, quotes, starts, own) for sentence in sentences]
    chosen = [i for i, view in enumerate(views) if _is_parsable(view.string) and is_worth_parsing(view.string)]
    parses = syntax.parse([views[i].string for i in chosen])
    tokens: dict[int, tuple[Token, ...]] = {
        i: unmask_tokens(text, views[i], parse) for i, parse in zip(chosen, parses, strict=True)
    }
    return tuple(replace(s, tokens=tokens.get(i, ())) for i, s in enumerate(sentences))


def _is_parsable(string: str) -> bool:
    """Not blank, and neither so long nor so glued together that a parser takes minutes over it."""
    return bool(string.strip()) and len(string) <= _LONGEST_PARSED and _GLUED.search(string) is None


def find_masked(text: str, zones: tuple[Zone, ...], quotes: tuple[Quote, ...]) -> tuple[int, ...]:
    """Indices of the quotations that become a placeholder: speech that is a clause of its own."""
    starts = frozenset(zone.start for zone in zones)
    return tuple(
        i
        for i, quote in enumerate(quotes)
        if quote.kind is QuoteKind.SPEECH and (quote.start in starts or not _carries_on(text, quote))
    )


def _carries_on(text: str, quote: Quote) -> bool:
    """The quotation completes the clause before it: a word before, a small letter first, one sentence."""
    before = text[max(0, quote.start - 10) : quote.start].rstrip()
    inner = quote.inner.read(text).strip()
    first = next((sign for sign in inner[:10] if sign.isalnum()), "")
    holds_stop = any(stop in inner for stop in (". ", "! ", "? "))
    return before[-1:].isalnum() and first.islower() and not holds_stop


def _sort_into_zones(zones: tuple[Zone, ...], quotes: tuple[Quote, ...]) -> list[list[int]]:
    """For each zone the indices of the quotations inside it; both are in text order."""
    answer: list[list[int]] = [[] for _ in zones]
    at = 0
    for index, quote in enumerate(quotes):
        while at < len(zones) and zones[at].end <= quote.start:
            at += 1
        if at < len(zones):
            answer[at].append(index)
    return answer


def _split_outer(finder: BoundaryFinder, zone: Zone, shields: list[Span]) -> tuple[Span, ...]:
    if zone.kind is ZoneKind.HEADLINE:
        return (zone.span,)
    return finder.split(zone.start, zone.end, shields)


def _split_quoted(
    finder: BoundaryFinder, quotes: tuple[Quote, ...], masked: list[int], zone: int
) -> list[tuple[int, int, int, int | None]]:
    drafts: list[tuple[int, int, int, int | None]] = []
    for i in masked:
        inner = quotes[i].inner
        shields = [quotes[j].span for j in _find_children(quotes, i)]
        drafts += [(s.start, -s.end, zone, i) for s in finder.split(inner.start, inner.end, shields)]
    return drafts


def _find_children(quotes: tuple[Quote, ...], parent: int) -> list[int]:
    children: list[int] = []
    at = parent + 1
    while at < len(quotes) and quotes[at].start < quotes[parent].inner.end:
        if quotes[at].depth == quotes[parent].depth + 1:
            children.append(at)
        at += 1
    return children


def _view_sentence(
    text: str, sentence: Sentence, quotes: tuple[Quote, ...], starts: list[int], own: frozenset[int | None]
) -> MaskedSentence:
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    masked: list[Quote] = []
    holes: list[Span] = []
    for i in range(first, last):
        quote = quotes[i]
        if i == sentence.quoted_in or quote.end > sentence.end or (masked and quote.start < masked[-1].end):
            continue
        if i in own:
            masked.append(quote)
        elif quote.kind is QuoteKind.SPEECH:
            holes += [Span(quote.start, quote.inner.start), Span(quote.inner.end, quote.end)]
    return mask_sentence(text, sentence.span, masked, holes)
