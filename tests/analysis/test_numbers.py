"""Each row: the words, the interval with its qualifier, the counted noun (linking.md 8)."""

from __future__ import annotations

import pytest
from grammar_words import english, one_sentence, read_times
from hypothesis import given, settings
from hypothesis import strategies as st

from toldby.analysis.numbers import find_quantities
from toldby.domain.finds import Quantity


def quantities(text: str) -> tuple[Quantity, ...]:
    times = read_times(text, on="2019-05-10")
    return find_quantities(text, (one_sentence(text),), times, english())


ROWS = [
    ("three soldiers", 3, 3, "exact", "soldiers"),
    ("at least three people died", 3, None, "floor", "people"),
    ("no fewer than 12 houses", 12, None, "floor", "houses"),
    ("more than 3 shells", 4, None, "floor", "shells"),
    ("fewer than 10 shells", 0, 9, "ceiling", "shells"),
    ("up to five soldiers", 0, 5, "ceiling", "soldiers"),
    ("nearly 1000 deaths", 900, 999, "approximate", "deaths"),
    ("about 10 houses", 8, 12, "approximate", "houses"),
    ("several houses", 3, 9, "range", "houses"),
    ("dozens of cars", 24, 99, "range", "cars"),
    ("six to eight soldiers", 6, 8, "range", "soldiers"),
    ("6-8 soldiers", 6, 8, "range", "soldiers"),
    ("between six and eight soldiers", 6, 8, "range", "soldiers"),
    ("no casualties", 0, 0, "zero", "casualties"),
    ("two hundred and fifty-three residents", 253, 253, "exact", "residents"),
    ("12,500 residents", 12500, 12500, "exact", "residents"),
    ("1.5 million residents", 1500000, 1500000, "exact", "residents"),
    ("two dozen shells", 24, 24, "exact", "shells"),
    ("20 or more drones", 20, None, "floor", "drones"),
    ("a dozen villagers", 12, 12, "exact", "villagers"),
    ("two Halvenan police officers were killed", 2, 2, "exact", "Halvenan police officers"),
]


@pytest.mark.parametrize(("text", "low", "high", "qualifier", "noun"), ROWS)
def test_quantities(text: str, low: int, high: int | None, qualifier: str, noun: str) -> None:
    (found,) = quantities(text)
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)
    assert found.head is not None
    assert found.head.read(text) == noun


NO_COUNTS = [
    "for the second time in a week",  # an ordinal
    "on 12 May 2019 at 18:20",  # dates
    "a T-72 and a TB2 fired 152mm guns",  # types and calibres
    "on Height 918 near road 12",  # names
    "5 percent, 5%, $5 million, 3.5 km, 5 km",  # money and measures
    "a six-week war",  # a length
    "the 15th brigade and bulletin 14",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_counts(text: str) -> None:
    assert quantities(text) == ()


@given(st.integers(2, 999_999), st.sampled_from(("", "at least ", "more than ", "up to ", "nearly ", "about ")))
@settings(max_examples=60, deadline=None)
def test_interval_is_in_order_and_close(number: int, word: str) -> None:
    (found,) = quantities(f"They lost {word}{number:,} goats there.")
    assert 0 <= found.low <= (found.high if found.high is not None else found.low)
    assert found.low <= number + 1
    assert found.high is None or found.high >= number - 1
