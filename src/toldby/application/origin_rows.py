"""Keeps the stored origins in step with the claims that end at them."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.analysis.origins import make_origin
from toldby.application.ledger_store import LedgerStore
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import ClaimId, DocId, EpisodeId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon


def refresh_origins(
    store: LedgerStore, touched: Iterable[OriginId], analysed: frozenset[DocId], lexicon: Lexicon
) -> None:
    """Name the touched origins by their first claims; members are counted when the ledger is read.

    What an origin is called depends on one claim alone, so a voice that is heard a thousand times costs as much as a
    new one. `analysed` are the reports of this build: their claims may say something else under the same id.
    """
    ids = frozenset(touched)
    heads = store.heads_of_origins(ids)
    known = store.load_origins(ids)
    stale = {
        id_: head
        for id_, head in heads.items()
        if head.doc_id in analysed or id_ not in known or known[id_].members != (head.claim_id,)
    }
    claims = store.load_claims(sorted({head.claim_id for head in stale.values()}))
    docs = store.load_analyses(sorted({head.doc_id for head in stale.values()}), frozenset())
    rows = [
        make_origin(id_, claims[head.claim_id], docs[head.doc_id].report, lexicon)
        for id_, head in sorted(stale.items())
    ]
    store.replace_origins((ids - heads.keys()) | stale.keys(), rows)


def list_origins(store: LedgerStore, docs: Iterable[DocId]) -> frozenset[OriginId]:
    """Origins of the claims of these reports and of all that was derived with them, as they stand now."""
    ids = tuple(docs)
    claims = store.load_claims(c.claim_id for a in store.load_analyses(ids).values() for c in a.claims)
    own = {claim.origin_id for claim in claims.values() if claim.origin_id is not None}
    return list_origins_of(store, [e for found in store.episodes_of(ids).values() for e in found]) | own


def list_origins_of(store: LedgerStore, episodes: Iterable[EpisodeId]) -> frozenset[OriginId]:
    """Origins of the claims of these episodes and of all that was derived with them."""
    around = store.load_episodes(store.derived_with(episodes))
    claims = store.load_claims(claim_id for episode in around.values() for claim_id in list_claims(episode))
    return frozenset(claim.origin_id for claim in claims.values() if claim.origin_id is not None)


def list_claims(episode: Episode) -> tuple[ClaimId, ...]:
    """Core and dependent claims of an episode."""
    return (*(part.claim_id for part in episode.core), *episode.dependents)


def list_told(analysis: ReportAnalysis) -> frozenset[OriginId]:
    """Origins at which the claims of one report end."""
    return frozenset(claim.origin_id for claim in analysis.claims if claim.origin_id is not None)
