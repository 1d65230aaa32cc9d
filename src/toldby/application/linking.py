"""Across reports: what a new report touches is scored, clustered and derived again, nothing else.

Law: the ledger is a function of the set of reports. A derived set is closed under every edge
(links at theta, and ties such as answers and mirror accounts), so deriving set by set equals
deriving everything at once (`linking.md` 6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from toldby.analysis.cluster import cluster_component
from toldby.analysis.compare.time import Days, span_days
from toldby.analysis.derive import derive_component
from toldby.analysis.keys import episode_keys
from toldby.analysis.link import score_pair
from toldby.analysis.main_incident import choose_main_incident
from toldby.analysis.origins import collect_origins
from toldby.analysis.reuse import compare_reports
from toldby.analysis.ties import fits, must_stay_apart, neighbourhood_keys
from toldby.application.ledger_rows import DerivedRows, Edge
from toldby.application.ledger_store import LedgerStore
from toldby.application.shelf import EpisodeShelf
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import ClaimId, DocId, EpisodeId, JudgementId, OriginId
from toldby.domain.incidents import Episode
from toldby.domain.judgements import Judgement, standing
from toldby.domain.lexicon import Lexicon
from toldby.domain.linktable import LinkTable
from toldby.domain.text import Report

LINK = "link"
JUDGED = "tie:judged"
HEARD = "local:judgement_head"
"""The last judgement that derived rows know of."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Linking:
    """What linking depends on besides the stored reports."""

    lexicon: Lexicon
    table: LinkTable
    progress: Progress


def all_keys(episode: Episode, lexicon: Lexicon) -> frozenset[str]:
    """Every key under which a store must find the episode."""
    return episode_keys(episode, lexicon) | neighbourhood_keys(episode, lexicon)


def link_reports(store: LedgerStore, linking: Linking) -> frozenset[OriginId]:
    """Bring links, incidents and relations up to date; gives the origins whose members changed."""
    docs = store.unlinked_docs()
    shelf = EpisodeShelf(store, linking.lexicon)
    for number, doc in enumerate(docs):
        compare_texts(store, doc, linking)
        join_episodes(store, doc, linking, shelf)
        store.mark_linked((doc,))
        linking.progress("linking", number + 1, len(docs))
    join_judged(store)
    return reopen_judged(store) | derive_stale(store, linking)


def compare_texts(store: LedgerStore, doc: DocId, linking: Linking) -> None:
    """Store the spans this report shares with others."""
    here = store.load_analyses((doc,))[doc]
    shared = store.docs_with_fingerprints(f.value for f in here.fingerprints)
    others = store.load_analyses(other for other in shared if other != doc)
    for _, there in sorted(others.items()):
        a, b = sorted((here, there), key=lambda x: x.report.doc_id)
        days = (list_days(a.episodes), list_days(b.episodes))
        store.save_reuse(compare_reports(a.report, b.report, a.fingerprints, b.fingerprints, linking.table, days))


def list_days(episodes: tuple[Episode, ...]) -> tuple[Days, ...]:
    """The days a report tells of."""
    spans = (span_days(when.start, when.end) for episode in episodes for when in episode.whens)
    return tuple(sorted({span for span in spans if span is not None}, key=repr))


def join_episodes(store: LedgerStore, doc: DocId, linking: Linking, shelf: EpisodeShelf) -> None:
    """Score this report's episodes against those that share a key; store links and ties."""
    mine = shelf.take(store.episodes_of((doc,))[doc])
    near = shelf.take(store.episodes_with_keys({key for episode in mine.values() for key in shelf.all_keys(episode)}))
    reused = {frozenset((p.a, p.b)) for p in store.reuse_of((doc,)) if p.kind != "formula"}
    edges: set[Edge] = set()
    for id_, episode in mine.items():
        keys = shelf.all_keys(episode)
        for other_id, other in {**near, **mine}.items():
            if other_id != id_ and (other_id in mine or not keys.isdisjoint(shelf.all_keys(other))):
                shares_text = frozenset((episode.doc_id, other.doc_id)) in reused
                edges.update(score_edges(episode, other, shares_text, linking, shelf))
    store.save_edges(sorted(edges))


def score_edges(
    one: Episode, other: Episode, shares_text: bool, linking: Linking, shelf: EpisodeShelf
) -> Iterator[Edge]:
    """The link at or above theta, and the ties, of two episodes."""
    a, b = sorted((one, other), key=lambda e: e.episode_id)
    if a.core and b.core and not shelf.link_keys(a).isdisjoint(shelf.link_keys(b)):
        score = score_pair(a, b, linking.table, linking.lexicon, shares_text).millionths
        if score >= linking.table.theta:
            yield Edge(a.episode_id, b.episode_id, LINK, score)
    for kind in fits(a, b, linking.lexicon):
        yield Edge(a.episode_id, b.episode_id, f"tie:{kind}", 0)


