"""Groups the claims of one report into episodes: what is linked across reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toldby.analysis.episode_joins import Draft, join_parts
from toldby.analysis.episode_parts import (
    DENIALS,
    REACTIONS,
    Part,
    find_parts,
    is_blame_shift,
    is_dated,
    is_silent,
)
from toldby.analysis.orders import split_cores
from toldby.domain.claims import Claim, Stance
from toldby.domain.ids import ClaimId, DocId, EpisodeId, hash_content
from toldby.domain.incidents import CorePart, Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition
from toldby.domain.text import Report

_STATUS_ORDER = ("asserted", "ongoing", "alleged", "denied", "planned", "hypothetical", "background")


@dataclass(frozen=True, slots=True)
class _Answer:
    """Claims that answer something no claim of their own report tells."""

    claims: tuple[Claim, ...]


def group_episodes(
    report: Report, claims: tuple[Claim, ...], lexicon: Lexicon
) -> tuple[tuple[Claim, ...], tuple[Episode, ...]]:
    """The claims with their episode ids, and the episodes sorted by id.

    Claims about no happening keep `episode_id` None. An answer that meets nothing in the report
    becomes an episode without core.
    """
    parts = find_parts(report, claims, lexicon)
    drafts, loose = join_parts(parts, lexicon)
    homes = _home_claims(drafts)
    dependents, answers = _sort_others(claims, homes, loose, lexicon)
    episodes = [_build(report, draft, dependents.get(i, ())) for i, draft in enumerate(drafts)]
    episodes = [_mark_apart(episodes, drafts, i) for i in range(len(drafts))]
    episodes += [_build_answer(report, answer) for answer in answers]
    ordered = tuple(sorted(episodes, key=lambda e: e.episode_id))
    return tuple(_with_episode(claim, ordered) for claim in claims), ordered


def name_episode(doc_id: DocId, core: Iterable[CorePart], dependents: Iterable[ClaimId]) -> EpisodeId:
    """A hash of the core propositions; of the claims where there is no core."""
    parts = sorted((part.claim_id, part.index) for part in core)
    if parts:
        return EpisodeId(hash_content("episode", doc_id, parts))
    return EpisodeId(hash_content("answer", doc_id, sorted(dependents)))


def _home_claims(drafts: tuple[Draft, ...]) -> dict[ClaimId, tuple[int, ...]]:
    homes: dict[ClaimId, tuple[int, ...]] = {}
    for i, draft in enumerate(drafts):
        for claim_id in draft.claim_ids:
            homes[claim_id] = (*homes.get(claim_id, ()), i)
    return homes


def _sort_others(
    claims: tuple[Claim, ...],
    homes: dict[ClaimId, tuple[int, ...]],
    loose: tuple[Part, ...],
    lexicon: Lexicon,
) -> tuple[dict[int, tuple[ClaimId, ...]], tuple[_Answer, ...]]:
    """Dependents of each draft, and answers without a target in the report."""
    others = [c for c in claims if c.claim_id not in homes and not is_silent(c)]
    reached = dict(homes)
    _follow_targets(others, reached)
    _follow_blame(others, reached, lexicon)
    _follow_reactions(claims, others, reached, homes)
    dependents: dict[int, tuple[ClaimId, ...]] = {}
    for claim in others:
        for i in reached.get(claim.claim_id, ()):
            dependents[i] = (*dependents.get(i, ()), claim.claim_id)
    left = [c for c in others if c.claim_id not in reached]
    return dependents, _make_answers(left, frozenset(p.claim.claim_id for p in loose), lexicon)


def _follow_targets(others: list[Claim], reached: dict[ClaimId, tuple[int, ...]]) -> None:
    """A claim joins the episodes of all its targets, through other answers if need be."""
    for _ in range(len(others)):
        before = len(reached)
        for claim in others:
            found = {i for target in claim.targets for i in reached.get(target, ())}
            if found and claim.claim_id not in reached:
                reached[claim.claim_id] = tuple(sorted(found))
        if len(reached) == before:
            return


def _follow_blame(
    others: list[Claim], reached: dict[ClaimId, tuple[int, ...]], lexicon: Lexicon
) -> None:
    """"It was X, not Y" without a target answers what the speaker denied just before."""
    for claim in others:
        if claim.claim_id in reached or not is_blame_shift(claim, lexicon):
            continue
        denial = _last_denial(claim, others)
        if denial is not None and denial.claim_id in reached:
            reached[claim.claim_id] = reached[denial.claim_id]


def _last_denial(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    mine = claim.speaker.id if claim.speaker else None
    before = [
        c
        for c in others
        if c.stance in DENIALS and c.start < claim.start and (c.speaker.id if c.speaker else None) == mine
    ]
    return max(before, key=lambda c: (c.start, c.claim_id), default=None)


def _follow_reactions(
    claims: tuple[Claim, ...],
    others: list[Claim],
    reached: dict[ClaimId, tuple[int, ...]],
    homes: Mapping[ClaimId, tuple[int, ...]],
) -> None:
    """A demand or condemnation without target or slots speaks of the claim it stands beside."""
    for claim in others:
        if claim.claim_id in reached or claim.stance not in REACTIONS or _names_happening(claim):
            continue
        mates = [c for c in claims if c.claim_id in homes and _stand_together(claim, c)]
        if mates:
            nearest = max(mates, key=lambda c: (c.start, c.claim_id))
            reached[claim.claim_id] = homes[nearest.claim_id]


def _stand_together(claim: Claim, other: Claim) -> bool:
    """Same source words: "a patrol saw … and asked them to …" or a claim inside the other."""
    shared = bool(claim.source) and claim.source == other.source
    return shared or claim.parent == other.claim_id or other.parent == claim.claim_id


def _names_happening(claim: Claim) -> bool:
    return any(p.type is not None and (p.places or is_dated(p.when)) for p in claim.propositions)


def _make_answers(
    left: list[Claim], loose: frozenset[ClaimId], lexicon: Lexicon
) -> tuple[_Answer, ...]:
    """Denials always wait for a target; reactions and late counts only when they name a happening."""
    waiting = [c for c in left if c.stance in DENIALS]
    grouped: dict[ClaimId, list[Claim]] = {c.claim_id: [c] for c in waiting}
    for claim in left:
        if claim.stance in DENIALS:
            continue
        denial = _last_denial(claim, waiting) if is_blame_shift(claim, lexicon) else None
        if denial is not None:
            grouped[denial.claim_id].append(claim)
        elif claim.claim_id in loose or is_blame_shift(claim, lexicon) or _may_answer(claim):
            grouped[claim.claim_id] = [claim]
    return tuple(_Answer(tuple(group)) for group in grouped.values())


def _may_answer(claim: Claim) -> bool:
    return claim.stance in REACTIONS | {Stance.CONFIRM} and _names_happening(claim)


def _build(report: Report, draft: Draft, dependents: tuple[ClaimId, ...]) -> Episode:
    core = tuple(sorted(part.core for part in draft.parts))
    props = tuple(part.proposition for part in draft.parts)
    texts = dict.fromkeys(part.claim.text for part in sorted(draft.parts, key=lambda p: p.start))
    return _fill(report, core, tuple(sorted(set(dependents))), props, " ".join(texts))


def _build_answer(report: Report, answer: _Answer) -> Episode:
    props = tuple(p for claim in answer.claims for p in claim.propositions)
    words = " ".join(claim.text for claim in answer.claims)
    return _fill(report, (), tuple(sorted(c.claim_id for c in answer.claims)), props, words)


def _fill(
    report: Report,
    core: tuple[CorePart, ...],
    dependents: tuple[ClaimId, ...],
    props: tuple[Proposition, ...],
    words: str,
) -> Episode:
    told = {p.status for p in props}
    roles = dict.fromkeys((p.agents, p.patients) for p in props if p.agents or p.patients)
    return Episode(
        episode_id=name_episode(report.doc_id, core, dependents),
        doc_id=report.doc_id,
        core=core,
        dependents=dependents,
        types=tuple(sorted({p.type for p in props if p.type is not None})),
        status=next((s for s in _STATUS_ORDER if s in told), "asserted") if core else "denied",
        whens=tuple(dict.fromkeys(p.when for p in props if is_dated(p.when) or p.when.candidates)),
        places=tuple(sorted({ref for p in props for ref in p.places})),
        roles=tuple(roles),
        counts=tuple(dict.fromkeys(count for p in props for count in p.counts)),
        words=words,
        published=(report.published.earliest, report.published.latest),
    )


def split_episodes(
    report: Report,
    claims: tuple[Claim, ...],
    episodes: tuple[Episode, ...],
    parted: tuple[tuple[ClaimId, ClaimId], ...],
) -> tuple[tuple[Claim, ...], tuple[Episode, ...]]:
    """The episodes with those split that hold two claims a person split; claims follow them.

    A dependent stays with the episodes that hold its targets, else with the first.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    made: list[Episode] = []
    for episode in episodes:
        cores = split_cores(episode, parted, by_id)
        if len(cores) < 2:
            made.append(episode)
        else:
            made += _rebuild(report, episode, cores, by_id)
    ordered = tuple(sorted(made, key=lambda e: e.episode_id))
    if ordered == episodes:
        return claims, episodes
    return tuple(_with_episode(claim, ordered) for claim in claims), ordered


def _rebuild(
    report: Report, episode: Episode, cores: tuple[tuple[CorePart, ...], ...], by_id: Mapping[ClaimId, Claim]
) -> list[Episode]:
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
        new = _fill(report, core, tuple(sorted(dependents)), props, words)
        made.append(replace(new, not_same_as=episode.not_same_as))
    return made


def _mark_apart(episodes: list[Episode], drafts: tuple[Draft, ...], i: int) -> Episode:
    """Both episodes of a pair told as two name each other."""
    others = {
        episodes[j].episode_id
        for j, draft in enumerate(drafts)
        if draft in drafts[i].apart_from or drafts[i] in draft.apart_from
    }
    return replace(episodes[i], not_same_as=tuple(sorted(others)))


def _with_episode(claim: Claim, episodes: tuple[Episode, ...]) -> Claim:
    by_index = {
        part.index: e.episode_id for e in episodes for part in e.core if part.claim_id == claim.claim_id
    }
    if by_index:
        return replace(claim, episode_id=by_index[min(by_index)])
    hangs = [e.episode_id for e in episodes if claim.claim_id in e.dependents]
    return replace(claim, episode_id=min(hangs, default=None))
