"""Who says what on each slot of an incident, as plain words: slot -> origin -> value."""

from __future__ import annotations

from collections import defaultdict

from toldby.application.exporting.index import ExportIndex
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Incident, SlotProposition


def list_slot_positions(index: ExportIndex, incident: Incident) -> dict[str, dict[str, str]]:
    """Of each claim the narrowest value it stands behind; several of one origin with " | " between them.

    An origin that stands behind nothing on a slot and denies somebody's value has "denies".
    """
    found: dict[str, dict[str, list[str]]] = {}
    settled: set[tuple[str, ClaimId]] = set()
    points = sorted(incident.propositions, key=_breadth)
    for point in points:
        row = found.setdefault(point.slot, defaultdict(list))
        for claim_id in point.support:
            if (point.slot, claim_id) not in settled:
                settled.add((point.slot, claim_id))
                row[_name(index, claim_id)].append("yes" if point.value is None else point.value)
    for point in points:
        for claim_id in point.against:
            found[point.slot].setdefault(_name(index, claim_id), ["denies"])
    return {slot: {name: _join(row[name]) for name in sorted(row)} for slot, row in sorted(found.items())}


def _join(values: list[str]) -> str:
    return " | ".join(sorted(set(values)))


def _breadth(point: SlotProposition) -> tuple[str, int, str]:
    return point.slot, len(point.support), point.value or ""


def _name(index: ExportIndex, claim_id: ClaimId) -> str:
    claim = index.claims.get(claim_id)
    origin = index.origins.get(claim.origin_id) if claim is not None and claim.origin_id is not None else None
    return "not named" if origin is None else origin.name or "not named"