def derive_stale(store: LedgerStore, linking: Linking) -> frozenset[OriginId]:
    """Derive every set of episodes that no stored component holds any more."""
    judgements = standing(store.judgements())
    stale = store.stale_episodes()
    total = len(stale)
    touched: set[OriginId] = set()
    while stale:
        members = close_set(store, min(stale))
        left = store.derived_with(members) - members
        touched |= derive_set(store, members, judgements, linking)
        stale = (stale | left) - members
        linking.progress("comparing", max(0, total - len(stale)), max(total, 1))
    return frozenset(touched)


def close_set(store: LedgerStore, start: EpisodeId) -> frozenset[EpisodeId]:
    """Everything reachable over links and ties."""
    members: set[EpisodeId] = set()
    frontier = {start}
    while frontier:
        members |= frontier
        edges = store.edges_of(frontier)
        frontier = {end for edge in edges for end in (edge.a, edge.b)} - members
    return frozenset(members)


def derive_set(
    store: LedgerStore, members: frozenset[EpisodeId], judgements: tuple[Judgement, ...], linking: Linking
) -> frozenset[OriginId]:
    """Cluster one closed set and store what it adds up to; gives the origins of its claims, before and after."""
    episodes = store.load_episodes(members)
    docs = tuple(sorted({episode.doc_id for episode in episodes.values()}))
    analyses = store.load_analyses(docs)
    before = store.load_claims(claim_id for episode in episodes.values() for claim_id in list_claims(episode))
    groups = group_members(store, episodes, judgements, linking)
    answers = tuple(episodes[id_] for id_ in sorted(members) if not episodes[id_].core)
    reuse = tuple(p for p in store.reuse_of(docs) if p.a in analyses and p.b in analyses)
    derived = derive_component(groups, analyses, answers, reuse, judgements, linking.lexicon)
    store.replace_derived(members, DerivedRows(derived.incidents, derived.relations, derived.claims))
    refresh_main_incidents(store, analyses)
    return frozenset(c.origin_id for c in (*before.values(), *derived.claims) if c.origin_id is not None)


def list_claims(episode: Episode) -> tuple[ClaimId, ...]:
    """Core and dependent claims of an episode."""
    return (*(part.claim_id for part in episode.core), *episode.dependents)


def group_members(
    store: LedgerStore,
    episodes: Mapping[EpisodeId, Episode],
    judgements: tuple[Judgement, ...],
    linking: Linking,
) -> tuple[tuple[EpisodeId, ...], ...]:
    """The episodes of a closed set, grouped into happenings; what people said comes first."""
    edges = [e for e in store.edges_of(episodes) if e.a in episodes and e.b in episodes]
    scores = {(e.a, e.b): e.score for e in edges if e.kind == LINK}
    apart = {(e.a, e.b) for e in edges if must_stay_apart(episodes[e.a], episodes[e.b], linking.lexicon)}
    must = judge_pairs(episodes, judgements, "merge")
    cannot = judge_pairs(episodes, judgements, "split") | (apart - must)
    core = tuple(sorted(id_ for id_, episode in episodes.items() if episode.core))
    return cluster_component(core, scores, frozenset(must), frozenset(cannot), linking.table.theta)


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


def refresh_main_incidents(store: LedgerStore, analyses: Mapping[DocId, ReportAnalysis]) -> None:
    """Each report's incident of the headline, else of most of its claims."""
    rows = {}
    for doc, analysis in analyses.items():
        claims = store.load_claims(claim.claim_id for claim in analysis.claims)
        rows[doc] = choose_main_incident(analysis.report, tuple(claims.values()))
    store.save_main_incidents(rows)


def refresh_origins(store: LedgerStore, touched: Iterable[OriginId], lexicon: Lexicon) -> None:
    """Collect the members of the touched origins again."""
    ids = frozenset(touched)
    claims = [claim for found in store.claims_of_origins(ids).values() for claim in found]
    reports: dict[str, Report] = {
        a.report.doc_id: a.report for a in store.load_analyses({c.doc_id for c in claims}).values()
    }
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


def group_by_origin(analyses: Iterable[ReportAnalysis]) -> Mapping[OriginId, int]:
    """Origins named in these reports and how many claims end at each."""
    found: dict[OriginId, int] = defaultdict(int)
    for analysis in analyses:
        for claim in analysis.claims:
            if claim.origin_id is not None:
                found[claim.origin_id] += 1
    return found
