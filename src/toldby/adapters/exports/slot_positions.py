"""Who says what on each slot of an incident, as plain words: slot -> origin -> value."""

from __future__ import annotations

from toldby.application.exporting.index import ExportIndex
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Incident, SlotProposition


def list_slot_positions(index: ExportIndex, incident: Incident) -> dict[str, dict[str, str]]:
    """The narrowest value each origin stands behind; "denies" for one that only denies."""
    found: dict[str, dict[str, str]] = {}
    for point in sorted(incident.propositions, key=_breadth):
        row = found.setdefault(point.slot, {})
        for claim_id in point.support:
            row.setdefault(_name(index, claim_id), "yes" if point.value is None else point.value)
    for point in sorted(incident.propositions, key=_breadth):
        for claim_id in point.against:
            found[point.slot].setdefault(_name(index, claim_id), "denies")
    return {slot: dict(sorted(row.items())) for slot, row in sorted(found.items())}


def _breadth(point: SlotProposition) -> tuple[str, int, str]:
    return point.slot, len(point.support), point.value or ""


def _name(index: ExportIndex, claim_id: ClaimId) -> str:
    claim = index.claims.get(claim_id)
    origin = index.origins.get(claim.origin_id) if claim is not None and claim.origin_id is not None else None
    return "not named" if origin is None else origin.name or "not named"
