"""Quotations without a cue of their own are further spans of the claim they carry on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from toldby.analysis.attribution.draft import Draft
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.text import Drop, Span, Zone, ZoneKind

STAGE = "attribute"
_CARRIED = ("that", "quote", "colon", "adjunct", "by", "light", "own", "inner")
"""Frames whose content may go on in the next quotation; a name or a verdict ("called it X") does not."""


def continue_quotes(
    text: str, zones: tuple[Zone, ...], quotes: tuple[Quote, ...], drafts: tuple[Draft, ...]
) -> tuple[tuple[Draft, ...], tuple[Drop, ...]]:
    """Drafts with floating quotations joined, and the quotations that nobody can have said."""
    current = list(drafts)
    drops: list[Drop] = []
    starts = [zone.start for zone in zones]
    order = sorted(range(len(current)), key=lambda i: _end(current[i]))
    ends = [_end(current[i]) for i in order]
    covered = _cover(drafts)
    for quote in quotes:
        if quote.kind is not QuoteKind.SPEECH or quote.depth or _is_covered(covered, quote.start):
            continue
        zone = bisect_right(starts, quote.start) - 1
        if zone < 0 or zones[zone].kind is not ZoneKind.BODY or not _stands_alone(text, zones[zone], quote, quotes):
            continue
        at = _find_earlier(current, order, ends, quote, zones, zone, starts)
        if at is None:
            at = _find_indirect(text, current, order, ends, quote, zones[zone])
        if at is None:
            drops.append(
                Drop(quote.start, quote.end, STAGE, "no_speaker_possible: a quotation that nobody is said to say")
            )
            continue
        piece = Span(quote.start, quote.end)
        current[at] = replace(current[at], content=(*current[at].content, piece), rule=current[at].rule)
    return tuple(current), tuple(drops)


def _end(draft: Draft) -> int:
    return max((s.end for spans in (draft.content, draft.cue, draft.source) for s in spans), default=0)


def _cover(drafts: tuple[Draft, ...]) -> list[tuple[int, int]]:
    return sorted((s.start, s.end) for d in drafts for s in d.content)


def _is_covered(covered: list[tuple[int, int]], point: int) -> bool:
    at = bisect_right(covered, (point, 1 << 60))
    return any(start <= point < end for start, end in covered[max(0, at - 6) : at])


def _stands_alone(text: str, zone: Zone, quote: Quote, quotes: tuple[Quote, ...]) -> bool:
    """No words of its own sentence stand around it, but other quotations may."""
    before = text[zone.start : quote.start].rstrip()
    after = text[quote.end : zone.end].lstrip()
    opens = not before or before[-1] in ".!?\"\u201d\u2019'\u201c:"
    inner = quote.inner.read(text).rstrip()[-1:]
    closes = not after or after[0] in '"\u201c' or (inner in ".!?\u2026" and after[:1].isupper()) or after[:1] == "."
    return opens and (closes or quote.continues is not None)


def _find_indirect(
    text: str, drafts: list[Draft], order: list[int], ends: list[int], quote: Quote, zone: Zone
) -> int | None:
    """As in `The road was open, Hann said. "We drove on it."`: the sentence right before is told by one speaker."""
    near = [
        i for i in order[: bisect_right(ends, quote.start)]
        if drafts[i].start >= zone.start and not text[_end(drafts[i]) : quote.start].strip(" .\u00a0")
    ]  # fmt: skip
    fits = [i for i in near if _may_go_on(drafts[i])]
    return fits[0] if len(fits) == 1 else None


def _may_go_on(draft: Draft) -> bool:
    """A clause under a verb that takes quotations too, with a speaker of its own."""
    takes_quotes = draft.entry is not None and "quote" in draft.entry.frames
    is_plain = draft.directness == "indirect" and draft.frame == "that" and not draft.is_inherited
    return takes_quotes and is_plain and bool(draft.source)


def _find_earlier(
    drafts: list[Draft], order: list[int], ends: list[int], quote: Quote,
    zones: tuple[Zone, ...], zone: int, starts: list[int],
) -> int | None:  # fmt: skip
    """The latest claim with a quotation in this paragraph, or in the one before when this one opens with a mark."""
    at = bisect_right(ends, quote.start)
    first_zone = zone - 1 if quote.start == zones[zone].start or quote.continues is not None else zone
    floor = zones[max(0, first_zone)].start
    for index in reversed(order[:at]):
        draft = drafts[index]
        if _end(draft) < floor:
            break
        if draft.directness in ("direct", "mixed") and not draft.is_inherited and draft.frame in _CARRIED:
            return index
    return None
