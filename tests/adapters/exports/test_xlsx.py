"""The workbook read back with another library: strings stay strings, limits are errors, the same bytes twice."""

from __future__ import annotations

import io
from typing import Any

import pytest

from toldby.adapters.exports import event_report, xlsx
from toldby.application.exporting.view import ExportView
from toldby.domain.errors import UsageProblem

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("xlsxwriter", reason="the extra xlsx is not installed")


def read(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def test_sheets(demo_view: ExportView) -> None:
    sheets = read(xlsx.encode(demo_view).files["toldby.xlsx"])
    assert list(sheets) == ["incidents", "accounts", "disputes", "manifest"]
    header, *rows = sheets["incidents"]
    assert header == xlsx.INCIDENTS
    shelling = dict(zip(header, next(r for r in rows if r[0] == "TB-3BPW38"), strict=True))
    assert (shelling["deaths_low"], shelling["deaths"], shelling["deaths_high"]) == (3, None, None)
    assert shelling["denied_by"] == "Ministry of the Armed Forces"
    header, *rows = sheets["accounts"]
    assert header == event_report.COLUMNS
    listed = event_report.list_rows(demo_view)
    assert [row[0] for row in rows] == [row["id"] for row in listed]
    assert [row[header.index("deaths_best")] for row in rows] == [row["deaths_best"] for row in listed]


def test_disputes_name_both_ends(demo_view: ExportView) -> None:
    header, *rows = read(xlsx.encode(demo_view).files["toldby.xlsx"])["disputes"]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    denial = next(r for r in told if r["event_id"] == "TB-5GNSF8" and r["kind"] == "deny")
    assert denial["a_source"] == "Imbrel District Council"
    assert denial["b_source"] == "Teskor Press Agency"


HOSTILE = ["=1+1", "+1", "@x", "-2+3", "\t=1", "http://x.example", "0012", "3.50", "TRUE"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_stays_a_string(text: str) -> None:
    content = xlsx.write_workbook({"a": (("x",), [[text]])})
    cell = openpyxl.load_workbook(io.BytesIO(content))["a"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_too_long_a_cell_is_an_error() -> None:
    with pytest.raises(UsageProblem, match=r"accounts row 2 has a cell of more than 32,767 characters"):
        xlsx.write_workbook({"accounts": (("x",), [["a" * 32_768]])})


def test_same_bytes_twice(demo_view: ExportView) -> None:
    assert xlsx.encode(demo_view).files == xlsx.encode(demo_view).files
