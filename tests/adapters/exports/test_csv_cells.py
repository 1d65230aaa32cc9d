"""Cells that a spreadsheet program would run are made text; a reader gets the words back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.adapters.exports.csv_cells import escape_formula, write_csv
from toldby.application.exporting.options import ExportOptions

ROWS = [
    ("=1+1", "'=1+1"),
    ("  =1+1", "'  =1+1"),  # programs cut blanks off before they look
    ("\u00a0@SUM(A1)", "'\u00a0@SUM(A1)"),
    ("\u200b+cmd", "'\u200b+cmd"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("＝1+1", "'＝1+1"),  # full-width forms are read as the plain ones
    ("－1", "'－1"),
    ("-3", "-3"),  # a plain number stays a number
    ("+3,5", "+3,5"),
    ("-3-2", "'-3-2"),
    ("- said the minister", "'- said the minister"),
    ("plain", "plain"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows(text: str, expected: str) -> None:
    assert escape_formula(text) == expected


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30))
def test_every_cell_reads_back_and_none_begins_a_formula(text: str) -> None:
    content = write_csv(("a",), [(text,)], ExportOptions()).decode("utf-8")
    _, *rows = csv.reader(io.StringIO(content, newline=""))
    read = rows[0][0] if rows and rows[0] else ""
    assert read in (text, "'" + text)
    blank = " \u00a0\u3000\u200b\ufeff"
    is_number = read.lstrip("+-").replace(".", "", 1).replace(",", "", 1).isascii() and read[1:2].isdigit()
    assert is_number or not read.lstrip(blank).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_raw_cells_and_a_byte_order_mark_on_request() -> None:
    assert write_csv(("a",), [("=1",)], ExportOptions(is_raw=True)) == b"a\n=1\n"
    assert write_csv(("a",), [(None,)], ExportOptions(has_bom=True)) == b'\xef\xbb\xbfa\n""\n'


def test_kinds_of_cells() -> None:
    row = (True, False, None, 0, -30.36500000001, 5.0, "x")
    assert write_csv("abcdefg", [row], ExportOptions()) == b"a,b,c,d,e,f,g\ntrue,false,,0,-30.365,5,x\n"
