"""Warnings of stored reports, by path; a missing date is one of them here and only a count in the summary."""

from __future__ import annotations

from contextlib import closing

from tests.samples.stores import fill
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.summary import summarise_build
from toldby.application.warnings import ReportWarning, list_warnings


def test_warnings_of_the_sample() -> None:
    with closing(MemoryStore()) as store:
        fill(store)
        whole = store.read_ledger()
        summary = summarise_build(store, "a.toldby", 1.0)
    listed = list_warnings(analysis.report for analysis in whole.analyses)
    assert listed == (ReportWarning("one/second.txt", "no_date", "no_date: none"),)
    assert (summary.warned, summary.undated) == ((), 1)
