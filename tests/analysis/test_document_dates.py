"""The ladder of the document date: which rung wins, what is widened, what stays unknown."""

from __future__ import annotations

import pytest
from grammar_words import english, lay_out

from toldby.analysis.document_dates import date_document
from toldby.domain.text import DateEvidence, DocumentDate, Problem, ZoneKind

MINE = (
    "The road and the mine",
    "The mine on the Garrim road went off early on Thursday, 16 May, and wounded one driver.",
    "The valley of the Tirrow has been divided since the truce of 12 October 2017.",
)
KINDS = (ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.TEASER)


def date_text(
    *paragraphs: str, given: tuple[DateEvidence, ...] = (), url: str | None = None
) -> tuple[DocumentDate, tuple[Problem, ...]]:
    text, zones = lay_out(*paragraphs, kinds=KINDS)
    return date_document(text, zones, given, url, english())


VALUES = [
    ("2019-05-10", "2019-05-10", "2019-05-10"),
    ("2019-05-10T08:30:00+04:00", "2019-05-10T08:30", "2019-05-10T08:30"),
    ("2019-05", "2019-05-01", "2019-05-31"),
    ("2019", "2019-01-01", "2019-12-31"),
    ("2019-05-09/2019-05-11", "2019-05-09", "2019-05-11"),
    ("[2019-05-09..2019-05-11]", "2019-05-09", "2019-05-11"),
    ("2019-05-10~", "2019-05-10", "2019-05-10"),
    ("Tue, 07 May 2019 10:00:00 GMT", "2019-05-07", "2019-05-07"),  # feeds
    ("9 Oct 2012, 7:43am EDT", "2012-10-09", "2012-10-09"),
]


@pytest.mark.parametrize(("value", "first", "last"), VALUES)
def test_given_dates(value: str, first: str, last: str) -> None:
    found, problems = date_text("Title", given=(DateEvidence("user", value),))
    assert (found.earliest, found.latest, found.method) == (first, last, "user")
    assert problems == ()


@pytest.mark.parametrize("value", ["2019-02-30", "soon", "", "2019-05-11/2019-05-09"])
def test_unreadable_date_is_a_problem(value: str) -> None:
    found, problems = date_text("Title", given=(DateEvidence("user", value),))
    assert found.method == "unknown"
    assert {p.code for p in problems} == {"no_date", "impossible_date"}


def test_higher_rung_wins_and_conflict_is_listed() -> None:
    given = (DateEvidence("page", "2019-05-20"), DateEvidence("user", "2019-05-10"))
    found, problems = date_text("Title", given=given)
    assert (found.earliest, found.method) == ("2019-05-10", "user")
    assert [e.method for e in found.evidence] == ["user", "page"]
    assert [p.code for p in problems] == ["date_conflict"]


def test_a_day_apart_is_no_conflict() -> None:
    # time zones: the page's day may be the next one
    given = (DateEvidence("page", "2019-05-11"), DateEvidence("user", "2019-05-10"))
    assert date_text("Title", given=given)[1] == ()


def test_address_is_widened_by_a_day() -> None:
    found, _ = date_text("Title", url="https://brasslight.example/2019/05/11/deaths")
    assert (found.earliest, found.latest, found.method) == ("2019-05-10", "2019-05-12", "url")
    assert date_text("Title", url="https://brasslight.example/item/20190511x/99")[0].method == "url"
    assert date_text("Title", url="https://brasslight.example/id/1234567890")[0].method == "unknown"


def test_dateline_is_evidence_and_a_check() -> None:
    paragraphs = ("Title", "SARQUIL, May 13 (TPA) - Water stopped.")
    found, problems = date_text(*paragraphs, given=(DateEvidence("user", "2019-05-13"),))
    assert [(e.method, e.value) for e in found.evidence] == [("user", "2019-05-13"), ("dateline", "XXXX-05-13")]
    assert problems == ()
    _, problems = date_text(*paragraphs, given=(DateEvidence("user", "2019-06-30"),))
    assert [p.code for p in problems] == ["date_conflict"]
    assert date_text(*paragraphs)[0].method == "unknown"  # a day without a year dates nothing alone


def test_text_alone_gives_an_interval_and_still_asks() -> None:
    found, problems = date_text(*MINE)
    assert found.method == "text"
    assert found.earliest == "2019-05-16"
    assert found.latest is not None
    assert "2019-05-17" <= found.latest <= "2019-05-31"
    assert [p.code for p in problems] == ["no_date"]
    assert "inferred" in problems[0].reason
    text, _ = lay_out(*MINE, kinds=KINDS)
    for mark in found.evidence:
        assert mark.start is not None
        assert text[mark.start : mark.end] == mark.value


WEAK = [
    ("Title", "Guns fired on Friday."),  # no lower bound
    ("Title", "Guns fired on 5 March.", "The truce of 2017 holds."),  # only distance would pick a year
    ("Title", "The truce of 12 October 2017 holds."),  # a past date is no date of writing
    ("Title", "Nothing is dated here."),
]


@pytest.mark.parametrize("paragraphs", WEAK)
def test_weak_evidence_is_unknown(paragraphs: tuple[str, ...]) -> None:
    found, problems = date_text(*paragraphs)
    assert (found.earliest, found.latest, found.method) == (None, None, "unknown")
    assert [p.code for p in problems] == ["no_date"]


def test_captions_and_teasers_date_nothing() -> None:
    found, _ = date_text(*MINE, "A soldier stands guard, 3 March 2025.", "June 3: what to expect")
    assert found.earliest == "2019-05-16"
