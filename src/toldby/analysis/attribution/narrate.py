"""What the report says itself: incident-bearing sentences outside every attributed content."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.wordlists import find_in_group
from toldby.analysis.remembering import remember
from toldby.domain.finds import EventMention, Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Drop, Report, Span, Zone, ZoneKind
from toldby.domain.wording import Wording

_TRAILING = " \t\n,;\u2014\u2013-"


@dataclass(frozen=True, slots=True)
class Ground:
    """Which stretches of the text somebody is said to say."""

    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    def covers(self, span: Span) -> bool:
        """The span lies in one attributed content or cue."""
        return any(s.start <= span.start and span.end <= s.end for s in self.near(span))

    def near(self, span: Span) -> tuple[Span, ...]:
        """Merged stretches that overlap the span."""
        at = max(0, bisect_right(self.starts, span.start) - 1)
        found: list[Span] = []
        while at < len(self.spans) and self.spans[at].start < span.end:
            if self.spans[at].overlaps(span):
                found.append(self.spans[at])
            at += 1
        return tuple(found)


def cover_ground(drafts: tuple[Draft, ...]) -> Ground:
    """Contents merged into disjoint stretches."""
    merged: list[Span] = []
    for span in sorted(s for d in drafts if d.voice == "attributed" for s in d.content):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return Ground(tuple(s.start for s in merged), tuple(merged))


def find_narration(
    report: Report, sentences: tuple[Sentence, ...], events: tuple[EventMention, ...], drafts: tuple[Draft, ...],
    lexicon: Lexicon,
) -> tuple[Draft, ...]:  # fmt: skip
    """Narrator drafts: one per sentence with an untold event, or the free part of a shared sentence."""
    ground = cover_ground(drafts)
    cues = {d.sentence for d in drafts if d.cue}
    told: dict[int, list[EventMention]] = {}
    for event in events:
        if _is_headline_hint(event, report, sentences):
            continue
        if event.drop is None and not ground.covers(event.trigger) and not _is_cue(event.trigger, drafts):
            told.setdefault(event.sentence, []).append(event)
    found: list[Draft] = []
    seen: set[str] = set()
    for index in sorted(told):
        sentence = sentences[index]
        if sentence.quoted_in is not None or not report.zones[sentence.zone].kind.is_coded:
            continue
        for span in _narrated_spans(report.text, sentence, told[index], ground, shared=index in cues):
            words = " ".join(span.read(report.text).split())
            is_repeat = words in seen and report.zones[sentence.zone].kind is ZoneKind.HEADLINE
            if words and not is_repeat:
                found.append(_make(report.text, sentence, span, told[index], lexicon))
            seen.add(words)
    return tuple(found)


def list_untold(events: tuple[EventMention, ...], drafts: tuple[Draft, ...]) -> tuple[Drop, ...]:
    """Dropped happenings that stand in no claim: a total, an exercise, a figure of speech."""
    ground = cover_ground(drafts)
    return tuple(
        Drop(e.trigger.start, e.trigger.end, "events", e.drop)
        for e in events
        if e.drop is not None and not ground.covers(e.trigger)
    )


def _is_headline_hint(event: EventMention, report: Report, sentences: tuple[Sentence, ...]) -> bool:
    """A headline that names no place, side or number says nothing that could be compared."""
    if report.zones[sentences[event.sentence].zone].kind is not ZoneKind.HEADLINE:
        return False
    has_place = any(place.place_id is not None for place in event.places)
    has_side = any(party.side is not None for party in (*event.agents, *event.patients))
    # "deaths in the valley" is a happening of no kind, place or side
    is_told = bool(event.type) and bool(event.counts or event.patients)
    return not (has_place or has_side or is_told)


def _is_cue(trigger: Span, drafts: tuple[Draft, ...]) -> bool:
    return any(c.overlaps(trigger) for d in drafts for c in d.cue if abs(c.start - trigger.start) < 200)


def _narrated_spans(
    text: str, sentence: Sentence, events: list[EventMention], ground: Ground, *, shared: bool
) -> tuple[Span, ...]:
    taken = ground.near(sentence.span)
    if not taken and not shared:
        return (sentence.span,)
    if not taken:
        return _clauses(text, sentence, events, taken)
    return _clauses(text, sentence, events, taken)


def _clauses(text: str, sentence: Sentence, events: list[EventMention], taken: tuple[Span, ...]) -> tuple[Span, ...]:
    """The events' clauses without what is said by others, joined where they touch."""
    pieces: list[Span] = []
    for event in sorted(events, key=lambda e: e.clause):
        free = _free_around(text, event, sentence, taken)
        if free is None:
            continue
        if pieces and free.start <= pieces[-1].end + 1:
            pieces[-1] = Span(pieces[-1].start, max(pieces[-1].end, free.end))
        else:
            pieces.append(free)
    return tuple(pieces)


