"""Which claim says which act: the innermost content that holds the event word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toldby.domain.claims import Claim
from toldby.domain.finds import EventMention
from toldby.domain.ids import ClaimId


def sort_into_claims(
    claims: tuple[Claim, ...], events: Iterable[EventMention]
) -> Mapping[ClaimId, tuple[EventMention, ...]]:
    """Acts by claim id; an act inside nested claims belongs to the innermost, a relay keeps none."""
    depths = _measure_depths(claims)
    found: dict[ClaimId, list[EventMention]] = {}
    for event in events:
        holders = [c for c in claims if _holds(c, event)] or [c for c in claims if _touches(c, event)]
        holders = holders or [c for c in claims if any(s.overlaps(event.trigger) for s in c.cue)]
        if holders:
            inner = max(holders, key=lambda c: (depths[c.claim_id], -_length(c), c.claim_id))
            found.setdefault(inner.claim_id, []).append(event)
    return {claim_id: tuple(inside) for claim_id, inside in found.items()}


def _holds(claim: Claim, event: EventMention) -> bool:
    return any(span.covers(event.trigger) for span in claim.content) or _covers_together(claim, event)


def _touches(claim: Claim, event: EventMention) -> bool:
    """As in "put the toll at five": the counted words reach over the border of the content."""
    return any(span.overlaps(event.trigger) for span in claim.content)


def find_denied(claims: tuple[Claim, ...], claim: Claim) -> tuple[ClaimId, ...]:
    """Claims inside a denial: "the report about the shelling does not reflect reality" denies that report."""
    inner = (c for c in claims if c.parent == claim.claim_id)
    return tuple(c.claim_id for c in inner)


def _covers_together(claim: Claim, event: EventMention) -> bool:
    """A trigger that a cue interrupts lies in two pieces of the content."""
    if not claim.content:
        return False
    first, last = claim.content[0].start, claim.content[-1].end
    starts = any(s.start <= event.trigger.start < s.end for s in claim.content)
    return starts and first <= event.trigger.start and event.trigger.end <= last


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _measure_depths(claims: tuple[Claim, ...]) -> Mapping[ClaimId, int]:
    parents = {c.claim_id: c.parent for c in claims}
    depths: dict[ClaimId, int] = {}
    for claim in claims:
        depth, at = 0, claim.parent
        while at is not None and depth <= len(claims):
            depth, at = depth + 1, parents.get(at)
        depths[claim.claim_id] = depth
    return depths
