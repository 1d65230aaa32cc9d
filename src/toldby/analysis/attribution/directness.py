"""Direct, indirect or mixed: how much of a content stands between speech marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from toldby.analysis.attribution.draft import Draft
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.text import Span


def judge_directness(draft: Draft, text: str, quotes: tuple[Quote, ...], *, is_inside: bool) -> Draft:
    """The draft with its directness; `is_inside`: the cue itself stands in a quotation or block."""
    draft = replace(draft, content=tuple(_widen(text, span, quotes) for span in draft.content))
    if draft.directness is not None:
        return draft
    if not draft.content:
        return replace(draft, directness="direct" if is_inside else "indirect")
    if is_inside:
        return replace(draft, directness="direct")
    marked = [
        q for q in _overlapping(quotes, draft.content) if q.kind in (QuoteKind.SPEECH, QuoteKind.SCARE, QuoteKind.TERM)
    ]
    if not marked:
        return replace(draft, directness="indirect")
    outside = "".join(_outside(text, span, marked) for span in draft.content)
    words = [w for w in outside.split() if any(c.isalnum() for c in w)]
    if not words:
        return replace(draft, directness="direct")
    return replace(draft, directness="mixed")


def _widen(text: str, span: Span, quotes: tuple[Quote, ...]) -> Span:
    """Quotation marks belong to the content whose first or last words they mark."""
    start, end = span.start, span.end
    for quote in _around(quotes, span):
        tail = text[end : quote.end] if quote.start < end <= quote.end else " "
        if quote.start >= start and tail and not any(sign.isalnum() or sign.isspace() for sign in tail):
            end = quote.end
        lead = text[quote.start : start] if quote.start < start <= quote.end else " "
        if quote.end <= end and lead and not any(sign.isalnum() or sign.isspace() for sign in lead):
            start = quote.start
    return Span(start, end)


def _around(quotes: tuple[Quote, ...], span: Span) -> tuple[Quote, ...]:
    at = max(0, bisect_left(quotes, span.start, key=lambda q: q.start) - 2)
    last = bisect_left(quotes, span.end + 1, key=lambda q: q.start)
    return quotes[at:last]


def _overlapping(quotes: tuple[Quote, ...], spans: tuple[Span, ...]) -> list[Quote]:
    found: list[Quote] = []
    for span in spans:
        at = bisect_left(quotes, span.start, key=lambda q: q.start)
        while at < len(quotes) and quotes[at].start < span.end:
            if quotes[at].end <= span.end + 1:
                found.append(quotes[at])
            at += 1
    return found


def _outside(text: str, span: Span, marked: list[Quote]) -> str:
    pieces: list[str] = []
    at = span.start
    for quote in marked:
        if quote.start >= at and quote.start < span.end:
            pieces.append(text[at : quote.start])
            at = max(at, quote.end)
    pieces.append(text[at : span.end])
    return " ".join(pieces)
