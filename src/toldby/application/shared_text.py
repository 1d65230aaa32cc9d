"""Text that reports share: compared at once while it is shared by few, else when the ledger is read.

Rows of shared text are a function of two reports, so when they are made changes nothing. A wire text that
hundreds of reports carry has tens of thousands of pairs; making them all while a report is added would make
each further copy dearer than the one before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toldby.application.ledger_store import LedgerStore
from toldby.application.shelf import ComparedText, Shelf, read_text, share_text
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import DocId
from toldby.domain.incidents import ReusePair
from toldby.domain.linktable import LinkTable

MOST_COMPARED = 24
"""With how many reports a new one is compared at once."""


def compare_new_texts(store: LedgerStore, doc: DocId, done: set[DocId], shelf: Shelf) -> None:
    """Store what this report shares with others, unless too many share something with it.

    `done` are reports compared since this one was stored; it is added to them.
    """
    here = shelf.take_texts((doc,))[doc]
    others = store.docs_with_fingerprints(here.values, MOST_COMPARED + 2) - {doc}
    if len(others) <= MOST_COMPARED:
        store.save_reuse(row for other in sorted(others - done) for row in shelf.compare_texts(doc, other))
        store.mark_compared((doc,))
        done.add(doc)


def compare_waiting(
    analyses: Iterable[ReportAnalysis], waiting: frozenset[DocId], table: LinkTable
) -> tuple[ReusePair, ...]:
    """The rows of the reports that still wait for their comparison, against all others."""
    if not waiting:
        return ()
    texts = {a.report.doc_id: read_text(a) for a in analyses}
    holders = index_fingerprints(texts)
    rows: list[ReusePair] = []
    for doc in sorted(waiting & texts.keys()):
        near = {other for value in texts[doc].values for other in holders[value]}
        for other in sorted(near - {doc}):
            if other not in waiting or doc < other:
                rows.extend(share_text(texts[doc], texts[other], table))
    return tuple(rows)


def index_fingerprints(texts: dict[DocId, ComparedText]) -> dict[int, list[DocId]]:
    """Value of a fingerprint -> the reports that hold it."""
    holders: dict[int, list[DocId]] = defaultdict(list)
    for doc, text in texts.items():
        for value in text.values:
            holders[value].append(doc)
    return holders
