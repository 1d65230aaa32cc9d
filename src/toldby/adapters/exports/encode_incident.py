"""Lines of `incidents.jsonl`. Keys beyond the contract: `anchor`, `episodes`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from toldby.adapters.exports.encode import encode_number, encode_set
from toldby.adapters.exports.encode_claim import encode_count
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.domain.ids import DocId
from toldby.domain.incidents import (
    ClaimedCount,
    ClaimedParty,
    Incident,
    IncidentPlace,
    OriginCount,
    SlotProposition,
)


def encode_incident(incident: Incident, path_of: Mapping[DocId, str]) -> JsonObject:
    """A line of `incidents.jsonl` with the machine's values."""
    return {
        "incident_id": incident.incident_id,
        "anchor": incident.anchor,
        "episodes": encode_set(incident.episodes),
        "type": incident.type,
        "attributes": dict(incident.attributes),
        "acled_event_type": incident.acled_event_type,
        "acled_sub_event_type": incident.acled_sub_event_type,
        "plover": _encode_plover(incident.plover),
        "ucdp_type_of_violence": incident.ucdp_type_of_violence,
        "status": incident.status,
        "state": incident.state,
        "start": incident.start,
        "end": incident.end,
        "date_precision": incident.date_precision,
        "places": _sorted([_encode_place(place) for place in incident.places], "place_id"),
        "agents": _sorted([_encode_party(party) for party in incident.agents], "id", "name", "side"),
        "patients": _sorted([_encode_party(party) for party in incident.patients], "id", "name", "side"),
        "casualties": _sorted(
            [_encode_casualty(row) for row in incident.casualties], "side", "kind", "victim_status", "low", "high"
        ),
        "counts": _sorted([_encode_claimed_count(row) for row in incident.counts], "what", "side", "low", "high"),
        "means": encode_set(incident.means),
        "object": encode_set(incident.object),
        "documents": encode_set(path_of[doc] for doc in incident.documents),
        "evidence": [
            {"doc": e.doc, "start": e.start, "end": e.end}
            for e in sorted(incident.evidence, key=lambda e: (e.doc, e.start, e.end))
        ],
        "origins": _encode_origins(incident.origins),
        "propositions": _sorted([_encode_slot(row) for row in incident.propositions], "slot", "value"),
        "links": [{"kind": link.kind, "incident_id": link.incident_id} for link in sorted(incident.links)],
        "reason": incident.reason,
        "machine": {},
        "reviewed": None,
    }


def _sorted(rows: list[JsonObject], *columns: str) -> JsonValue:
    """Sets of objects in one order: by some columns (null first), then by their whole text."""

    def rank(row: JsonObject) -> tuple[list[str], str]:
        return [_rank_cell(row[name]) for name in columns], dump_json(row)

    ordered = sorted(rows, key=rank)
    return [*ordered]


def _rank_cell(value: JsonValue) -> str:
    if value is None:
        return ""
    return f" {value:020}" if isinstance(value, int) else f" {value}"  # 9 comes before 10


def _encode_plover(plover: tuple[str, str | None] | None) -> JsonValue:
    return None if plover is None else {"event": plover[0], "mode": plover[1]}


def _encode_place(place: IncidentPlace) -> JsonObject:
    return {
        "place_id": place.place_id,
        "names": [
            {"text": name.text, "used_by": encode_set(name.used_by)}
            for name in sorted(place.names, key=lambda name: (name.text.casefold(), name.text))
        ],
        "lat": encode_number(place.lat),
        "lon": encode_number(place.lon),
        "radius_m": place.radius_m,
        "precision": place.precision,
        "points": [
            {"lat": float(p.lat), "lon": float(p.lon), "radius_m": p.radius_m, "source": p.source} for p in place.points
        ],
        "geojson": None if place.geojson is None else json.loads(place.geojson),
    }


def _encode_party(party: ClaimedParty) -> JsonObject:
    return {
        "id": party.id,
        "name": party.name,
        "side": party.side,
        "claim_ids": encode_set(party.claim_ids),
    }


def _encode_claimed_count(row: ClaimedCount) -> JsonObject:
    return encode_count(row.count) | {"claim_ids": encode_set(row.claim_ids)}


def _encode_casualty(row: ClaimedCount) -> JsonObject:
    """People only, so `what` is not said."""
    fields = _encode_claimed_count(row)
    del fields["what"]
    return fields


def _encode_origins(origins: OriginCount) -> JsonObject:
    return {
        "low": origins.low,
        "high": origins.high,
        "by_camp": {camp: number for camp, number in origins.by_camp if number},
    }


def _encode_slot(row: SlotProposition) -> JsonObject:
    return {
        "slot": row.slot,
        "value": row.value,
        "support": encode_set(row.support),
        "against": encode_set(row.against),
        "against_low": row.against_low,
        "against_high": row.against_high,
        "flags": encode_set(row.flags),
        "reason": row.reason,
    } | _encode_origins(row.origins)
