"""Tables in foreign columns: names and order as in the formats' own files, cells that claim no more than is said."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.exports.reading import find_by_place, read_rows
from toldby.adapters.exports import acled_columns, event_report, ucdp_ged_columns
from toldby.application.exporting.options import ExportOptions, PlacePolicy
from toldby.application.exporting.view import ExportView
from toldby.domain.errors import UsageProblem

View = Callable[[ExportOptions], ExportView]
SHARED = os.environ.get("TOLDBY_SHARED")


def read_listed_columns(heading: str) -> list[list[str]]:
    """The blocks of column names below a heading of the format page, as lists."""
    text = Path(SHARED or "", "docs", "formats.md").read_text(encoding="utf-8")
    block = text.partition(heading)[2].partition("```")[2].partition("```")[0]
    return [part.replace("\n", "").replace(" ", "").split(",") for part in block.split("ours:")]


@pytest.mark.skipif(SHARED is None, reason="TOLDBY_SHARED is not set: the list of columns is there")
def test_columns_are_those_of_the_format_page() -> None:
    theirs, ours = read_listed_columns("### 3.1 `acled-columns`")
    assert list(acled_columns.COLUMNS) == theirs
    assert [name for name in acled_columns.OWN if name != "x_left_out"] == ours
    (theirs,) = read_listed_columns("### 3.2 `ucdp-ged-columns`")
    assert list(ucdp_ged_columns.COLUMNS) == theirs
    (theirs,) = read_listed_columns("### 3.3 `event-report`")
    assert [name for name in event_report.COLUMNS if name not in ("x_policy", "x_left_out")] == theirs


def test_how_many_columns() -> None:
    assert (len(acled_columns.COLUMNS), len(ucdp_ged_columns.COLUMNS)) == (31, 49)


def test_every_incident_is_a_row_or_a_listed_reason(view_demo: View) -> None:
    view = view_demo(ExportOptions())
    for encode in (acled_columns.encode, ucdp_ged_columns.encode):
        encoded = encode(view)
        assert encoded.rows + len(encoded.left_out) == len(view.incidents)
        assert all(one.reason for one in encoded.left_out)
        assert "event-report.csv" in encoded.files, "the accounts stand beside the one row"


# policy -> (fatalities, tag, low, high) of the shelling: 5 (ministry), 3 (monitors), at least 3 (doctor)
POLICIES = [
    ("none", "", "fatalities:accounts-differ"),
    ("most-conservative", "3", "fatalities:most-conservative"),
    ("most-informative", "5", "fatalities:most-informative"),
    ("most-representative", "3", "fatalities:most-representative"),
    ("range", "3", "fatalities:range"),
]


@pytest.mark.parametrize(("policy", "fatalities", "tag"), POLICIES)
def test_policies_on_a_disputed_number(policy: str, fatalities: str, tag: str, view_demo: View) -> None:
    rows = read_rows(acled_columns.encode(view_demo(ExportOptions(policy=policy))).files["acled-columns.csv"])
    row = find_by_place(rows, "Pelluk", "location")
    assert (row["fatalities"], row["tags"], row["x_policy"]) == (fatalities, tag, policy)
    assert (row["x_fatalities_low"], row["x_fatalities_high"]) == ("3", ""), '"at least three" has no upper end'
    assert row["x_denied_by"] == "Ministry of the Armed Forces"
    assert "Denies it or a point of it: Ministry of the Armed Forces." in row["notes"]


def test_one_row_a_side_with_its_own_words(view_demo: View) -> None:
    rows = read_rows(acled_columns.encode(view_demo(ExportOptions(policy="per-party"))).files["acled-columns.csv"])
    mine = {r["x_policy"]: r for r in rows if "Garrim road" in r["location"]}
    assert set(mine) == {"per-party=halvena", "per-party=none"}
    assert mine["per-party=halvena"]["x_date_start"] == "2019-05-15T12:00"
    assert mine["per-party=none"]["x_date_end"].startswith("2019-05-16")
    shelled = {r["x_policy"]: r["fatalities"] for r in rows if r["event_date"] == "2019-05-09"}
    assert shelled["per-party=halvena"] == "5"


def test_silence_is_no_zero(view_demo: View) -> None:
    rows = read_rows(
        acled_columns.encode(view_demo(ExportOptions(statuses=("asserted", "background")))).files["acled-columns.csv"]
    )
    ridge = find_by_place(rows, "Kelvoth ridge", "location")
    assert (ridge["fatalities"], ridge["tags"], ridge["x_fatalities_low"]) == ("0", "fatalities:not-stated", "")
    unhurt = next(r for r in rows if r["x_date_start"] == "2019-05-02")
    assert (unhurt["fatalities"], unhurt["tags"]) == ("0", "fatalities:most-conservative")
    assert unhurt["x_fatalities_low"] == "0", "somebody said that nobody was hurt"


def test_no_country_without_a_policy_of_the_user(view_demo: View) -> None:
    plain = read_rows(acled_columns.encode(view_demo(ExportOptions())).files["acled-columns.csv"])
    assert {row[name] for row in plain for name in ("country", "iso", "region", "admin1")} == {""}
    chosen = ExportOptions(countries={"tw-05": PlacePolicy("Nowhere", "999", "North", None)})
    rows = read_rows(acled_columns.encode(view_demo(chosen)).files["acled-columns.csv"])
    assert find_by_place(rows, "Kelvoth ridge", "location")["country"] == "Nowhere"
    assert find_by_place(rows, "Pelluk", "location")["country"] == ""


def test_all_names_and_none_first(view_demo: View) -> None:
    rows = read_rows(acled_columns.encode(view_demo(ExportOptions())).files["acled-columns.csv"])
    assert find_by_place(rows, "Kelvoth ridge", "location")["location"] == "Height 918 / Kelvoth ridge / Mount Sennoch"


def test_deadly_incidents_alone_are_in_the_ged_columns(view_demo: View) -> None:
    rows = read_rows(ucdp_ged_columns.encode(view_demo(ExportOptions())).files["ucdp-ged-columns.csv"])
    assert len(rows) == 3
    for row in rows:
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert row["type_of_violence"] in "123"
        assert len(row["date_start"]) == len("2022-03-25 00:00:00.000")
    ford = find_by_place(rows, "Ulvane Ford", "where_coordinates")
    assert (ford["low"], ford["best"], ford["high"]) == ("4", "4", "4"), "a later number of one side keeps the other's"


def test_accounts_hold_every_claim_on_an_incident(demo_view: ExportView) -> None:
    rows = event_report.list_rows(demo_view)
    listed = {(r["event_id"], c) for r in rows for c in str(r["claim_ids"]).split("; ")}
    told = {(demo_view.short_ids[i], c.claim_id) for c in demo_view.ledger.claims for i in c.incident_ids}
    assert listed == told
    assert len({r["id"] for r in rows}) == len(rows)


def test_quotes_stand_in_the_text_where_the_row_says(demo_view: ExportView) -> None:
    texts = {a.report.text_sha256: a.report.text for a in demo_view.ledger.analyses}
    for row in event_report.list_rows(demo_view):
        start, end = row["char_start"], row["char_end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert texts[str(row["text_sha256"])][start:end] == row["quote"]


def test_precision_runs_both_ways(demo_view: ExportView) -> None:
    """1 is best for the codes, the highest is best for R's `find_most_precise`."""
    for row in event_report.list_rows(demo_view):
        assert (row["date_prec"] is None) == (row["date_rank"] is None)
        if isinstance(row["date_prec"], int):
            assert row["date_rank"] == 6 - row["date_prec"]


