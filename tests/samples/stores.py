"""Stores filled with the sample ledger."""

from __future__ import annotations

from tests.samples import ledger as sample
from toldby.application.ledger_rows import DerivedRows, Edge, StoredInput
from toldby.application.ledger_store import LedgerStore

COMPONENT = frozenset({sample.FIRST_EPISODE, sample.SECOND_EPISODE})
DERIVED = DerivedRows((sample.INCIDENT,), sample.RELATIONS, (sample.SAID_IN_FORCE, sample.DENIED_IN_FORCE))
EDGE = Edge(*sorted(COMPONENT), "tie:answer", -7)


def fill(store: LedgerStore, order: int = 1) -> None:
    """The whole sample ledger; `order` -1 stores the reports the other way round."""
    store.put_settings({"version": "1.0.0", "pack:en": "ab" * 32, "link_table": "link-1", "local:run": "7"})
    for analysis in sample.ANALYSES[::order]:
        store.save_analysis(analysis, f"key of {analysis.report.path}", sample.KEYS)
    store.save_inputs(
        {a.report.path: StoredInput(a.report.sha256, a.report.doc_id) for a in sample.ANALYSES}
        | {p.path: StoredInput(p.sha256, None) for p in sample.PROBLEMS}
    )
    store.replace_problems(sample.PROBLEMS)
    store.save_reuse([sample.REUSE])
    store.save_edges([EDGE])
    store.mark_linked(a.report.doc_id for a in sample.ANALYSES)
    store.mark_compared(a.report.doc_id for a in sample.ANALYSES)
    store.replace_derived({COMPONENT: DERIVED})
    store.replace_origins([], sample.ORIGINS)
    store.save_main_incidents({sample.FIRST.doc_id: sample.SHELLED})
    store.append_judgements(sample.JUDGEMENTS)
