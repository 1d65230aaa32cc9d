"""The `published` cell: rows of (cell, EDTF), and cells that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.adapters.sources.published import UnclearDate, read_published

READ: list[tuple[str, str | None]] = [
    ("2022-04-03", "2022-04-03"),
    ("2022-04-03T10:30", "2022-04-03T10:30"),
    ("2022-04-03 10:30", "2022-04-03T10:30"),
    ("3 April 2022", "2022-04-03"),
    ("3 Apr 2022", "2022-04-03"),
    ("April 3, 2022", "2022-04-03"),
    ("April 2022", "2022-04"),
    ("2022-04", "2022-04"),
    ("2022", "2022"),
    ("2022-04~", "2022-04~"),
    ("2022-04-1X", "2022-04-1X"),
    ("2022-03-24/2022-03-26", "2022-03-24/2022-03-26"),
    ("24 March 2022 / 26 March 2022", "2022-03-24/2022-03-26"),
    ("../2022-03-26", "../2022-03-26"),
    # unknown is a state of its own, never today
    ("", None),
    ("unknown", None),
]


@pytest.mark.parametrize(("cell", "edtf"), READ)
def test_read(cell: str, edtf: str | None) -> None:
    """What is read."""
    assert read_published(cell) == edtf


@pytest.mark.parametrize(
    "cell", ["03/04/2022", "3.4.2022", "04-03-2022", "2022-02-30", "2022-13-01", "31 April 2022", "last week", "44654"]
)
def test_refused(cell: str) -> None:
    """Two readings, no such day, or no date: refused, never guessed."""
    with pytest.raises(UnclearDate):
        read_published(cell)


@given(st.text(alphabet="0123456789-/T:.X~ April", max_size=24))
def test_any_cell(cell: str) -> None:
    """Any cell is read or refused."""
    try:
        read_published(cell)
    except UnclearDate:
        return
