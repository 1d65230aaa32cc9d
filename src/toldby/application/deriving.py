"""Derives incidents, relations and claims in force, one closed set of episodes after the other.

Law: a derived set is closed under every edge (links at theta, and ties such as answers and mirror
accounts), so deriving set by set equals deriving everything at once (`linking.md` 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toldby.analysis.cluster import cluster_component
from toldby.analysis.derive import derive_component
from toldby.analysis.main_incident import choose_main_incident
from toldby.analysis.ties import must_stay_apart
from toldby.application.judging import judge_pairs
from toldby.application.ledger_rows import DerivedRows, Edge
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import BATCH, LINK, Linking
from toldby.application.origin_rows import list_claims
from toldby.application.shelf import Shelf
from toldby.domain.ids import DocId, EpisodeId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.judgements import Judgement, standing

UNFINISHED = "local:unfinished"
"""Set while sets are derived: main incidents are refreshed at the end, also of an interrupted build."""


def derive_stale(store: LedgerStore, linking: Linking, shelf: Shelf | None = None) -> frozenset[OriginId]:
    """Derive every set of episodes that no stored component holds any more; gives the origins touched."""
    stale = set(store.stale_episodes())
    was_cut_off = UNFINISHED in store.settings()
    if not stale and not was_cut_off:
        return frozenset()
    shelf = shelf or Shelf(store, linking)
    store.put_settings({UNFINISHED: "yes"})
    touched, docs = derive_all(store, stale, linking, shelf)
    with store.batch():
        refresh_main_incidents(store, store.all_doc_ids() if was_cut_off else docs, shelf)
        store.put_settings({UNFINISHED: None})
    return frozenset(touched)


def derive_all(
    store: LedgerStore, stale: set[EpisodeId], linking: Linking, shelf: Shelf
) -> tuple[set[OriginId], set[DocId]]:
    """Derive until nothing is stale; gives the origins and the reports that were touched."""
    judgements = standing(store.judgements())
    total = max(1, len(stale))
    touched: set[OriginId] = set()
    docs: set[DocId] = set()
    order = order_by_report(store, stale, shelf)
    while stale:
        with store.batch():
            made: dict[frozenset[EpisodeId], DerivedRows] = {}
            done: set[EpisodeId] = set()
            while stale and len(made) < BATCH:
                start = next((id_ for id_ in iter(order.pop, None) if id_ in stale), None) if order else None
                members, edges = close_set(store, start if start is not None else min(stale))
                left = store.derived_with(members) - members
                rows, origins = derive_set(store, members, edges, judgements, linking, shelf)
                made[members] = rows
                done |= members
                touched |= origins
                docs |= {episode.doc_id for episode in shelf.take(members).values()}
                stale = (stale | left) - done
            store.replace_derived(made)
        linking.progress("comparing", max(0, total - len(stale)), total)
    return touched, docs


def order_by_report(store: LedgerStore, stale: Iterable[EpisodeId], shelf: Shelf) -> list[EpisodeId]:
    """Stale episodes, report by report, to be taken from the end: sets of one report share what is loaded."""
    return sorted(stale, key=lambda id_: shelf.take((id_,))[id_].doc_id)


def close_set(store: LedgerStore, start: EpisodeId) -> tuple[frozenset[EpisodeId], tuple[Edge, ...]]:
    """Everything reachable over links and ties, and these edges, sorted."""
    members: set[EpisodeId] = set()
    edges: set[Edge] = set()
    frontier = {start}
    while frontier:
        members |= frontier
        found = store.edges_of(frontier)
        edges |= set(found)
        frontier = {end for edge in found for end in (edge.a, edge.b)} - members
    return frozenset(members), tuple(sorted(edges))


def derive_set(
    store: LedgerStore,
    members: frozenset[EpisodeId],
    edges: tuple[Edge, ...],
    judgements: tuple[Judgement, ...],
    linking: Linking,
    shelf: Shelf,
) -> tuple[DerivedRows, frozenset[OriginId]]:
    """Cluster one closed set; gives what it adds up to, and the origins of its claims, before and after."""
    episodes = shelf.take(members)
    docs = tuple(sorted({episode.doc_id for episode in episodes.values()}))
    analyses = shelf.take_analyses(docs)
    before = store.origins_of_claims(claim_id for episode in episodes.values() for claim_id in list_claims(episode))
    groups = group_members(edges, episodes, judgements, linking)
    answers = tuple(episodes[id_] for id_ in sorted(members) if not episodes[id_].core)
    derived = derive_component(groups, analyses, answers, shelf.compare_texts, judgements, linking.lexicon)
    ends = before | {c.origin_id for c in derived.claims if c.origin_id is not None}
    return DerivedRows(derived.incidents, derived.relations, derived.claims), ends


def group_members(
    edges: tuple[Edge, ...],
    episodes: Mapping[EpisodeId, Episode],
    judgements: tuple[Judgement, ...],
    linking: Linking,
) -> tuple[tuple[EpisodeId, ...], ...]:
    """The episodes of a closed set, grouped into happenings; what people said comes first."""
    scores = {(e.a, e.b): e.score for e in edges if e.kind == LINK}
    apart = {(e.a, e.b) for e in edges if must_stay_apart(episodes[e.a], episodes[e.b], linking.lexicon)}
    must = judge_pairs(episodes, judgements, "merge")
    cannot = judge_pairs(episodes, judgements, "split") | (apart - must)
    core = tuple(sorted(id_ for id_, episode in episodes.items() if episode.core))
    return cluster_component(core, scores, frozenset(must), frozenset(cannot), linking.table.theta)


def refresh_main_incidents(store: LedgerStore, docs: Iterable[DocId], shelf: Shelf) -> None:
    """Each report's incident of the headline, else of most of its claims."""
    rows = {}
    for doc, episodes in store.episodes_of(sorted(set(docs))).items():
        told = {claim_id for episode in shelf.take(episodes).values() for claim_id in list_claims(episode)}
        claims = store.load_claims(sorted(told))
        rows[doc] = choose_main_incident(shelf.take_texts((doc,))[doc].report, tuple(claims.values()))
    store.save_main_incidents(rows)
