"""Across reports: what a new report touches is compared, scored and derived again, nothing else.

Law: the ledger is a function of the set of reports, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toldby.analysis.link import score_pair
from toldby.analysis.linkbound import may_link
from toldby.analysis.reuse import compare_reports
from toldby.analysis.ties import fits
from toldby.application.deriving import derive_stale
from toldby.application.judging import join_judged, reopen_judged
from toldby.application.ledger_rows import Edge
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import BATCH, LINK, Linking
from toldby.application.shelf import Shelf
from toldby.domain.ids import DocId, EpisodeId, OriginId
from toldby.domain.incidents import Episode, ReusePair


def link_reports(store: LedgerStore, linking: Linking, shelf: Shelf | None = None) -> frozenset[OriginId]:
    """Bring links, incidents and relations up to date; gives the origins whose members changed."""
    docs = store.unlinked_docs()
    shelf = shelf or Shelf(store, linking.lexicon)
    for start in range(0, len(docs), BATCH):
        with store.batch():
            for number in range(start, min(start + BATCH, len(docs))):
                waiting = frozenset(docs[number + 1 :])
                pairs = compare_texts(store, docs[number], waiting, linking, shelf)
                join_episodes(store, docs[number], waiting, pairs, linking, shelf)
                store.mark_linked((docs[number],))
        linking.progress("linking", min(start + BATCH, len(docs)), len(docs))
    join_judged(store)
    return reopen_judged(store) | derive_stale(store, linking, shelf)


def compare_texts(
    store: LedgerStore, doc: DocId, waiting: frozenset[DocId], linking: Linking, shelf: Shelf
) -> list[ReusePair]:
    """Store the spans this report shares with others; those still `waiting` compare when their turn comes."""
    here = shelf.take_texts((doc,))[doc]
    shared = store.docs_with_fingerprints(f.value for f in here.fingerprints)
    others = shelf.take_texts(other for other in shared if other != doc and other not in waiting)
    pairs: list[ReusePair] = []
    for there in others.values():
        a, b = sorted((here, there), key=lambda text: text.report.doc_id)
        days = (a.days, b.days)
        pairs.extend(compare_reports(a.report, b.report, a.fingerprints, b.fingerprints, linking.table, days))
    store.save_reuse(pairs)
    return pairs


def join_episodes(
    store: LedgerStore,
    doc: DocId,
    waiting: frozenset[DocId],
    pairs: Iterable[ReusePair],
    linking: Linking,
    shelf: Shelf,
) -> None:
    """Score this report's episodes against those that share a key; store links and ties."""
    mine = shelf.take(store.episodes_of((doc,))[doc])
    shared = [p for p in pairs if p.kind != "formula"]
    beside = store.episodes_of({end for pair in shared for end in (pair.a, pair.b)} - {doc})
    found = store.episodes_with_keys({key for episode in mine.values() for key in shelf.all_keys(episode)})
    found |= {id_ for ids in beside.values() for id_ in ids}
    near = {id_: e for id_, e in shelf.take(found).items() if e.doc_id not in waiting and e.doc_id != doc}
    edges: set[Edge] = set()
    for id_, episode in mine.items():
        for other_id, other in mine.items():
            if other_id > id_:
                edges.update(score_edges(episode, other, False, linking, shelf))
    by_key = index_marks((id_, shelf.all_keys(episode)) for id_, episode in mine.items())
    by_run = index_marks((id_, shelf.runs(episode)) for id_, episode in mine.items())
    for other in near.values():
        met = {id_ for key in by_key.keys() & shelf.all_keys(other) for id_ in by_key[key]}
        runs = by_run.keys() & shelf.runs(other) if other.doc_id in beside else ()
        copied = {id_ for run in runs for id_ in by_run[run]}
        for id_ in met | copied:
            edges.update(score_edges(mine[id_], other, id_ in copied, linking, shelf))
    store.save_edges(sorted(edges))


def index_marks(rows: Iterable[tuple[EpisodeId, frozenset[str]]]) -> Mapping[str, list[EpisodeId]]:
    """Mark -> the episodes that carry it."""
    index: dict[str, list[EpisodeId]] = {}
    for id_, marks in rows:
        for mark in marks:
            index.setdefault(mark, []).append(id_)
    return index


def score_edges(one: Episode, other: Episode, shares_text: bool, linking: Linking, shelf: Shelf) -> Iterator[Edge]:
    """The link at or above theta, and the ties, of two episodes."""
    a, b = sorted((one, other), key=lambda e: e.episode_id)
    is_near = a.core and b.core and (shares_text or not shelf.link_keys(a).isdisjoint(shelf.link_keys(b)))
    if is_near and may_link(a, b, linking.table, linking.lexicon, shares_text):
        score = score_pair(a, b, linking.table, linking.lexicon, shares_text).millionths
        if score >= linking.table.theta:
            yield Edge(a.episode_id, b.episode_id, LINK, score)
    for kind in fits(a, b, linking.lexicon):
        yield Edge(a.episode_id, b.episode_id, f"tie:{kind}", 0)
