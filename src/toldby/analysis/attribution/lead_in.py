"""Cues that end in a colon: "The mayor said:" before a clause, or before quotations in the next paragraphs."""

from __future__ import annotations

from toldby.analysis.attribution.cluster import extend_cue
from toldby.analysis.attribution.cues import CueHit, index_cues
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.view import View
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.lexicon import CueEntry, LanguagePack
from toldby.domain.text import Span

_FINITE = ("VBD", "VBZ", "VBP", "VBN", "NNS")
_LONGEST = 24
_TAIL = 8


def read_lead_ins(
    text: str, quotes: tuple[Quote, ...], views: tuple[View, ...], drafts: tuple[Draft, ...], language: LanguagePack
) -> tuple[Draft, ...]:
    """One draft for each sentence whose cue runs into a colon, where nothing else was found for that cue."""
    cued = [span for draft in drafts if draft.content for span in draft.cue]
    found: list[Draft] = []
    for view in views:
        colon = next((i for i in range(min(len(view), _LONGEST)) if view.low[i] == ":"), None)
        if colon is None or colon < 2 or view.sentence.quoted_in is not None:
            continue
        draft = _read(view, colon, text, quotes, language)
        if draft is not None and not any(c.overlaps(s) for c in draft.cue for s in cued):
            found.append(draft)
    return tuple(found)


def _read(view: View, colon: int, text: str, quotes: tuple[Quote, ...], language: LanguagePack) -> Draft | None:
    found = _find_cue(view, colon, language)
    if found is None:
        return None
    hit, subject, cue = found
    content = _rest(view, colon) or _following(text, quotes, view.tokens[colon].end)
    if not content:
        return None
    return Draft(
        sentence=view.sentence.index,
        source=(view.span(*subject),),
        cue=(view.span(*cue),),
        content=content,
        frame="colon",
        stance=hit.stance,
        commitment=hit.commitment,
        rule="cue.lead-in",
        why=f"{view.low[cue[0]]} … :",
        entry=hit,
    )


def _find_cue(
    view: View, colon: int, language: LanguagePack
) -> tuple[CueEntry, tuple[int, int], tuple[int, int]] | None:
    """The entry, its subject and its words: "NP cue ... :" or "Cue NP:"; the last cue before the colon."""
    index = index_cues(language)
    for at in range(colon - 1, -1, -1):
        if colon - at > _TAIL + 1 or view.is_quote(at):
            return None
        entry = next((e for e in index.list_verbs(view.low[at]) if {"quote", "colon"} & set(e.frames)), None)
        if entry is None or view.tokens[at].tag not in _FINITE or view.low[at] in language.group("auxiliaries"):
            if view.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD") and view.low[at] not in language.group("light_verbs"):
                return None
            continue
        if at == 0:
            return (entry, (1, colon - 1), (0, 0)) if _is_phrase(view, 1, colon - 1, language) else None
        cue = extend_cue(view, CueHit(entry, at, at, at), language)
        first = 0
        while first < cue[0] - 1 and (view.is_punct(first) or view.tokens[first].pos in ("CCONJ", "SCONJ", "ADV")):
            first += 1
        comma = next((i for i in range(cue[0] - 1, first, -1) if view.low[i] == ","), None)
        if comma is not None and view.tokens[first].pos in ("ADP", "ADV", "VERB"):
            first = comma + 1
        is_phrase = first < cue[0] and _is_phrase(view, first, cue[0] - 1, language)
        return (entry, (first, cue[0] - 1), (cue[0], max(cue[1], colon - 1))) if is_phrase else None
    return None


def _is_phrase(view: View, first: int, last: int, language: LanguagePack) -> bool:
    """Words that can name a speaker: a noun or pronoun, no finite verb, nobody negated."""
    if last < first or view.low[first] in language.group("negating_words") | language.group("no_speakers"):
        return False
    inside = range(first, last + 1)
    if any(view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") or view.is_quote(i) for i in inside):
        return False
    return any(view.is_nominal(i) for i in inside) and view.tokens[first].pos not in ("ADP", "SCONJ", "CCONJ", "VERB")


def _rest(view: View, colon: int) -> tuple[Span, ...]:
    """The words of the same sentence behind the colon."""
    first, last = colon + 1, len(view) - 1
    while last > first and view.is_punct(last) and view.low[last] not in (")", "]", "\u201d", '"'):
        last -= 1
    return (view.span(first, last),) if first < last or (first == last and view.is_quote(first)) else ()


def _following(text: str, quotes: tuple[Quote, ...], end: int) -> tuple[Span, ...]:
    """The quotation that opens the next words of the text, and the paragraphs that carry it on."""
    spans: list[Span] = []
    last = -1
    for number, quote in enumerate(quotes):
        if quote.start < end or quote.depth or quote.kind is not QuoteKind.SPEECH:
            continue
        if spans and quote.continues != last:
            break
        if not spans and text[end : quote.start].strip():
            return ()
        spans.append(Span(quote.start, quote.end))
        last = number
    return tuple(spans)
