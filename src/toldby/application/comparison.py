"""Rows of other datasets beside the incidents of the ledger: candidates for a person, never accounts.

Law: nothing here is stored, merged or counted; a reference event is evidence of no claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toldby.analysis.geometry import distance_m
from toldby.domain.incidents import Incident


@dataclass(frozen=True, slots=True)
class ReferenceEvent:
    """One row of ACLED or UCDP GED, as far as it can be laid beside an incident; days inclusive."""

    dataset: str
    event_id: str
    start: str
    end: str
    kind: str
    actors: tuple[str, ...]
    place: str | None
    lat: float
    lon: float
    deaths_low: int | None
    deaths_high: int | None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A reference event near an incident: days apart (0 = they overlap), kilometres beyond the incident's circle."""

    incident: Incident
    event: ReferenceEvent
    days: int
    km: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs, the nearest first; `alone` are the events that lie near no incident of the ledger."""

    pairs: tuple[Nearby, ...]
    alone: tuple[ReferenceEvent, ...]


def compare_events(
    incidents: Iterable[Incident], events: Iterable[ReferenceEvent], *, km: float = 25.0, days: int = 2
) -> Comparison:
    """Every pair within the window; incidents without a day or a place can meet nothing."""
    pairs: list[Nearby] = []
    alone: list[ReferenceEvent] = []
    dated = [one for one in incidents if one.start and len(one.start) >= 10]
    for event in events:
        near = [pair for one in dated if (pair := _pair(one, event)) and pair.days <= days and pair.km <= km]
        pairs.extend(near)
        if not near:
            alone.append(event)
    pairs.sort(key=lambda p: (p.incident.incident_id, p.days, p.km, p.event.dataset, p.event.event_id))
    return Comparison(tuple(pairs), tuple(alone))


def _pair(incident: Incident, event: ReferenceEvent) -> Nearby | None:
    gaps = [
        distance_m((place.lat, place.lon), (event.lat, event.lon)) - (place.radius_m or 0)
        for place in incident.places
        if place.lat is not None and place.lon is not None
    ]
    if not gaps or incident.start is None:
        return None
    days = _count_days(incident.start, incident.end or incident.start, event.start, event.end)
    return Nearby(incident, event, days, round(max(0.0, min(gaps)) / 1000, 1))


def _count_days(a_start: str, a_end: str, b_start: str, b_end: str) -> int:
    """Days between two spans of days; 0 when they share one."""
    apart = max(_read_day(a_start), _read_day(b_start)) - min(_read_day(a_end), _read_day(b_end))
    return max(0, apart.days)


def _read_day(value: str) -> date:
    return date.fromisoformat(value[:10])
