"""Where the stages answered "cannot tell": counted, so that nothing is left open silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.incidents import Incident
from toldby.domain.ledger import Ledger


def count_abstentions(ledger: Ledger) -> Mapping[str, int]:
    """Kind of open question -> how often, sorted by kind."""
    found: Counter[str] = Counter(count_vague(ledger.incidents))
    for analysis in ledger.analyses:
        found.update(count_open(analysis))
    return {kind: n for kind, n in sorted(found.items()) if n}


def count_open(analysis: ReportAnalysis) -> Mapping[str, int]:
    """What one report leaves open."""
    return {
        "speaker left open": sum(
            c.voice == "attributed" and (c.speaker is None or c.speaker.id is None) for c in analysis.claims
        ),
        "place ambiguous": sum(p.status == "ambiguous" for p in analysis.places),
        "time without a day": sum(t.earliest is None and t.latest is None for t in analysis.times),
    }


def count_vague(incidents: Iterable[Incident]) -> Mapping[str, int]:
    """Incidents that nobody dates or places."""
    found: Counter[str] = Counter()
    for incident in incidents:
        found["incident without a day"] += incident.start is None and incident.end is None
        found["incident without a place"] += not incident.places
    return found
