"""Across reports: what a new report touches is compared, scored and derived again, nothing else.

Law: the ledger is a function of the set of reports, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toldby.analysis.compare.words import shares_run
from toldby.analysis.link import score_pair
from toldby.analysis.linkbound import may_link
from toldby.analysis.ties import fits
from toldby.application.deriving import derive_stale
from toldby.application.judging import join_judged, reopen_judged
from toldby.application.ledger_rows import Edge
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import BATCH, LINK, Linking
from toldby.application.shared_text import compare_new_texts
from toldby.application.shelf import Shelf
from toldby.domain.ids import DocId, EpisodeId, OriginId
from toldby.domain.incidents import Episode


def link_reports(store: LedgerStore, linking: Linking, shelf: Shelf | None = None) -> frozenset[OriginId]:
    """Bring links, incidents and relations up to date; gives the origins whose members changed."""
    docs = store.unlinked_docs()
    shelf = shelf or Shelf(store, linking)
    compared: set[DocId] = set()
    for start in range(0, len(docs), BATCH):
        with store.batch():
            for number in range(start, min(start + BATCH, len(docs))):
                join_episodes(store, docs[number], frozenset(docs[number + 1 :]), linking, shelf)
                compare_new_texts(store, docs[number], compared, shelf)
                store.mark_linked((docs[number],))
        linking.progress("linking", min(start + BATCH, len(docs)), len(docs))
    join_judged(store)
    return reopen_judged(store) | derive_stale(store, linking, shelf)


def join_episodes(store: LedgerStore, doc: DocId, waiting: frozenset[DocId], linking: Linking, shelf: Shelf) -> None:
    """Score this report's episodes against those they meet; store links and ties.

    Those still `waiting` are met when their turn comes.
    """
    mine = shelf.take(store.episodes_of((doc,))[doc])
    found = store.episodes_with_keys({key for episode in mine.values() for key in shelf.all_keys(episode).sought})
    near = {id_: e for id_, e in shelf.take(found).items() if e.doc_id not in waiting and e.doc_id != doc}
    edges: set[Edge] = set()
    for id_, episode in mine.items():
        for other_id, other in mine.items():
            if other_id > id_:
                edges.update(score_edges(episode, other, linking, shelf))
    by_key = index_marks((id_, shelf.all_keys(episode).sought) for id_, episode in mine.items())
    for other in near.values():
        met = {id_ for key in by_key.keys() & shelf.all_keys(other).stored for id_ in by_key[key]}
        for id_ in met:
            edges.update(score_edges(mine[id_], other, linking, shelf))
    store.save_edges(sorted(edges))


def index_marks(rows: Iterable[tuple[EpisodeId, frozenset[str]]]) -> Mapping[str, list[EpisodeId]]:
    """Mark -> the episodes that carry it."""
    index: dict[str, list[EpisodeId]] = {}
    for id_, marks in rows:
        for mark in marks:
            index.setdefault(mark, []).append(id_)
    return index


def score_edges(one: Episode, other: Episode, linking: Linking, shelf: Shelf) -> Iterator[Edge]:
    """The link at or above theta, and the ties, of two episodes."""
    a, b = sorted((one, other), key=lambda e: e.episode_id)
    if a.core and b.core and a.doc_id != b.doc_id and shelf.link_keys(a).meets(shelf.link_keys(b)):
        score = score_link(a, b, linking, shelf)
        if score >= linking.table.theta:
            yield Edge(a.episode_id, b.episode_id, LINK, score)
    for kind in fits(a, b, linking.lexicon):
        yield Edge(a.episode_id, b.episode_id, f"tie:{kind}", 0)


def score_link(a: Episode, b: Episode, linking: Linking, shelf: Shelf) -> int:
    """The score in millionths, 0 when it cannot reach theta; the reports are compared only where it matters."""
    may_be_copied = shares_run(a.words, b.words)
    if not may_link(a, b, linking.table, linking.lexicon, may_be_copied):
        return 0
    is_copied = may_be_copied and any(row.kind != "formula" for row in shelf.compare_texts(a.doc_id, b.doc_id))
    return score_pair(a, b, linking.table, linking.lexicon, is_copied).millionths
