"""Levels of event time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.analysis.compare.time import compare_whens, holds, intersect_days, level_of_days, measure_gap
from toldby.domain.propositions import When

LEVELS = [
    (("2019-05-09", "2019-05-09"), ("2019-05-09T18:20", "2019-05-09T18:20"), "same day"),
    (("2019-05-09", "2019-05-09"), ("2019-05-08", "2019-05-10"), "overlap, both short"),
    (("2019-05-01", "2019-05-31"), ("2019-05-09", "2019-05-09"), "overlap, one wider"),
    (("2019-05-09", "2019-05-09"), ("2019-05-10", "2019-05-10"), "gap 1 day"),
    # one year ends where the next begins: no nearness of acts told only by their year
    (("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-12-31"), "gap 5 days or more"),
    (("2018-12-31", "2018-12-31"), ("2019-01-01", "2019-12-31"), "gap 5 days or more"),
    (("2019-05-09", "2019-05-09"), ("2019-05-13", "2019-05-13"), "gap 2-4 days"),
    (("2019-05-09", "2019-05-09"), ("2019-05-14", "2019-05-14"), "gap 5 days or more"),
    # an open end overlaps everything after it
    (("2019-05-09", None), ("2021-01-01", "2021-01-01"), "overlap, open"),
    ((None, None), ("2021-01-01", "2021-01-01"), "missing"),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: tuple[str | None, str | None], b: tuple[str | None, str | None], level: str) -> None:
    assert compare_whens([When(*a)], [When(*b)]) == {level}
    assert compare_whens([When(*b)], [When(*a)]) == {level}


def test_readings_not_chosen_count() -> None:
    """ "In March" of another year is a candidate; the best level is among those found."""
    when = When("2024-05-16", "2024-05-16", "day", (("2019-05-16", "2019-05-16"),))
    assert "same day" in compare_whens([when], [When("2019-05-16", "2019-05-16", "day")])


def test_night_listed_in_a_pack_is_one_day() -> None:
    a, b = When("2017-10-11", "2017-10-11"), When("2017-10-12", "2017-10-12")
    assert compare_whens([a], [b], (("2017-10-11", "2017-10-12"),)) == {"same day"}
    assert compare_whens([a], [b]) == {"gap 1 day"}


def test_intersection_and_hull() -> None:
    day = When("2022-03-24", "2022-03-24")
    both = When("2022-03-24", "2022-03-25")
    other = When("2022-03-28", "2022-03-28")
    assert intersect_days([day, both]) == intersect_days([day])
    low, high = intersect_days([day, other]) or (None, None)
    assert low is not None
    assert high is not None
    assert high - low == 4
    assert intersect_days([]) is None


days = st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda t: (t[0], t[0] + t[1]))


@given(days, days)
def test_symmetric(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert level_of_days(a, b) == level_of_days(b, a)
    assert measure_gap(a, b) == measure_gap(b, a) >= 0


@given(days, days)
def test_holding_is_one_way(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert not (holds(a, b) and holds(b, a))
    assert not holds(a, a)
