"""Highlights of a report's text: claims become nested marks.

A claim's anchor is the mark around its first span, so that a link outlines exactly its words with
scripts off. Where two claims cross, the one that begins later is cut at the end of the other and
goes on in a further mark; interrupted contents go on the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toldby.adapters.exports.site.index import find_words
from toldby.domain.claims import Claim
from toldby.domain.text import Report, Span, Zone, ZoneKind

LONGEST_WORD = 40
LONGEST_HEADLINE = 200
DENYING = frozenset({"deny", "reject"})


@dataclass(frozen=True)
class Piece:
    """A run of text, the opening of a mark (`claim_id` set), or the end of one (all empty)."""

    text: str = ""
    claim_id: str = ""
    is_anchor: bool = False
    tag: str = ""
    look: str = ""

    @property
    def is_end(self) -> bool:
        """Closes the innermost open mark."""
        return not self.text and not self.claim_id


@dataclass(frozen=True)
class Passage:
    """One zone of the report; no pieces = it holds no claim and is not shown."""

    kind: ZoneKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    claim: Claim
    is_anchor: bool


def mark_report(
    report: Report, claims: Sequence[Claim], tags: Mapping[str, str], context: int | None
) -> tuple[Passage, ...]:
    """Zones with highlights.

    `tags` maps claim id -> short tag shown before its first span. `context`: code points kept
    around claims (a public site shows no whole press texts); None = the whole text. Headlines are
    always shown.
    """
    return tuple(Passage(zone.kind, _mark_zone(report.text, zone, claims, tags, context)) for zone in report.zones)


def _mark_zone(
    text: str, zone: Zone, claims: Sequence[Claim], tags: Mapping[str, str], context: int | None
) -> tuple[Piece, ...]:
    marks = [
        _Mark(max(s.start, zone.start), min(s.end, zone.end), claim, n == 0 and s.start >= zone.start)
        for claim in claims
        for n, s in enumerate(find_words(claim))
        if s.start < zone.end and zone.start < s.end
    ]
    pieces: list[Piece] = []
    shown_to = zone.start
    for window in _windows(text, zone, marks, context):
        if window.start > shown_to:
            pieces.append(Piece(" […] "))
        inside = [m for m in marks if window.start <= m.start and m.end <= window.end]
        pieces += _cut(text, window, _nest(inside), tags)
        shown_to = window.end
    if pieces and shown_to < zone.end:
        pieces.append(Piece(" […]"))
    return tuple(pieces)


def _windows(text: str, zone: Zone, marks: Sequence[_Mark], context: int | None) -> list[Span]:
    if context is None or (zone.kind == ZoneKind.HEADLINE and zone.end - zone.start <= LONGEST_HEADLINE):
        return [zone.span]
    merged: list[Span] = []
    for low, high in sorted((m.start - context, m.end + context) for m in marks):
        start, end = _grow(text, max(zone.start, low), min(zone.end, high), zone)
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return merged


def _grow(text: str, start: int, end: int, zone: Zone) -> tuple[int, int]:
    """No word is cut in the middle, unless it is no word of any language that sets blanks."""
    first, last = max(zone.start, start - LONGEST_WORD), min(zone.end, end + LONGEST_WORD)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return start, end


def _nest(marks: Sequence[_Mark]) -> list[_Mark]:
    """Outer before inner, in text order; a mark that would cross an open one is cut at its end."""
    waiting = sorted(marks, key=_order, reverse=True)
    nested: list[_Mark] = []
    open_ends: list[int] = []
    while waiting:
        mark = waiting.pop()
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        if open_ends and open_ends[-1] < mark.end:
            border = open_ends[-1]
            waiting.append(_Mark(border, mark.end, mark.claim, False))
            waiting.sort(key=_order, reverse=True)
            mark = _Mark(mark.start, border, mark.claim, mark.is_anchor)
        nested.append(mark)
        open_ends.append(mark.end)
    return nested


def _order(mark: _Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.claim.claim_id


def _cut(text: str, window: Span, marks: Sequence[_Mark], tags: Mapping[str, str]) -> list[Piece]:
    pieces: list[Piece] = []
    open_ends: list[int] = []
    at = window.start
    for mark in [*marks, None]:
        limit = mark.start if mark is not None else window.end
        while open_ends and open_ends[-1] <= limit:
            end = open_ends.pop()
            pieces += [Piece(text[at:end])] if at < end else []
            pieces.append(Piece())
            at = end
        pieces += [Piece(text[at:limit])] if at < limit else []
        at = limit
        if mark is not None:
            pieces.append(_open(mark, tags))
            open_ends.append(mark.end)
    return pieces


def _open(mark: _Mark, tags: Mapping[str, str]) -> Piece:
    claim = mark.claim
    look = "denied" if claim.stance in DENYING else "own" if claim.voice == "narrator" else "said"
    tag = tags[claim.claim_id] if mark.is_anchor else ""
    return Piece("", claim.claim_id, mark.is_anchor, tag, look)
