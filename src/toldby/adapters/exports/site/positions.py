"""Positions on the slots of an incident: who says which value.

The ledger counts origins for the points it holds. Days and places are points only where accounts
exclude each other, so elsewhere they are read from the claims, one position per day or place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.phrases import describe_when
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Incident, OriginCount, SlotProposition
from toldby.domain.propositions import When


@dataclass(frozen=True)
class Position:
    """One value of a slot. `names` are the words claims use for it (places have no main name)."""

    letter: str
    value: str | None
    names: Mapping[ClaimId, str]
    support: tuple[ClaimId, ...]
    against: tuple[ClaimId, ...]
    origins: OriginCount
    against_low: int = 0
    against_high: int = 0


def list_positions(index: LedgerIndex, incident: Incident) -> dict[str, tuple[Position, ...]]:
    """Slot -> its positions, those with most support first."""
    points: dict[str, list[SlotProposition]] = defaultdict(list)
    for point in incident.propositions:
        points[point.slot].append(point)
    places = _name_places(index, incident)
    found = {slot: _letter(group, places if slot == "place" else {}) for slot, group in points.items()}
    for slot, group in (("when", _read_days(index, incident)), ("place", _read_places(places))):
        if slot not in found and group:
            found[slot] = _letter([_count(index, slot, *row) for row in group], places if slot == "place" else {})
    return found


def name_position(index: LedgerIndex, slot: str, position: Position, claim: Claim | None) -> str:
    """The value as this claim words it; without a claim, every wording of it."""
    if slot == "occurrence":
        return "yes"
    if slot == "place" and position.names:
        if claim is not None and claim.claim_id in position.names:
            return position.names[claim.claim_id]
        return " · ".join(sorted(set(position.names.values()), key=str.casefold))
    if slot == "actor" and position.value is not None:
        return index.actor_names.get(position.value, position.value)
    return position.value or "said, no value given"


def _letter(group: Iterable[SlotProposition], places: Mapping[str, Mapping[ClaimId, str]]) -> tuple[Position, ...]:
    ordered = sorted(group, key=lambda p: (-len(p.support), p.value or ""))
    return tuple(
        Position(
            ascii_lowercase[n] if n < len(ascii_lowercase) else str(n + 1), p.value, places.get(p.value or "", {}),
            p.support, p.against, p.origins, p.against_low, p.against_high,
        )
        for n, p in enumerate(ordered)
    )  # fmt: skip


def _name_places(index: LedgerIndex, incident: Incident) -> dict[str, dict[ClaimId, str]]:
    """Place id (or words) -> the name each claim uses."""
    names: dict[str, dict[ClaimId, str]] = defaultdict(dict)
    for claim, told in index.list_core(incident):
        for ref in told.places:
            names[ref.place_id or ref.text].setdefault(claim.claim_id, ref.text)
    return names


def _read_places(places: Mapping[str, Mapping[ClaimId, str]]) -> list[tuple[str, tuple[ClaimId, ...]]]:
    return [(value, tuple(names)) for value, names in places.items()]


def _read_days(index: LedgerIndex, incident: Incident) -> list[tuple[str, tuple[ClaimId, ...]]]:
    days: dict[When, dict[ClaimId, None]] = defaultdict(dict)
    for claim, told in index.list_core(incident):
        if told.when.start or told.when.end:
            when = When(told.when.start, told.when.end, told.when.precision)
            days[when][claim.claim_id] = None
    words: dict[str, dict[ClaimId, None]] = defaultdict(dict)
    for when, claims in days.items():
        words[describe_when(when.start, when.end, when.precision)].update(claims)
    return [(value, tuple(claims)) for value, claims in words.items()]


def _count(index: LedgerIndex, slot: str, value: str, support: tuple[ClaimId, ...]) -> SlotProposition:
    origins = len({index.claims[c].origin_id for c in support} - {None})
    return SlotProposition(slot, value, support, (), OriginCount(origins, origins), 0, 0, (), "")
