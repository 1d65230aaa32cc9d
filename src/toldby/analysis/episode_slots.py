"""Fills the slots of an episode: everything said, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from toldby.analysis.episode_answers import Answer
from toldby.analysis.episode_joins import Draft
from toldby.analysis.episode_parts import is_dated
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, DocId, EpisodeId, hash_content
from toldby.domain.incidents import CorePart, Episode
from toldby.domain.propositions import Proposition
from toldby.domain.text import Report

_STATUS_ORDER = ("asserted", "ongoing", "alleged", "denied", "planned", "hypothetical", "background")


def name_episode(doc_id: DocId, core: Iterable[CorePart], dependents: Iterable[ClaimId]) -> EpisodeId:
    """A hash of the core propositions; of the claims where there is no core."""
    parts = sorted((part.claim_id, part.index) for part in core)
    if parts:
        return EpisodeId(hash_content("episode", doc_id, parts))
    return EpisodeId(hash_content("answer", doc_id, sorted(dependents)))


def build_episode(report: Report, draft: Draft, dependents: tuple[ClaimId, ...]) -> Episode:
    """The episode of a draft with the claims that hang on it."""
    core = tuple(sorted(part.core for part in draft.parts))
    props = tuple(part.proposition for part in draft.parts)
    texts = dict.fromkeys(part.claim.text for part in sorted(draft.parts, key=lambda p: p.start))
    return fill_episode(report, core, tuple(sorted(set(dependents))), props, " ".join(texts))


def build_answer(report: Report, answer: Answer) -> Episode:
    """An episode without core: what its claims name is kept for finding the act they answer."""
    props = tuple(p for claim in answer.claims for p in claim.propositions)
    words = " ".join(claim.text for claim in answer.claims)
    return fill_episode(report, (), tuple(sorted(c.claim_id for c in answer.claims)), props, words)


def fill_episode(
    report: Report,
    core: tuple[CorePart, ...],
    dependents: tuple[ClaimId, ...],
    props: tuple[Proposition, ...],
    words: str,
) -> Episode:
    """An episode with the slots of its propositions, each value once."""
    told = {p.status for p in props}
    roles = dict.fromkeys((p.agents, p.patients) for p in props if p.agents or p.patients)
    return Episode(
        episode_id=name_episode(report.doc_id, core, dependents),
        doc_id=report.doc_id,
        core=core,
        dependents=dependents,
        types=tuple(sorted({p.type for p in props if p.type is not None})),
        status=next((s for s in _STATUS_ORDER if s in told), "asserted") if core else "denied",
        whens=tuple(dict.fromkeys(p.when for p in props if is_dated(p.when) or p.when.candidates or p.when.partial)),
        places=tuple(sorted({ref for p in props for ref in p.places})),
        roles=tuple(roles),
        counts=tuple(dict.fromkeys(count for p in props for count in p.counts)),
        words=words,
        published=(report.published.earliest, report.published.latest),
    )


def rebuild_episode(
    report: Report, episode: Episode, cores: tuple[tuple[CorePart, ...], ...], by_id: Mapping[ClaimId, Claim]
) -> list[Episode]:
    """One episode per part of a core that a person split."""
    hanging: list[list[ClaimId]] = [[] for _ in cores]
    for claim_id in episode.dependents:
        targets = set(by_id[claim_id].targets)
        homes = [i for i, core in enumerate(cores) if targets & {p.claim_id for p in core}] or [0]
        for i in homes:
            hanging[i].append(claim_id)
    made = []
    for core, dependents in zip(cores, hanging, strict=True):
        props = tuple(by_id[part.claim_id].propositions[part.index] for part in core)
        told = sorted({part.claim_id for part in core}, key=lambda c: (by_id[c].start, c))
        words = " ".join(by_id[claim_id].text for claim_id in told)
        new = fill_episode(report, core, tuple(sorted(dependents)), props, words)
        made.append(replace(new, not_same_as=episode.not_same_as))
    return made
