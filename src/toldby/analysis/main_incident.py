"""The incident a report is mainly about: of its headline, else of most of its claims."""

from __future__ import annotations

from collections import Counter

from toldby.domain.claims import Claim
from toldby.domain.ids import IncidentId
from toldby.domain.text import Report, ZoneKind


def choose_main_incident(report: Report, claims: tuple[Claim, ...]) -> IncidentId | None:
    """Headline first, else most claims, ties by the earliest span; None when no claim has an incident.

    `contract.md` 2, `main_incident_id`.
    """
    told = sorted((c for c in claims if c.incident_ids and c.propositions), key=lambda c: (c.start, c.claim_id))
    for claim in told:
        zone = report.zone_at(claim.start)
        if zone is not None and zone.kind is ZoneKind.HEADLINE:
            return claim.incident_ids[0]
    if not told:
        return None
    counts = Counter(incident for claim in told for incident in claim.incident_ids)
    first = {incident: claim.start for claim in reversed(told) for incident in claim.incident_ids}
    return min(counts, key=lambda i: (-counts[i], first[i], i))
