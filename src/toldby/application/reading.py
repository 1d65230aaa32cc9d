"""The ledger as it is read: with document dates narrowed by what other reports tell (ladder rung 5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from toldby.analysis.narrow import is_given, list_event_days, narrow_date
from toldby.analysis.origins import list_members
from toldby.application.ledger_store import LedgerStore
from toldby.application.shared_text import compare_waiting
from toldby.domain.ids import DocId
from toldby.domain.incidents import Episode
from toldby.domain.ledger import Ledger
from toldby.domain.linktable import LinkTable


def read_ledger(store: LedgerStore, table: LinkTable) -> Ledger:
    """Everything, in the order of the export; text that waited for its comparison is compared now.

    Origins get their members.
    """
    whole = add_waiting(store.read_ledger(), frozenset(store.uncompared_docs()), table)
    return narrow_dates(replace(whole, origins=list_members(whole.origins, whole.claims)))


def add_waiting(ledger: Ledger, waiting: frozenset[DocId], table: LinkTable) -> Ledger:
    """The ledger with the shared text of the reports that wait for its comparison."""
    rows = {(row.a, row.b, row.kind): row for row in ledger.reuse}
    rows |= {(row.a, row.b, row.kind): row for row in compare_waiting(ledger.analyses, waiting, table)}
    return replace(ledger, reuse=tuple(row for _, row in sorted(rows.items())))


def narrow_dates(ledger: Ledger) -> Ledger:
    """The ledger with inferred publication dates narrowed by the incidents they share with dated reports.

    Stored analyses keep what the report itself says, so the result depends on the ledger alone;
    narrowing twice changes nothing more.
    """
    near = _list_linked(ledger)
    narrowed = []
    for analysis in ledger.analyses:
        report = analysis.report
        days = list_event_days(near[report.doc_id], report.doc_id)
        published = narrow_date(report.published, days)
        narrowed.append(replace(analysis, report=replace(report, published=published)))
    return replace(ledger, analyses=tuple(narrowed))


def _list_linked(ledger: Ledger) -> dict[DocId, list[Episode]]:
    """Report -> episodes of dated reports that tell the same incidents."""
    dated = {a.report.doc_id for a in ledger.analyses if is_given(a.report.published)}
    episodes = {e.episode_id: e for a in ledger.analyses for e in a.episodes}
    near: dict[DocId, list[Episode]] = defaultdict(list)
    for incident in ledger.incidents:
        told = [episodes[id_] for id_ in incident.episodes if id_ in episodes]
        for doc in {e.doc_id for e in told if e.core}:
            near[doc] += [e for e in told if e.doc_id in dated and e.doc_id != doc]
    return near
