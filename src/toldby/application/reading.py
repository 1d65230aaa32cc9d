"""The ledger as it is read: with document dates narrowed by what other reports tell (ladder rung 5)."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.narrow import narrow_documents
from toldby.application.ledger_store import LedgerStore
from toldby.domain.ledger import Ledger
from toldby.domain.lexicon import Lexicon


def read_ledger(store: LedgerStore, lexicon: Lexicon) -> Ledger:
    """Everything, in the order of the export."""
    ledger = store.read_ledger()
    dates = narrow_documents(ledger, lexicon)
    if not dates:
        return ledger
    analyses = tuple(
        replace(a, report=replace(a.report, published=dates[a.report.doc_id])) if a.report.doc_id in dates else a
        for a in ledger.analyses
    )
    return replace(ledger, analyses=analyses)
