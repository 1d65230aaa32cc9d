"""Numbers of dead of one account and of one origin."""

from __future__ import annotations

import pytest

from toldby.application.exporting.tolls import Toll, sum_latest, sum_toll
from toldby.domain.propositions import Count


def killed(
    low: int, high: int | None, side: str | None = None, qualifier: str = "exact", status: str | None = None
) -> Count:
    return Count("people", side, "killed", status, low, high, qualifier)


ROWS = [
    ([], None),  # silence is no zero
    ([killed(5, 5)], Toll(5, 5, 5)),
    ([killed(3, None, qualifier="floor")], Toll(3, None, 3)),  # "at least three": a number was said
    ([killed(3, 9, qualifier="range")], Toll(3, 9, None)),  # "several": none was
    ([killed(0, 5, qualifier="ceiling")], Toll(0, 5, None)),
    # sides add up where no total is said
    ([killed(2, 2, "a"), killed(1, 1, "b")], Toll(3, 3, 3)),
    ([killed(3, 3, "a", status="police"), killed(2, 2, "a", status="military")], Toll(5, 5, 5)),
    # a total is not added to its parts
    ([killed(5, 5), killed(2, 2, "a")], Toll(5, 5, 5)),
    # two totals of one account: no best number
    ([killed(3, 3), killed(5, 5)], Toll(3, 5, None)),
    # "no casualties" is nobody killed
    ([Count("people", "all", "killed_or_wounded", None, 0, 0, "zero")], Toll(0, 0, 0)),
    # "casualties" says nothing of deaths
    ([Count("people", None, "killed_or_wounded", None, 1, None, "indefinite")], None),
    # shells are no people
    ([Count("shells", None, None, None, 4, 4, "exact")], None),
]


@pytest.mark.parametrize(("counts", "expected"), ROWS)
def test_one_account(counts: list[Count], expected: Toll | None) -> None:
    assert sum_toll(counts, "killed") == expected


def test_a_later_number_of_one_side_keeps_that_of_the_other() -> None:
    first = [killed(2, 2, "a"), killed(1, 1, "b")]
    assert sum_latest([first, [killed(3, 3, "a")]], "killed") == Toll(4, 4, 4)


def test_a_later_total_replaces_what_was_said_before() -> None:
    assert sum_latest([[killed(2, 2, "a")], [killed(6, 6)]], "killed") == Toll(6, 6, 6)
    assert sum_latest([[killed(6, 6)], [killed(2, 2, "a")]], "killed") == Toll(6, 6, 6)
