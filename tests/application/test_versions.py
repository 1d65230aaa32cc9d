"""Versions of one page: neighbours in time, and the words that changed."""

from __future__ import annotations

import pytest

from toldby.application.versions import find_edits, pair_versions
from toldby.domain.ids import DocId
from toldby.domain.text import Problem, Report

URL = "https://courier.example/a"


def make(text: str, retrieved: str = "", url: str | None = URL, *problems: Problem) -> Report:
    meta = (("retrieved", retrieved),) if retrieved else ()
    return Report(
        DocId(text[:26]), f"{url}@{retrieved}", "0" * 64, "0" * 64, text, url=url, meta=meta, problems=problems
    )


EDITS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("Five died, it said.", "Three died, it said.", [("Five", "Three")]),
    # a sentence taken out, a word put in
    ("Five died. Nobody was hurt.", "Five died.", [("Nobody was hurt.", "")]),
    ("Troops took the hill.", "Teskorian troops took the hill.", [("Troops", "Teskorian troops")]),
    # layout alone
    ("Five  died.\n\nIt said.", "Five died. It said.", []),
    ("Обстрел села продолжался.", "Обстрел города продолжался.", [("села", "города")]),
    ("", "New.", [("", "New.")]),
]


@pytest.mark.parametrize(("before", "after", "edits"), EDITS)
def test_edits(before: str, after: str, edits: list[tuple[str, str]]) -> None:
    found = list(find_edits(before, after))
    assert [(edit.before, edit.after) for edit in found] == edits
    assert all(after[edit.start : edit.end] == edit.after for edit in found)


def test_pairs_in_time() -> None:
    """Whatever the order of the reports; other addresses, and a feed's summary of the page, are no versions."""
    reports = [
        make("Three died.", "2019-05-12T06:00:00Z"),
        make("Five died.", "2019-05-10T06:00:00Z"),
        make("Four died.", "2019-05-11T06:00:00Z"),
        make("Other page.", "2019-05-11T06:00:00Z", "https://courier.example/b"),
        make("No address.", "", None),
        make("Some died ...", "2019-05-10T05:00:00Z", URL, Problem("partial", "partial: a summary")),
    ]
    for order in (reports, reports[::-1]):
        pairs = pair_versions(order)
        assert [(p.earlier.text, p.later.text) for p in pairs] == [
            ("Five died.", "Four died."),
            ("Four died.", "Three died."),
        ]


def test_very_long_versions_are_named_only() -> None:
    (pair,) = pair_versions([make("a " * 30_000, "1"), make("b " * 30_000, "2")])
    assert (pair.is_compared, pair.edits) == (False, ())


def test_undated_versions_have_one_order() -> None:
    reports = [make("B text"), make("A text")]
    assert pair_versions(reports) == pair_versions(reports[::-1])
