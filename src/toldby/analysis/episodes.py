"""Groups the claims of one report into episodes: what is linked across reports."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.episode_answers import sort_others
from toldby.analysis.episode_joins import Draft, join_parts
from toldby.analysis.episode_parts import (
    find_parts,
)
from toldby.analysis.episode_slots import build_answer, build_episode, rebuild_episode
from toldby.analysis.orders import split_cores
from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report


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
    dependents, answers = sort_others(claims, homes, drafts, loose, lexicon)
    episodes = [build_episode(report, draft, dependents.get(i, ())) for i, draft in enumerate(drafts)]
    episodes = [_mark_apart(episodes, drafts, i) for i in range(len(drafts))]
    episodes += [build_answer(report, answer) for answer in answers]
    ordered = tuple(sorted(episodes, key=lambda e: e.episode_id))
    return tuple(_with_episode(claim, ordered) for claim in claims), ordered


def _home_claims(drafts: tuple[Draft, ...]) -> dict[ClaimId, tuple[int, ...]]:
    homes: dict[ClaimId, tuple[int, ...]] = {}
    for i, draft in enumerate(drafts):
        for claim_id in draft.claim_ids:
            homes[claim_id] = (*homes.get(claim_id, ()), i)
    return homes


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
            made += rebuild_episode(report, episode, cores, by_id)
    ordered = tuple(sorted(made, key=lambda e: e.episode_id))
    if ordered == episodes:
        return claims, episodes
    return tuple(_with_episode(claim, ordered) for claim in claims), ordered


def _mark_apart(episodes: list[Episode], drafts: tuple[Draft, ...], i: int) -> Episode:
    """Both episodes of a pair told as two name each other."""
    others = {
        episodes[j].episode_id
        for j, draft in enumerate(drafts)
        if draft in drafts[i].apart_from or drafts[i] in draft.apart_from
    }
    return replace(episodes[i], not_same_as=tuple(sorted(others)))


def _with_episode(claim: Claim, episodes: tuple[Episode, ...]) -> Claim:
    by_index = {part.index: e.episode_id for e in episodes for part in e.core if part.claim_id == claim.claim_id}
    if by_index:
        return replace(claim, episode_id=by_index[min(by_index)])
    hangs = [e.episode_id for e in episodes if claim.claim_id in e.dependents]
    return replace(claim, episode_id=min(hangs, default=None))
