"""Keeps the stored origins in step with the claims that end at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from toldby.analysis.origins import collect_origins
from toldby.application.ledger_store import LedgerStore
from toldby.application.shelf import Shelf
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import ClaimId, DocId, EpisodeId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Report


def refresh_origins(store: LedgerStore, touched: Iterable[OriginId], lexicon: Lexicon, shelf: Shelf) -> None:
    """Collect the members of the touched origins again."""
    ids = frozenset(touched)
    claims = [claim for found in store.claims_of_origins(ids).values() for claim in found]
    texts = shelf.take_texts({c.doc_id for c in claims})
    reports: dict[str, Report] = {doc: text.report for doc, text in texts.items()}
    store.replace_origins(ids, collect_origins(tuple(claims), lexicon, reports))


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


def group_by_origin(analyses: Iterable[ReportAnalysis]) -> Mapping[OriginId, int]:
    """Origins named in these reports and how many claims end at each."""
    found: dict[OriginId, int] = defaultdict(int)
    for analysis in analyses:
        for claim in analysis.claims:
            if claim.origin_id is not None:
                found[claim.origin_id] += 1
    return found
