"""Derives incidents, relations and updated claims from groups of episodes that may touch each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toldby.analysis.attach import Attachment, Candidate, attach_answer, camp_of_claims, relation_of
from toldby.analysis.incident_links import Named, drop_dead_links, find_links, find_mirrors, name_links
from toldby.analysis.incidents import make_incident, name_incident
from toldby.analysis.origins import origin_of
from toldby.analysis.relate import relate_across, relate_incident, sort_relations, write_pending
from toldby.analysis.reuse import SharedText
from toldby.analysis.sayings import Saying, collect_sayings
from toldby.analysis.stances import Silence, charged_camps, heard_camps
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, IncidentId
from toldby.domain.incidents import CorePart, Episode, Incident, Relation
from toldby.domain.judgements import Judgement
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report


@dataclass(frozen=True, slots=True)
class MirrorProposal:
    """Two incidents that may be one event told from both sides: a question for a person."""

    a: IncidentId
    b: IncidentId
    reason: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything concluded from one set of episodes; a set function of its inputs."""

    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    mirrors: tuple[MirrorProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Set:
    """The inputs, looked up."""

    groups: tuple[tuple[Episode, ...], ...]
    answers: tuple[Episode, ...]
    claims: Mapping[ClaimId, Claim]
    reports: Mapping[str, Report]
    analyses: Mapping[DocId, ReportAnalysis]
    reuse: SharedText
    lexicon: Lexicon


def derive_component(
    groups: tuple[tuple[EpisodeId, ...], ...],
    analyses: Mapping[DocId, ReportAnalysis],
    answers: tuple[Episode, ...],
    reuse: SharedText,
    judgements: tuple[Judgement, ...],
    lexicon: Lexicon,
) -> Derived:
    """Incidents of the groups, their relations, and the claims of all episodes given.

    The set must hold every group and answer that `ties.fits` connects. Deriving a ledger at once gives
    the union of what its sets give.
    """
    given = _look_up(groups, analyses, answers, reuse, lexicon)
    attached = _attach_answers(given)
    claims = _aim_claims(given, attached)
    given = replace(given, claims=claims)
    full = [_with_answers(given, i, attached) for i in range(len(given.groups))]
    sayings = [collect_sayings(e, claims, given.reports, reuse, lexicon) for e in full]
    named = [name_incident(group, claims) for group in given.groups]
    mirrors = find_mirrors(full, judgements, lexicon)
    links = find_links(full, claims, mirrors, lexicon)
    homes = _home_claims(full, sayings, named)
    alone = frozenset(c for c, ids in homes.items() if len(ids) == 1)
    relations = _relate_all(sayings, named, mirrors, links, lexicon)
    rows = [
        make_incident(
            full[i],
            sayings[i],
            relations[i],
            name_links(links.get(i, ()), named),
            named[i],
            analyses,
            alone,
            any(("part_of", i) in others for others in links.values()),
            lexicon,
        )
        for i in range(len(full))
    ]
    kept = tuple(sorted((r for r in rows if r is not None), key=lambda r: r.incident_id))
    pending = _find_pending(given, attached, claims)
    ids = frozenset(r.incident_id for r in kept)
    return Derived(
        incidents=tuple(drop_dead_links(row, ids) for row in kept),
        relations=sort_relations(
            (*(r for rows in relations for r in rows if r.incident_id in ids), *write_pending(pending))
        ),
        claims=_finish_claims(given, claims, homes, sayings, ids),
        mirrors=tuple(
            MirrorProposal(named[i][0], named[j][0], "mirror.roles-swapped: one kind of act, roles reversed")
            for i, j in mirrors
            if {named[i][0], named[j][0]} <= ids
        ),
    )


def _look_up(
    groups: tuple[tuple[EpisodeId, ...], ...],
    analyses: Mapping[DocId, ReportAnalysis],
    answers: tuple[Episode, ...],
    reuse: SharedText,
    lexicon: Lexicon,
) -> _Set:
    episodes = {e.episode_id: e for a in analyses.values() for e in a.episodes}
    claims = {c.claim_id: c for a in analyses.values() for c in a.claims}
    reports: dict[str, Report] = {doc: a.report for doc, a in analyses.items()}
    found = sorted(tuple(sorted(g)) for g in groups)
    kept = tuple(tuple(episodes[i] for i in group) for group in found)
    waiting = tuple(sorted(answers, key=lambda e: e.episode_id))
    return _Set(tuple(g for g in kept if any(e.core for e in g)), waiting, claims, reports, analyses, reuse, lexicon)


def _attach_answers(given: _Set) -> dict[EpisodeId, Attachment]:
    candidates = tuple(
        Candidate(group, collect_sayings(group, given.claims, given.reports, given.reuse, given.lexicon))
        for group in given.groups
    )
    return {answer.episode_id: _attach(answer, candidates, given) for answer in given.answers}


def _attach(answer: Episode, candidates: tuple[Candidate, ...], given: _Set) -> Attachment:
    claims = tuple(given.claims[c] for c in answer.dependents if c in given.claims)
    voices = {c.claim_id: origin_of(c, given.reports[c.doc_id], given.lexicon) for c in claims}
    camps = {claim_id: given.lexicon.camp_of(voice.side) for claim_id, voice in voices.items()}
    camp = camp_of_claims(claims, camps, given.lexicon)
    origins = frozenset(str(voice.origin_id) for voice in voices.values())
    return attach_answer(answer, claims, camp, origins, candidates, given.lexicon)


def _aim_claims(given: _Set, attached: Mapping[EpisodeId, Attachment]) -> dict[ClaimId, Claim]:
    """Claims of attached answers get the targets found across reports."""
    claims = dict(given.claims)
    for answer in given.answers:
        targets = attached[answer.episode_id].targets
        for claim in (claims[c] for c in answer.dependents if c in claims):
            new = tuple(t for t in targets if t not in claim.targets)
            relation = relation_of(claim, given.lexicon)
            if new and (relation != "repeats" or not claim.targets):
                claims[claim.claim_id] = replace(
                    claim,
                    targets=claim.targets + new,
                    target_relations=claim.target_relations + (relation,) * len(new),
                )
    return claims


def _with_answers(given: _Set, index: int, attached: Mapping[EpisodeId, Attachment]) -> tuple[Episode, ...]:
    """The group's episodes; answers that belong to it hang on, late numbers as core of their own."""
    mine = [a for a in given.answers if attached[a.episode_id].index == index]
    return given.groups[index] + tuple(_open_answer(a, given) for a in mine)


def _open_answer(answer: Episode, given: _Set) -> Episode:
    """A late number told alone takes part in the counts of the incident it belongs to."""
    parts = tuple(
        CorePart(claim_id, index)
        for claim_id in answer.dependents
        for index, p in enumerate(given.claims[claim_id].propositions)
        if p.type is None and p.counts and relation_of(given.claims[claim_id], given.lexicon) == "repeats"
    )
    kept = {part.claim_id for part in parts}
    return replace(answer, core=parts, dependents=tuple(c for c in answer.dependents if c not in kept))


def _home_claims(
    full: list[tuple[Episode, ...]], sayings: list[tuple[Saying, ...]], named: list[Named]
) -> dict[ClaimId, tuple[IncidentId, ...]]:
    homes: dict[ClaimId, set[IncidentId]] = {}
    for i in range(len(full)):
        for saying in sayings[i]:
            homes.setdefault(saying.claim.claim_id, set()).add(named[i][0])
    return {claim_id: tuple(sorted(ids)) for claim_id, ids in homes.items()}


def _relate_all(
    sayings: list[tuple[Saying, ...]],
    named: list[Named],
    mirrors: tuple[tuple[int, int], ...],
    links: Mapping[int, set[tuple[str, int]]],
    lexicon: Lexicon,
) -> list[tuple[Relation, ...]]:
    """Relations per incident; mirror incidents are set against each other on every slot.

    A camp heard in a mirror incident is not silent; a camp charged with a part is charged with the whole.
    """
    relations = []
    for i, told in enumerate(sayings):
        heard = [heard_camps(sayings[y], lexicon) for x, y in mirrors if x == i]
        heard += [heard_camps(sayings[x], lexicon) for x, y in mirrors if y == i]
        charged = [charged_camps(sayings[j], lexicon) for j, kinds in links.items() if ("part_of", i) in kinds]
        silence = Silence(frozenset().union(*heard), frozenset().union(*charged))
        relations.append(relate_incident(named[i][0], told, lexicon, silence))
    for i, j in mirrors:
        for x, y in ((i, j), (j, i)):
            across = relate_across(named[x][0], sayings[x], sayings[y], lexicon)
            relations[x] = sort_relations((*relations[x], *across))
    return relations


def _find_pending(
    given: _Set, attached: Mapping[EpisodeId, Attachment], claims: Mapping[ClaimId, Claim]
) -> list[tuple[Saying, IncidentId | None]]:
    """Denials of answers that met no incident."""
    pending: list[tuple[Saying, IncidentId | None]] = []
    for answer in given.answers:
        if attached[answer.episode_id].index is None:
            for saying in collect_sayings((answer,), claims, given.reports, given.reuse, given.lexicon):
                if saying.mode == "denies" and not saying.claim.targets:
                    pending.append((saying, None))
    return pending


def _finish_claims(
    given: _Set,
    claims: Mapping[ClaimId, Claim],
    homes: Mapping[ClaimId, tuple[IncidentId, ...]],
    sayings: list[tuple[Saying, ...]],
    ids: frozenset[IncidentId],
) -> tuple[Claim, ...]:
    """Claims of the set with incidents and origins filled in, sorted by id."""
    origins = {s.claim.claim_id: s.voice.origin_id for told in sayings for s in told}
    mine = {c for group in (*given.groups, given.answers) for e in group for c in e.dependents}
    mine |= {p.claim_id for group in given.groups for e in group for p in e.core}
    finished = []
    for claim_id in sorted(mine & set(claims)):
        claim = claims[claim_id]
        voice = origin_of(claim, given.reports[claim.doc_id], given.lexicon)
        kept = tuple(i for i in homes.get(claim_id, ()) if i in ids)
        finished.append(replace(claim, incident_ids=kept, origin_id=origins.get(claim_id, voice.origin_id)))
    return tuple(finished)
