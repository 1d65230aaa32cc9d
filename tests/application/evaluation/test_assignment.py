from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.application.evaluation.assignment import assign_best

ROWS = [
    ([], {}),
    ([[]], {}),
    ([[0.0, -1.0]], {}),
    # the greedy choice (3) would leave the second row with nothing
    ([[3.0, 2.0], [2.5, 0.0]], {0: 1, 1: 0}),
    # more rows than columns: the better one gets it
    ([[1.0], [2.0]], {1: 0}),
    # more columns than rows
    ([[1.0, 5.0, 2.0]], {0: 1}),
]


@pytest.mark.parametrize(("weight", "expected"), ROWS)
def test_rows(weight: list[list[float]], expected: dict[int, int]) -> None:
    assert assign_best(weight) == expected


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), max_size=4)))
def test_no_other_pairing_weighs_more(weight: list[list[int]]) -> None:
    best = assign_best(weight)
    assert len(set(best.values())) == len(best)
    assert sum(weight[i][j] for i, j in best.items()) == heaviest(weight)


def heaviest(weight: list[list[int]]) -> int:
    if not weight:
        return 0
    rows, cols = len(weight), len(weight[0])
    square = [row + [0] * rows for row in weight]
    return max(sum(square[i][j] for i, j in enumerate(order)) for order in permutations(range(cols + rows), rows))
