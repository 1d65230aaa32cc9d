"""The sheet for TimelineJS: its columns, no row without a year, words that are no markup."""

from __future__ import annotations

import pytest

from tests.adapters.exports.reading import read_rows
from tests.application.exporting.texts import build
from toldby.adapters.exports import timelinejs
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view


def test_rows_have_a_year_and_the_others_are_listed(demo_view: ExportView) -> None:
    encoded = timelinejs.encode(demo_view)
    rows = read_rows(encoded.files["timelinejs.csv"])
    assert len(rows) + len(encoded.left_out) == len(demo_view.incidents)
    assert all(row["Year"].isdigit() for row in rows)
    truce = next(row for row in rows if row["Headline"].startswith("Ceasefire"))
    assert (truce["Day"], truce["End Day"], truce["Display Date"]) == ("11", "12", "2017-10-11..12")


def test_words_are_no_markup(person_words: PersonWords) -> None:
    ledger = build({"a.txt": "Mortars hit Pelluk on 9 May, the <b onclick=x()>Imbrel District Council</b> said.\n"})
    content = timelinejs.encode(make_view(ledger, ExportOptions(), person_words)).files["timelinejs.csv"]
    assert b"<b" not in content


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2019-05-09", (2019, 5, 9, None)), ("2019-05-09T18:20", (2019, 5, 9, "18:20:00"))],
)
def test_moments(value: str, expected: tuple[object, ...]) -> None:
    assert timelinejs.split_moment(value) == expected
