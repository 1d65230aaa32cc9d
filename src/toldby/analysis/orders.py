"""What people decided about linking: must-links and cannot-links on claims (`linking.md` 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from toldby.domain.claims import Claim
from toldby.domain.ids import ClaimId, EpisodeId
from toldby.domain.incidents import CorePart, Episode
from toldby.domain.judgements import Judgement, standing

ClaimPair = tuple[ClaimId, ClaimId]
EpisodePair = tuple[EpisodeId, EpisodeId]

_LINKING_KINDS = ("claim", "incident")


def list_joined(judgements: tuple[Judgement, ...]) -> tuple[ClaimPair, ...]:
    """Pairs of claims that people merged; incidents are named by their anchor claims."""
    return _list_pairs(judgements, "merge")


def list_parted(judgements: tuple[Judgement, ...]) -> tuple[ClaimPair, ...]:
    """Pairs of claims that people split."""
    return _list_pairs(judgements, "split")


def _list_pairs(judgements: tuple[Judgement, ...], verdict: str) -> tuple[ClaimPair, ...]:
    rows = [j for j in standing(judgements) if j.verdict == verdict and j.on_kind in _LINKING_KINDS]
    pairs = {_order(ClaimId(a), ClaimId(b)) for j in rows for a, b in combinations(j.on_ids, 2) if a != b}
    return tuple(sorted(pairs))


def _order(a: ClaimId, b: ClaimId) -> ClaimPair:
    return (a, b) if a < b else (b, a)


def home_claims(episodes: Iterable[Episode]) -> dict[ClaimId, EpisodeId]:
    """The episode of each claim's first core proposition, else one the claim hangs on."""
    homes: dict[ClaimId, tuple[int, EpisodeId]] = {}
    for episode in sorted(episodes, key=lambda e: e.episode_id):
        told = [(part.claim_id, part.index) for part in episode.core]
        told += [(claim_id, 1_000_000) for claim_id in episode.dependents]
        for claim_id, index in told:
            if claim_id not in homes or (index, episode.episode_id) < homes[claim_id]:
                homes[claim_id] = (index, episode.episode_id)
    return {claim_id: episode_id for claim_id, (_, episode_id) in homes.items()}


def link_orders(
    judgements: tuple[Judgement, ...], episodes: Iterable[Episode]
) -> tuple[frozenset[EpisodePair], frozenset[EpisodePair]]:
    """Must-links and cannot-links between episodes; pairs whose claims are unknown are left out."""
    homes = home_claims(episodes)
    return _lift(list_joined(judgements), homes), _lift(list_parted(judgements), homes)


def _lift(pairs: tuple[ClaimPair, ...], homes: Mapping[ClaimId, EpisodeId]) -> frozenset[EpisodePair]:
    lifted = set()
    for a, b in pairs:
        x, y = homes.get(a), homes.get(b)
        if x is not None and y is not None and x != y:
            lifted.add((min(x, y), max(x, y)))
    return frozenset(lifted)


def find_contradiction(judgements: tuple[Judgement, ...]) -> tuple[ClaimId, ...]:
    """A chain of merges that joins two claims a person split; empty when there is none."""
    edges: dict[ClaimId, list[ClaimId]] = {}
    for a, b in list_joined(judgements):
        edges.setdefault(a, []).append(b)
        edges.setdefault(b, []).append(a)
    for a, b in list_parted(judgements):
        chain = _find_chain(a, b, edges)
        if chain:
            return chain
    return ()


def _find_chain(start: ClaimId, goal: ClaimId, edges: Mapping[ClaimId, list[ClaimId]]) -> tuple[ClaimId, ...]:
    came: dict[ClaimId, ClaimId] = {start: start}
    queue = [start]
    for each in queue:
        for other in sorted(edges.get(each, ())):
            if other not in came:
                came[other] = each
                queue.append(other)
    if goal not in came:
        return ()
    chain = [goal]
    while chain[-1] != start:
        chain.append(came[chain[-1]])
    return tuple(reversed(chain))


def split_cores(
    episode: Episode, parted: Iterable[ClaimPair], claims: Mapping[ClaimId, Claim]
) -> tuple[tuple[CorePart, ...], ...]:
    """The core of an episode in parts, so that no two claims a person split share one.

    Claims nobody split stay with the first part in text order.
    """
    apart = {frozenset(pair) for pair in parted}
    groups: list[list[CorePart]] = []
    for part in sorted(episode.core, key=lambda p: (claims[p.claim_id].start, p.claim_id, p.index)):
        home = next((g for g in groups if all(_may_share(part, other, apart) for other in g)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return tuple(tuple(sorted(g)) for g in groups)


def _may_share(a: CorePart, b: CorePart, apart: set[frozenset[ClaimId]]) -> bool:
    return frozenset((a.claim_id, b.claim_id)) not in apart