def _free_around(text: str, event: EventMention, sentence: Sentence, taken: tuple[Span, ...]) -> Span | None:
    """The clause of the event up to the nearest said stretch on either side."""
    start, end = max(sentence.start, event.clause.start), min(sentence.end, event.clause.end)
    for span in taken:
        if span.end <= event.trigger.start:
            start = max(start, span.end)
        elif span.start >= event.trigger.end:
            end = min(end, span.start)
    while start < end and text[start] in _TRAILING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end) if start < end else None


def _make(text: str, sentence: Sentence, span: Span, events: list[EventMention], lexicon: Lexicon) -> Draft:
    types = ", ".join(sorted({e.type for e in events}))
    return Draft(
        sentence=sentence.index,
        source=(),
        cue=(),
        content=(span,),
        frame="narrator",
        stance="assert",
        commitment="neutral",
        rule="narrator.event",
        why=f"{types} in a sentence that nobody is said to say",
        flags=mark_terms(text, span, lexicon),
        voice="narrator",
    )


def mark_terms(text: str, span: Span, lexicon: Lexicon) -> tuple[str, ...]:
    """Loaded terms of one side and euphemisms in the narrator's own words."""
    flags: set[str] = set()
    terms = remember(
        lexicon,
        "_term_wording",
        lambda: Wording.from_entries((t.id, t.forms) for r in lexicon.regions for t in r.terms),
    )
    if terms.find(text, span.start, span.end):
        flags.add("partisan_terms")
    if find_in_group(lexicon.language, "euphemisms", text, span.start, span.end):
        flags.add("euphemism")
    return tuple(sorted(flags))


def find_silence(
    report: Report, sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...], lexicon: Lexicon
) -> tuple[Draft, ...]:
    """As in "did not answer questions": the report's word about somebody who said nothing."""
    ground = cover_ground(drafts)
    cued = {d.sentence for d in drafts if d.source and d.cue and d.content}
    found: list[Draft] = []
    for sentence in sentences:
        if sentence.quoted_in is not None or not _is_told(report.zones[sentence.zone]):
            continue
        hits = find_in_group(lexicon.language, "no_comment_forms", report.text, sentence.start, sentence.end)
        if not hits and sentence.index not in cued:
            # "said X but could not establish Y": the open matter belongs to what was said
            hits = find_in_group(lexicon.language, "cannot_tell_forms", report.text, sentence.start, sentence.end)
        if not hits or ground.covers(Span(hits[0].start, hits[0].end)):
            continue
        found.append(
            Draft(
                sentence=sentence.index,
                source=(),
                cue=(),
                content=(sentence.span,),
                frame="narrator",
                stance="assert",
                commitment="neutral",
                rule="narrator.no-comment",
                why=f"{hits[0].form!r}: somebody is said to have said nothing",
                flags=("no_comment",),
                voice="narrator",
            )
        )
    return tuple(found)


def _is_told(zone: Zone) -> bool:
    return zone.kind in (ZoneKind.HEADLINE, ZoneKind.BODY)