def test_positions_of_the_shelling(demo_view: ExportView) -> None:
    rows = [r for r in event_report.list_rows(demo_view) if r["event_id"] == "TB-3BPW38"]
    by_source = {str(r["source"]): str(r["positions"]) for r in rows}
    assert by_source["Ministry of the Armed Forces"] == "blames_other; denies_generally"
    assert by_source["Teskorian Union"] == "denies"
    assert by_source["Truce Monitoring Group"] == "affirms"


def test_reversed_reports_give_the_same_bytes(view_demo: View) -> None:
    view = view_demo(ExportOptions())
    ledger = view.ledger
    turned = replace(
        view,
        ledger=replace(
            ledger, analyses=ledger.analyses[::-1], claims=ledger.claims[::-1], origins=ledger.origins[::-1]
        ),
    )
    for encode in (acled_columns.encode, ucdp_ged_columns.encode, event_report.encode):
        assert encode(turned).files == encode(view).files


def test_wrong_choices_are_refused() -> None:
    for wrong in (
        {"policy": "majority"},
        {"weight": "likes"},
        {"by": "side"},
        {"statuses": ("maybe",)},
        {"coarsen_km": 0.0},
    ):
        with pytest.raises(UsageProblem, match="--"):
            ExportOptions(**wrong)  # type: ignore[arg-type]


def test_the_accounts_table_reads_as_csv(demo_view: ExportView) -> None:
    content = event_report.encode(demo_view).files["event-report.csv"].decode("utf-8")
    assert "\r" not in content
    assert [len(row) for row in csv.reader(io.StringIO(content))] == [len(event_report.COLUMNS)] * 41
