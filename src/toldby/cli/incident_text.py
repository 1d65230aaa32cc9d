"""One incident, or one claim, as text: every account side by side, verbatim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toldby.cli.output import say, say_columns

if TYPE_CHECKING:
    from toldby.api import ClaimDetail, IncidentDetail
    from toldby.domain.claims import Claim
    from toldby.domain.incidents import Relation, SlotProposition

_SHOWN_ID = 10
_QUIET = ("agree", "compatible")


def print_incident(detail: IncidentDetail, title: str, why: bool) -> None:
    """The incident, its points, what its accounts differ in, and each claim with its words."""
    incident = detail.incident
    say(title)
    say(f"{incident.type}, {incident.status}, {incident.state.replace('_', ' ')}; id {incident.incident_id}")
    say("")
    say_columns([_tell_point(point) for point in incident.propositions])
    relations = [one for one in detail.relations if why or one.kind not in _QUIET]
    if relations:
        say("")
        say_columns([_tell_relation(relation, why) for relation in relations])
    for claim in detail.claims:
        say("")
        print_claim_lines(claim, detail.path_of[claim.doc_id], why)
    if why:
        say("")
        say(f"why one incident: {incident.reason}")
        say_columns([("", point.slot, point.reason) for point in incident.propositions])


def print_claim(detail: ClaimDetail, why: bool) -> None:
    """One claim."""
    print_claim_lines(detail.claim, detail.path, why)
    if detail.incidents:
        say(f"  on {', '.join(detail.incidents)}")


def print_claim_lines(claim: Claim, path: str, why: bool) -> None:
    """Who, how, the words, and where they stand."""
    speaker = claim.speaker or claim.inferred_speaker
    who = speaker.name if speaker else "the report itself" if claim.voice == "narrator" else "unknown speaker"
    inferred = " (inferred)" if claim.speaker is None and speaker is not None else ""
    chain = " > ".join(link.name or "?" for link in claim.chain)
    via = f"  via {chain}" if len(claim.chain) > 1 else ""
    say(f"{claim.claim_id[:_SHOWN_ID]}  {who}{inferred}: {claim.stance.value}{via}")
    if claim.text:
        say(f"  “{claim.text}”")
    spans = ", ".join(f"{span.start}-{span.end}" for span in claim.content or claim.cue or claim.source)
    say(f"  {path} {spans}")
    if why:
        say(f"  why: {claim.reason}")
        entry = f", entry {claim.machine.entry}" if claim.machine.entry else ""
        cue = ", ".join(f"{span.start}-{span.end}" for span in claim.cue) or "none"
        source = ", ".join(f"{span.start}-{span.end}" for span in claim.source) or "none"
        say(f"  rule {claim.machine.rule}{entry}; source {source}, cue {cue}")


def _tell_point(point: SlotProposition) -> tuple[str, ...]:
    camps = ", ".join(f"{camp} {number}" for camp, number in point.origins.by_camp)
    low, high = point.origins.low, point.origins.high
    support = f"{low}" if low == high else f"{low}..{high}"
    against = f", against {point.against_low}" if point.against_low else ""
    if point.against_high > point.against_low:
        against = f", against {point.against_low}..{point.against_high}"
    flags = f"  [{', '.join(point.flags)}]" if point.flags else ""
    noun = "origin" if support == "1" else "origins"
    return (
        point.slot,
        point.value or "happened",
        f"{support} {noun}{f' ({camps})' if camps else ''}{against}{flags}",
    )


def _tell_relation(relation: Relation, why: bool) -> tuple[str, ...]:
    ends = " / ".join(one[:_SHOWN_ID] for one in (relation.a, relation.b) if one) or relation.camp or ""
    return (relation.slot, relation.kind, ends, relation.reason if why else "")
