from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from toldby.application.evaluation.times import TimeCase, Timex, score_cases, score_times

Interval = tuple[str | None, str | None]

TEXT = "On 9 May the ford was closed for two days."
DAY = Timex(3, 8, "DATE", "2019-05-09")
LENGTH = Timex(33, 41, "DURATION", "P2D")
GOLD = {"r": (DAY, LENGTH)}


def score(*found: Timex) -> dict[str, Any]:
    return score_times({"r": TEXT}, GOLD, {"r": found}).as_json()


def test_gold_against_itself() -> None:
    result = score(DAY, LENGTH)
    assert (result["strict"], result["value_f1"], result["type_f1"]) == ([1.0, 1.0, 1.0], 1.0, 1.0)
    assert result["by_type"] == {"DATE": [1, 1, 1], "DURATION": [1, 1, 1]}


ROWS = [
    # a longer span is relaxed only
    (replace(DAY, start=0), {"relaxed": 1, "strict": 0, "value": 1, "type": 1}),
    # blanks at the ends do not count
    (replace(DAY, start=2), {"relaxed": 1, "strict": 1, "value": 1, "type": 1}),
    (replace(DAY, value="2018-05-09"), {"relaxed": 1, "strict": 1, "value": 0, "type": 1}),
    (replace(DAY, type="TIME"), {"relaxed": 1, "strict": 1, "value": 1, "type": 0}),
    (Timex(10, 14, "DATE", "2019-05-09"), {"relaxed": 0, "strict": 0, "value": 0, "type": 0}),
]


@pytest.mark.parametrize(("found", "hits"), ROWS)
def test_one_expression_of_two(found: Timex, hits: dict[str, int]) -> None:
    result = score(found)
    share = {n: pytest.approx(2 * n / 3) for n in (0, 1)}
    assert result["relaxed"][2] == share[hits["relaxed"]]
    assert result["strict"][2] == share[hits["strict"]]
    assert result["value_f1"] == share[hits["value"]]
    assert result["type_f1"] == share[hits["type"]]


def test_the_identical_span_is_paired_first() -> None:
    assert score(replace(DAY, start=0, value="x"), DAY)["value_f1"] == pytest.approx(2 * 1 / 4)


CASES = [
    # granularity, gold, answer -> strict, in interval, none, false precise
    ("day", ("2019-05-09", "2019-05-09"), ("2019-05-09", None), (1, 1, 0, 0)),
    # a clock time on the right day
    ("day", ("2019-05-09", "2019-05-09"), ("2019-05-09T18:20", "2019-05-09T18:20"), (1, 1, 0, 0)),
    ("month", ("2019-05-01", "2019-05-31"), ("2019-05-09", "2019-05-09"), (0, 1, 0, 0)),
    ("day", ("2019-05-09", "2019-05-09"), ("2019-05-10", "2019-05-10"), (0, 0, 0, 0)),
    ("day", ("2019-05-09", "2019-05-09"), (None, None), (0, 0, 1, 0)),
    # "recently" has no day
    ("vague", (None, None), ("2019-05-09", "2019-05-09"), (0, 0, 0, 1)),
    ("vague", (None, None), (None, None), (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("granularity", "gold", "answer", "expected"), CASES)
def test_cases(granularity: str, gold: Interval, answer: Interval, expected: tuple[int, ...]) -> None:
    result = score_cases([TimeCase("c", granularity, *gold)], {"c": answer})
    assert tuple(result[k] for k in ("strict", "in_interval", "none", "false_precise")) == expected


def test_a_missing_line_is_no_answer() -> None:
    result = score_cases([TimeCase("c", "day", "2019-05-09", "2019-05-09")], {})
    assert (result["none"], result["of"], result["not_strict"]) == (1, 1, [])
