"""Rung 5 on a whole ledger: an inferred date is narrowed by dated reports of one incident, once."""

from __future__ import annotations

from contextlib import closing

from tests.golden.building import DEMO, add
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.reading import narrow_dates, read_ledger
from toldby.bootstrap import load_link_table
from toldby.domain.ledger import Ledger
from toldby.domain.text import DocumentDate


def _date_of(ledger: Ledger, path: str) -> DocumentDate:
    return next(a.report.published for a in ledger.analyses if a.report.path == path)


def test_dated_reports_narrow_an_inferred_date() -> None:
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        stored = store.read_ledger()
        read = read_ledger(store, load_link_table())
    before, after = _date_of(stored, "r12.html"), _date_of(read, "r12.html")
    # the text itself names 16 May; a dated report tells the mine it speaks of, so both rungs agree
    assert before.method == "text"
    assert {"text", "reports"} <= {e.method for e in after.evidence}
    assert (after.earliest or "") >= (before.earliest or "")
    assert after.latest == before.latest
    # nothing else moves, and doing it twice changes nothing
    given = [a.report.published for a in stored.analyses if a.report.published.method == "user"]
    assert given == [a.report.published for a in read.analyses if a.report.published.method == "user"]
    assert narrow_dates(read) == read
