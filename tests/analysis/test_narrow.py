"""Rung 5: dated reports of one incident narrow an inferred date, never a given one."""

from __future__ import annotations

import pytest

from toldby.analysis.compare.time import span_days
from toldby.analysis.narrow import narrow_date
from toldby.domain.text import DocumentDate

CASES = [
    # the act of 15 May bounds a report inferred as 14 to 19 May
    ("text", "2019-05-14", "2019-05-19", "2019-05-15", "2019-05-15"),
    # the latest act counts only where it lies inside the interval: a wrong link must not empty it
    ("text", "2019-05-14", "2019-05-19", "2019-05-25", "2019-05-14"),
    # a date given by the user is not touched
    ("user", "2019-05-14", "2019-05-19", "2019-05-15", "2019-05-14"),
    # an act long before says nothing
    ("text", "2019-05-14", "2019-05-19", "2017-10-12", "2019-05-14"),
]


@pytest.mark.parametrize(("method", "earliest", "latest", "event", "expected"), CASES)
def test_narrow_date(method: str, earliest: str, latest: str, event: str, expected: str) -> None:
    days = span_days(event, event)
    assert days is not None
    found = narrow_date(DocumentDate(earliest, latest, method), (days,))
    assert (found.earliest, found.latest) == (expected, latest)


def test_evidence_names_the_rung() -> None:
    days = span_days("2019-05-15", "2019-05-16")
    assert days is not None
    found = narrow_date(DocumentDate("2019-05-14", "2019-05-19", "text"), (days,))
    assert found.method == "reports"
    assert [e.method for e in found.evidence] == ["reports"]


def test_unknown_stays_unknown() -> None:
    days = span_days("2019-05-15", "2019-05-15")
    assert days is not None
    assert narrow_date(DocumentDate(), (days,)) == DocumentDate()
