"""Makes an incident row of what its accounts say (`contract.md` 4)."""

from __future__ import annotations

from collections.abc import Mapping

from toldby.analysis.codes import code_incident, derive_attributes
from toldby.analysis.compare.parties import compare_roles
from toldby.analysis.incident_slots import (
    choose_status,
    choose_type,
    choose_when,
    core_propositions,
    list_claimed_counts,
    list_evidence,
    list_parties,
    list_places,
    list_values,
)
from toldby.analysis.points import count_incident, list_points
from toldby.analysis.sayings import Saying
from toldby.analysis.stances import charged_camps, heard_camps, voice_camps
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, IncidentId, hash_content
from toldby.domain.incidents import Episode, Incident, IncidentLink, Relation, SlotProposition
from toldby.domain.lexicon import Lexicon

_OUTSIDERS = frozenset({"mediator", "monitor", "outsider"})
_HARMLESS = ("settle.", "speech.", "posture.withdrawal", "restrict.emergency_rule")


def name_incident(episodes: tuple[Episode, ...], claims: Mapping[ClaimId, Claim]) -> tuple[IncidentId, ClaimId]:
    """The id and its anchor: the core claim with the smallest (earliest publication, claim id)."""
    anchors = [
        (episode.published[0] or "9999", part.claim_id)
        for episode in episodes
        for part in episode.core
        if part.claim_id in claims
    ]
    anchor = min(anchors)[1]
    indexes = sorted({p.index for e in episodes for p in e.core if p.claim_id == anchor})
    if indexes[0] == 0:
        return IncidentId(hash_content("incident", anchor)), anchor
    return IncidentId(hash_content("incident", anchor, indexes[0])), anchor


def are_swapped(sayings: tuple[Saying, ...], lexicon: Lexicon) -> bool:
    """Two accounts tell the act with the roles reversed."""
    roles = [(p.agents, p.patients) for _, p in core_propositions(sayings)]
    return any("roles swapped" in compare_roles((a,), (b,), lexicon) for a in roles for b in roles)


def judge_state(
    kind: str,
    sayings: tuple[Saying, ...],
    relations: tuple[Relation, ...],
    points: tuple[SlotProposition, ...],
    lexicon: Lexicon,
) -> str:
    """contested, one_sided, agreed or single_origin: the first that fits (`incidents.md` 2)."""
    if any(is_dispute(relation) for relation in relations):
        return "contested"
    if not kind.startswith(_HARMLESS) and _is_one_sided(sayings, lexicon):
        return "one_sided"
    occurrence = next(p for p in points if p.slot == "occurrence")
    return "agreed" if occurrence.origins.low >= 2 else "single_origin"


def is_dispute(relation: Relation) -> bool:
    """A denial or conflict that counts; pending denials, names and framing do not."""
    if "pending" in relation.flags or relation.kind == "conflict-name-only":
        return False
    return relation.kind == "deny" or relation.kind.startswith("conflict-")


def _is_one_sided(sayings: tuple[Saying, ...], lexicon: Lexicon) -> bool:
    """A camp is charged and silent, and every voice is its adversary's or speaks in its words."""
    silent = charged_camps(sayings, lexicon) - heard_camps(sayings, lexicon)
    if not silent:
        return False
    voices = [s for s in sayings if s.is_core or s.voice.is_somebody]
    partisan = any("partisan_terms" in s.claim.flags for s in voices)
    somebody = [s for s in voices if s.voice.is_somebody]
    if not somebody:
        return partisan
    return all(_is_adversary(s, silent, lexicon) for s in somebody)


def _is_adversary(saying: Saying, charged: frozenset[str], lexicon: Lexicon) -> bool:
    """A party of another camp; a third state that mediates or watches is none."""
    camps = voice_camps(saying.voice, lexicon)
    third = {lexicon.camp_of(a.side) for r in lexicon.regions for a in r.actors if a.role in _OUTSIDERS and a.side}
    return bool(camps) and not camps & charged and not camps & third


def make_incident(
    episodes: tuple[Episode, ...],
    sayings: tuple[Saying, ...],
    relations: tuple[Relation, ...],
    links: tuple[IncidentLink, ...],
    named: tuple[IncidentId, ClaimId],
    analyses: Mapping[DocId, ReportAnalysis],
    alone: frozenset[ClaimId],
    has_parts: bool,
    lexicon: Lexicon,
) -> Incident | None:
    """The row; None when no account says what kind of act it was."""
    kind = choose_type(sayings, are_swapped(sayings, lexicon))
    if kind is None:
        return None
    points = list_points(sayings, relations, lexicon)
    when = choose_when(sayings)
    agents, patients = list_parties(sayings, True), list_parties(sayings, False)
    casualties = list_claimed_counts(sayings, True)
    means = list_values(sayings, "means")
    attributes = derive_attributes(
        (pair for _, p in core_propositions(sayings) for pair in p.attributes), casualties, means
    )
    codes = code_incident(kind, attributes, casualties, (*agents, *patients), lexicon, has_parts)
    docs = tuple(sorted({s.report.doc_id for s in sayings}))
    return Incident(
        incident_id=named[0],
        anchor=named[1],
        episodes=tuple(sorted(e.episode_id for e in episodes)),
        type=kind,
        attributes=attributes,
        acled_event_type=codes.acled_event_type,
        acled_sub_event_type=codes.acled_sub_event_type,
        plover=codes.plover,
        ucdp_type_of_violence=codes.ucdp,
        status=choose_status(sayings),
        state=judge_state(kind, sayings, relations, points, lexicon),
        start=when.start,
        end=when.end,
        date_precision=when.precision,
        places=list_places(sayings, analyses, lexicon),
        agents=agents,
        patients=patients,
        casualties=casualties,
        counts=list_claimed_counts(sayings, False),
        means=means,
        object=list_values(sayings, "object"),
        documents=docs,
        evidence=list_evidence(sayings, alone),
        origins=count_incident(sayings, points, lexicon),
        propositions=points,
        links=tuple(sorted(set(links))),
        reason=_give_reason(episodes, docs, kind),
    )


def _give_reason(episodes: tuple[Episode, ...], docs: tuple[str, ...], kind: str) -> str:
    core = sum(bool(e.core) for e in episodes)
    told = "one report" if len(docs) == 1 else f"{len(docs)} reports"
    return f"link.average: {core} episode{'s' if core != 1 else ''} of {told} told as {kind}"
