"""Short forms for lists and summaries: ids, days, places, and what the accounts differ in.

No side comes first by rule: names and accounts stand in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, IncidentId
from toldby.domain.incidents import ClaimedCount, Incident, Relation


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One incident in one line."""

    id: str
    incident_id: IncidentId
    date: str
    place: str
    what: str
    state: str
    accounts: str


def tell_incident(
    incident: Incident, relations: Iterable[Relation], claims: Mapping[ClaimId, Claim], short: str
) -> SummaryRow:
    """The incident with its relations in one line; `claims` hold at least those that deny."""
    losses = tell_counts(incident.casualties + incident.counts)
    kind = tell_type(incident.type)
    return SummaryRow(
        id=short,
        incident_id=incident.incident_id,
        date=tell_days(incident.start, incident.end),
        place=tell_places(incident),
        what=f"{kind}, {losses}" if losses else kind,
        state=incident.state,
        accounts=tell_accounts(incident, relations, claims),
    )


def tell_days(start: str | None, end: str | None) -> str:
    """One day, or a range that repeats only what changes: `2022-03-24..25`."""
    first, last = (None if value is None else value.replace("T", " ") for value in (start, end))
    if first is None or last is None:
        known = first or last
        return "no date" if known is None else f"from {known}" if first else f"until {known}"
    if first == last:
        return first
    if first[:8] == last[:8] and len(first) == len(last) == 10:
        return f"{first}..{last[8:]}"
    return f"{first}..{last}"


def tell_places(incident: Incident) -> str:
    """Every name used, alphabetical; none of them is the main one."""
    names = {name.text for place in incident.places for name in place.names}
    return " · ".join(sorted(names, key=str.casefold)) or "place not named"


def tell_type(type_id: str) -> str:
    """The last part of a type id as words: `remote.drone_strike` is a drone strike."""
    return type_id.rpartition(".")[2].replace("_", " ")


def tell_interval(low: int, high: int | None) -> str:
    """4, 2..4, or "2 or more"."""
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}..{high}"


def tell_counts(rows: Sequence[ClaimedCount]) -> str:
    """Distinct values said, kind by kind: "killed 3 | 5"; never added up."""
    said: dict[str, list[str]] = {}
    for row in rows:
        count = row.count
        label = (count.kind or count.what).replace("_", " ")
        value = tell_interval(count.low, count.high)
        if value not in said.setdefault(label, []):
            said[label].append(value)
    return ", ".join(f"{label} {' | '.join(sorted(values))}" for label, values in sorted(said.items()))


def tell_accounts(incident: Incident, relations: Iterable[Relation], claims: Mapping[ClaimId, Claim]) -> str:
    """Who denies, in what the accounts differ, and from how many origins they come."""
    denied, differ = set(), set()
    for relation in relations:
        if relation.kind == "deny" and relation.a is not None:
            denied.add(name_speaker(claims.get(relation.a)))
        elif relation.kind.startswith("conflict-") and relation.kind != "conflict-name-only":
            differ.add(relation.slot.partition("/")[0])
    parts = [f"{', '.join(sorted(differ))}: differ"] if differ else []
    parts += [f"denied by {', '.join(sorted(denied))}"] if denied else []
    origins = tell_interval(incident.origins.low, incident.origins.high)
    return "; ".join([*parts, f"{origins} origin{'' if origins == '1' else 's'}"])


def name_speaker(claim: Claim | None) -> str:
    """The end of the chain as the text names it."""
    if claim is None:
        return "unknown"
    if claim.speaker is not None:
        return claim.speaker.name
    named = [link.name for link in claim.chain if link.name]
    return named[-1] if named else "the report itself" if claim.voice == "narrator" else "unknown"
