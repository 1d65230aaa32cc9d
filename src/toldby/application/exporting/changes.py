"""What is new, changed or newly contested since an earlier export, by the hash of each incident's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toldby.application.exporting.seen import Seen
from toldby.application.exporting.view import ExportView
from toldby.domain.ids import hash_content
from toldby.domain.incidents import Incident


@dataclass(frozen=True, slots=True)
class Change:
    """An incident with what happened to it since."""

    incident: Incident
    kind: str


Snapshot = Mapping[str, Seen]


def take_snapshot(view: ExportView) -> Snapshot:
    """Every incident of the view with a hash of all that is said of it."""
    return {i.incident_id: Seen(_hash(view, i), i.state) for i in view.incidents}


def _hash(view: ExportView, incident: Incident) -> str:
    claims = [
        (c.claim_id, c.text, c.stance.value, c.origin_id) for c in view.index.claims_of.get(incident.incident_id, ())
    ]
    relations = [(r.slot, r.kind, r.a, r.b) for r in view.index.relations.get(incident.incident_id, ())]
    places = [(p.place_id, p.lat, p.lon, p.radius_m) for p in incident.places]
    when = (incident.start, incident.end, incident.status, incident.state, incident.type)
    return hash_content("seen", when, places, claims, relations, (incident.origins.low, incident.origins.high))


def list_changes(view: ExportView, before: Snapshot | None) -> tuple[Change, ...]:
    """Changes in the order of the view; without an earlier state every incident is new."""
    now = take_snapshot(view)
    found = []
    for incident in view.incidents:
        kind = _compare((before or {}).get(incident.incident_id), now[incident.incident_id])
        if kind is not None:
            found.append(Change(incident, kind))
    return tuple(found)


def _compare(before: Seen | None, now: Seen) -> str | None:
    if before is None:
        return "new"
    if before.hash == now.hash:
        return None
    return "newly-contested" if now.state == "contested" != before.state else "changed"


def list_gone(view: ExportView, before: Snapshot | None) -> tuple[str, ...]:
    """Incidents of the earlier state that are in this one no more: merged, split or withheld."""
    return tuple(sorted(set(before or {}) - {i.incident_id for i in view.incidents}))
