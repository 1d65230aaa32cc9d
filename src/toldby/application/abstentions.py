"""Where the stages answered "cannot tell": counted, so that nothing is left open silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from toldby.domain.ledger import Ledger


def count_abstentions(ledger: Ledger) -> Mapping[str, int]:
    """Kind of open question -> how often, sorted by kind."""
    found: Counter[str] = Counter()
    for claim in ledger.claims:
        found["speaker left open"] += claim.voice == "attributed" and (
            claim.speaker is None or claim.speaker.id is None
        )
    for analysis in ledger.analyses:
        found["place ambiguous"] += sum(p.status == "ambiguous" for p in analysis.places)
        found["time without a day"] += sum(t.earliest is None and t.latest is None for t in analysis.times)
    found["incident without a day"] += sum(i.start is None and i.end is None for i in ledger.incidents)
    found["incident without a place"] += sum(not i.places for i in ledger.incidents)
    return {kind: n for kind, n in sorted(found.items()) if n}
