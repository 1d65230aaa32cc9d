"""Claims made by layout: "X: text" and "text: X" in headlines, "NAME: text" lines, signatures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from toldby.analysis.attribution.draft import Draft
from toldby.domain.actors import ActorMention
from toldby.domain.finds import Quote, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span, Zone, ZoneKind

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_SIGNATURE = re.compile(r"\s*(?P<dash>[\u2014\u2013\u2015-]{1,2})\s*(?P<name>[^\n]{3,80})$")
_NAME_WORDS = 7


def read_layout(
    text: str, zones: tuple[Zone, ...], sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...],
    actors: tuple[ActorMention, ...], language: LanguagePack,
) -> tuple[Draft, ...]:  # fmt: skip
    """Drafts from colons and signature lines; `cue` is the colon or dash itself."""
    found: list[Draft] = []
    first_of_zone = {s.zone: s.index for s in reversed(sentences) if s.quoted_in is None}
    for index, zone in enumerate(zones):
        if not zone.kind.is_coded or index not in first_of_zone:
            continue
        draft = _read_colon(text, zone, first_of_zone[index], actors, language)
        if draft is None and index > 0:
            draft = _read_signature(text, zones, index, first_of_zone[index], language)
        if draft is not None:
            found.append(draft)
    return (*found, *_read_signed(text, zones, sentences, quotes, language))


def _read_signed(
    text: str, zones: tuple[Zone, ...], sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...],
    language: LanguagePack,
) -> Iterator[Draft]:  # fmt: skip
    """As in `"Nobody slept." — Ann Hann, Ondrel`: a quotation that fills its line up to a dash and a name."""
    starts = [sentence.start for sentence in sentences]
    for quote in quotes:
        if quote.depth or not quote.is_closed or len(_WORD.findall(quote.inner.read(text))) < 3:
            continue
        line_start = text.rfind("\n", 0, quote.start) + 1
        line_end = text.find("\n", quote.end)
        match = _SIGNATURE.match(text, quote.end, len(text) if line_end < 0 else line_end)
        if match is None or text[line_start : quote.start].strip() or not starts:
            continue
        name = _strip(text, Span(*match.span("name")))
        words = _WORD.findall(name.read(text))
        is_name = bool(words) and len(words) <= 12 and words[0][0].isupper() and len(name.read(text)) < 80
        if not is_name or any(w.lower() in language.group("auxiliaries") for w in words):
            continue
        sentence = max(0, bisect_right(starts, quote.start) - 1)
        if zones[sentences[sentence].zone].kind.is_coded:
            yield _make(sentence, name, Span(*match.span("dash")), quote.span, frame="signature")


def _read_colon(
    text: str, zone: Zone, sentence: int, actors: tuple[ActorMention, ...], language: LanguagePack
) -> Draft | None:
    line_end = text.find("\n", zone.start, zone.end)
    end = zone.end if line_end < 0 else line_end
    at = text.find(": ", zone.start, min(end, zone.start + 300))
    if at < 0:
        return None
    left, right = Span(zone.start, at), _strip(text, Span(at + 2, zone.end))
    cue = Span(at, at + 1)
    is_headline = zone.kind is ZoneKind.HEADLINE
    if _is_speaker(text, left, actors, language, strict=not is_headline) and len(_WORD.findall(right.read(text))) >= 3:
        return _make(sentence, left, cue, right)
    if is_headline and _is_speaker(text, right, actors, language, strict=True):
        return _make(sentence, right, cue, left)
    return None


def _strip(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_speaker(
    text: str, span: Span, actors: tuple[ActorMention, ...], language: LanguagePack, *, strict: bool
) -> bool:
    """A short name: an actor of the report, or a role such as a ministry."""
    words = _WORD.findall(span.read(text))
    if not words or len(words) > _NAME_WORDS:
        return False
    if any(w.lower() in language.group("auxiliaries") for w in words):
        return False
    named = any(span.start <= a.start and a.end <= span.end for a in actors)
    last_is_role = words[-1].lower() in language.group("role_nouns")
    if named or last_is_role:
        return not strict or all(
            w[0].isupper() or w.lower() in language.group("role_nouns") | {"of", "the", "for"} for w in words
        )
    return strict and len(words) <= 4 and all(w.isupper() and len(w) > 2 for w in words)


def _read_signature(
    text: str, zones: tuple[Zone, ...], index: int, sentence: int, language: LanguagePack
) -> Draft | None:
    """A dash and a name under a quoted paragraph."""
    zone, above = zones[index], zones[index - 1]
    match = _SIGNATURE.match(text, zone.start, zone.end)
    if match is None or not above.kind.is_coded or text[above.start] not in "\"\u201c\u201d'\u2018\u00ab":
        return None
    words = _WORD.findall(match.group("name"))
    if not words or len(words) > 12 or not words[0][0].isupper():
        return None
    dash, name = Span(*match.span("dash")), _strip(text, Span(*match.span("name")))
    return _make(sentence, name, dash, above.span, frame="signature")


def _make(sentence: int, source: Span, cue: Span, content: Span, frame: str = "colon") -> Draft:
    return Draft(
        sentence=sentence,
        source=(source,),
        cue=(cue,),
        content=(content,),
        frame=frame,
        stance="assert",
        commitment="neutral",
        rule=f"layout.{frame}",
        why="a name and a mark, no verb",
    )
