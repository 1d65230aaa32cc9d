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

AHEAD = 200
"""Of how many episodes the edges are loaded at once."""

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
            near = EdgesAtHand(store, order[-AHEAD:])
            while stale and len(made) < BATCH:
                start = next((id_ for id_ in iter(order.pop, None) if id_ in stale), None) if order else None
                members, edges = close_set(near, start if start is not None else min(stale))
                made[members] = derive_set(members, edges, judgements, linking, shelf)
                stale -= members
            done = frozenset().union(*made)
            touched |= list_ends(store, shelf, done, made.values())
            docs |= {episode.doc_id for episode in shelf.take(done).values()}
            stale = (stale | store.derived_with(done)) - done
            store.replace_derived(made)
        linking.progress("comparing", max(0, total - len(stale)), total)
    return touched, docs


def order_by_report(store: LedgerStore, stale: Iterable[EpisodeId], shelf: Shelf) -> list[EpisodeId]:
    """Stale episodes, report by report, to be taken from the end: sets of one report share what is loaded."""
    return sorted(stale, key=lambda id_: shelf.take((id_,))[id_].doc_id)


class EdgesAtHand:
    """Stored edges, those of the next episodes asked for at once; nothing else is written meanwhile."""

    def __init__(self, store: LedgerStore, ahead: Iterable[EpisodeId] = ()) -> None:
        """Load the edges of the episodes `ahead`."""
        self._store = store
        self._known: dict[EpisodeId, list[Edge]] = {id_: [] for id_ in ahead}
        for edge in store.edges_of(self._known):
            for end in {edge.a, edge.b} & self._known.keys():
                self._known[end].append(edge)

    def edges_of(self, ids: Iterable[EpisodeId]) -> set[Edge]:
        """Edges with an end among the episodes."""
        wanted = set(ids)
        found = {edge for id_ in wanted & self._known.keys() for edge in self._known[id_]}
        unknown = wanted - self._known.keys()
        return found | set(self._store.edges_of(unknown)) if unknown else found


def close_set(near: EdgesAtHand, start: EpisodeId) -> tuple[frozenset[EpisodeId], tuple[Edge, ...]]:
    """Everything reachable over links and ties, and these edges, sorted."""
    members: set[EpisodeId] = set()
    edges: set[Edge] = set()
    frontier = {start}
    while frontier:
        members |= frontier
        found = near.edges_of(frontier)
        edges |= found
        frontier = {end for edge in found for end in (edge.a, edge.b)} - members
    return frozenset(members), tuple(sorted(edges))


def derive_set(
    members: frozenset[EpisodeId],
    edges: tuple[Edge, ...],
    judgements: tuple[Judgement, ...],
    linking: Linking,
    shelf: Shelf,
) -> DerivedRows:
    """Cluster one closed set; gives what it adds up to."""
    episodes = shelf.take(members)
    docs = tuple(sorted({episode.doc_id for episode in episodes.values()}))
    analyses = shelf.take_analyses(docs)
    groups = group_members(edges, episodes, judgements, linking)
    answers = tuple(episodes[id_] for id_ in sorted(members) if not episodes[id_].core)
    derived = derive_component(groups, analyses, answers, shelf.compare_texts, judgements, linking.lexicon)
    return DerivedRows(derived.incidents, derived.relations, derived.claims)


def list_ends(
    store: LedgerStore, shelf: Shelf, members: frozenset[EpisodeId], derived: Iterable[DerivedRows]
) -> frozenset[OriginId]:
    """Origins of the claims of these episodes, as they are stored and as they were derived now."""
    told = {claim_id for episode in shelf.take(members).values() for claim_id in list_claims(episode)}
    ends = {claim.origin_id for rows in derived for claim in rows.claims}
    return store.origins_of_claims(sorted(told)) | {origin for origin in ends if origin is not None}


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
