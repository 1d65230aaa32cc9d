from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toldby.application.evaluation.links import Prf, b_cubed, drop_singletons, lea, pairwise, score_links

Measure = Callable[[dict[str, str], dict[str, str]], Prf]

KEY = dict(zip("abcdefg", "1112233", strict=True))
"""Three incidents: abc, de, fg."""

FOUND = dict(zip("abcdefg", "xxyyzzz", strict=True))
"""ab, cd, efg: one split, two false merges."""


def test_b_cubed_by_hand() -> None:
    p, r, _ = b_cubed(KEY, FOUND)
    assert p == pytest.approx((1 + 1 + 0.5 + 0.5 + 1 / 3 + 2 / 3 + 2 / 3) / 7)
    assert r == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 0.5 + 0.5 + 1 + 1) / 7)


def test_pairs_by_hand() -> None:
    # key pairs ab ac bc de fg; found pairs ab cd ef eg fg; both ab fg
    p, r, _ = pairwise(KEY, FOUND)
    assert p == pytest.approx(2 / 5)
    assert r == pytest.approx(2 / 5)


def test_lea_by_hand() -> None:
    # recall: abc keeps 1 of 3 links, de none, fg its one; weighed 3, 2, 2
    assert lea(KEY, FOUND)[1] == pytest.approx((3 * 1 / 3 + 0 + 2 * 1) / 7)


@pytest.mark.parametrize("measure", [b_cubed, pairwise, lea])
def test_gold_against_itself_is_one(measure: Measure) -> None:
    assert measure(KEY, KEY) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("measure", [b_cubed, pairwise, lea])
def test_names_of_clusters_do_not_matter(measure: Measure) -> None:
    assert measure(KEY, {i: f"other {c}" for i, c in KEY.items()}) == (1.0, 1.0, 1.0)


def test_no_pair_said_is_no_wrong_pair() -> None:
    assert pairwise(KEY, {i: i for i in KEY})[:2] == (1.0, 0.0)


def test_a_report_without_prediction_stands_alone() -> None:
    result: dict[str, Any] = score_links(KEY, {i: c for i, c in KEY.items() if i != "a"})
    assert result["without_prediction"] == 1
    assert result["predicted_clusters"] == 4
    assert result["scores"]["all"]["pairwise"][0] == 1.0


def test_singletons_are_left_out_of_the_second_row() -> None:
    assert drop_singletons({"a": 1, "b": 1, "c": 2}) == {"a": 1, "b": 1}
    assert "no singletons" not in score_links({"a": "1", "b": "2"}, {})["scores"]  # type: ignore[operator]
