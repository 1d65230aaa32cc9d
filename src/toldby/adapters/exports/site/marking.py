"""Highlights of a report's text: overlapping claims become plain, non-overlapping segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toldby.domain.claims import Claim
from toldby.domain.text import Report, ZoneKind


@dataclass(frozen=True)
class Segment:
    """A run of text under the same claims. `anchors` are claims that begin here (ids for links)."""

    text: str
    claims: tuple[str, ...]
    anchors: tuple[str, ...]
    tag: str
    look: str


@dataclass(frozen=True)
class Passage:
    """One zone of the report as segments; `left_out` counts characters not shown before it."""

    kind: ZoneKind
    segments: tuple[Segment, ...]
    left_out: int = 0


def mark_report(
    report: Report, claims: Sequence[Claim], tags: dict[str, str], context: int | None
) -> tuple[Passage, ...]:
    """Zones with highlights.

    `tags` maps claim id -> short tag shown before its first segment. `context`: code points kept
    around claims (a public site shows no whole press texts); None = the whole text.
    """
    passages = []
    for zone in report.zones:
        here = [c for c in claims if any(s.start < zone.end and zone.start < s.end for s in c.content)]
        windows = _windows(zone.start, zone.end, here, context)
        if not windows:
            passages.append(Passage(zone.kind, (), zone.end - zone.start))
            continue
        segments: list[Segment] = []
        shown_to = zone.start
        left_out = 0
        for start, end in windows:
            if start > shown_to:
                left_out += start - shown_to
                segments.append(Segment(" […] ", (), (), "", "gap"))
            segments.extend(_cut(report.text, start, end, here, tags))
            shown_to = end
        if shown_to < zone.end:
            left_out += zone.end - shown_to
            segments.append(Segment(" […]", (), (), "", "gap"))
        passages.append(Passage(zone.kind, tuple(segments), left_out))
    return tuple(passages)


def _windows(start: int, end: int, claims: Sequence[Claim], context: int | None) -> list[tuple[int, int]]:
    if context is None:
        return [(start, end)]
    spans = sorted(
        (max(start, s.start - context), min(end, s.end + context))
        for c in claims for s in c.content if s.start < end and start < s.end
    )  # fmt: skip
    merged: list[tuple[int, int]] = []
    for low, high in spans:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _cut(text: str, start: int, end: int, claims: Sequence[Claim], tags: dict[str, str]) -> list[Segment]:
    spans = [(max(s.start, start), min(s.end, end), c, s is c.content[0]) for c in claims for s in c.content
             if s.start < end and start < s.end]  # fmt: skip
    borders = sorted({start, end, *(s[0] for s in spans), *(s[1] for s in spans)})
    segments = []
    for low, high in zip(borders, borders[1:], strict=False):
        over = [c for s, e, c, _ in spans if s <= low and high <= e]
        begins = [c for s, _, c, first in spans if s == low and first]
        look = "" if not over else ("own" if all(c.voice == "narrator" for c in over) else "said")
        if any(c.stance in ("deny", "reject") for c in over):
            look = "denied"
        tag = " ".join(tags[c.claim_id] for c in begins)
        ids = tuple(c.claim_id for c in over)
        segments.append(Segment(text[low:high], ids, tuple(c.claim_id for c in begins), tag, look))
    return segments
