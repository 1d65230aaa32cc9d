"""What people decided about claims, as pairs of episodes; it comes before every score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from toldby.application.ledger_rows import Edge
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import JUDGED
from toldby.application.origin_rows import list_claims, list_origins_of
from toldby.domain.ids import ClaimId, EpisodeId, JudgementId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.judgements import Judgement, standing

HEARD = "local:judgement_head"
"""The last judgement that derived rows know of."""


def judge_pairs(
    episodes: Mapping[EpisodeId, Episode], judgements: tuple[Judgement, ...], verdict: str
) -> set[tuple[EpisodeId, EpisodeId]]:
    """Pairs of episodes that a person joined or kept apart, by what the claims named say first."""
    homes: dict[str, set[EpisodeId]] = defaultdict(set)
    for id_, episode in episodes.items():
        for part in episode.core:
            if part.index == 0:
                homes[part.claim_id].add(id_)
    pairs = set()
    for judgement in judgements:
        if judgement.verdict == verdict and len(judgement.on_ids) == 2:
            first, second = judgement.on_ids
            pairs |= {(min(a, b), max(a, b)) for a in homes[first] for b in homes[second] if a != b}
    return pairs


def join_judged(store: LedgerStore) -> None:
    """Ties between the episodes of claims that a person joined, so that one set holds both."""
    for judgement in standing(store.judgements()):
        if judgement.verdict not in ("merge", "mirror") or len(judgement.on_ids) != 2:
            continue
        claims = store.load_claims(ClaimId(id_) for id_ in judgement.on_ids)
        ends = sorted({c.episode_id for c in claims.values() if c.episode_id is not None})
        if len(ends) == 2:
            store.save_edges((Edge(ends[0], ends[1], JUDGED, 0),))


def reopen_judged(store: LedgerStore) -> frozenset[OriginId]:
    """What people decided on since the last build is derived again, undone decisions too; gives its origins."""
    log = store.judgements()
    known = [j.judgement_id for j in log]
    heard = store.settings().get(HEARD)
    fresh = log[known.index(JudgementId(heard)) + 1 :] if heard in known else log
    if not fresh:
        return frozenset()
    rows = {j.judgement_id: j for j in log}
    undone = [rows[JudgementId(j.supersedes)] for j in fresh if j.supersedes in rows]
    named = {ClaimId(id_) for j in (*fresh, *undone) for id_ in j.on_ids}
    homes = list_homes(store, named)
    touched = list_origins_of(store, homes)
    store.forget_derived(homes)
    store.put_settings({HEARD: known[-1]})
    return touched


def list_homes(store: LedgerStore, claim_ids: Iterable[ClaimId]) -> frozenset[EpisodeId]:
    """Every episode that one of the claims is part of."""
    claims = store.load_claims(claim_ids)
    near = store.episodes_of({claim.doc_id for claim in claims.values()})
    episodes = store.load_episodes(id_ for ids in near.values() for id_ in ids)
    return frozenset(id_ for id_, episode in episodes.items() if not claims.keys().isdisjoint(list_claims(episode)))
