"""Own reports of many kinds: who is said to say what; floors may only rise."""

from __future__ import annotations

from functools import cache

import pytest
from tests.analysis.attribution.expected import Case, Outcome, agrees_on_speaker, compare, list_cases
from tests.analysis.attribution.reading import make_report, read_report

CASES = list_cases()
FLOORS = {"precision": 92.0, "recall": 94.0, "speaker": 93.0, "stance": 94.0}


@cache
def _read(case: Case) -> Outcome:
    return compare(case, read_report(make_report(case.text))[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_said_where_nobody_speaks(case: Case) -> None:
    """Refusals, names between marks, questions, datelines: no claim is made of them."""
    assert [trap.read(case.text) for trap, _ in _read(case).sprung] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_most_claims_of_a_report_come_out(case: Case) -> None:
    """No single kind of report falls through: at least two thirds of its claims, with their speakers."""
    outcome = _read(case)
    right = sum(agrees_on_speaker(case, expected, claim) for expected, claim in outcome.pairs)
    assert 3 * right >= 2 * len(case.claims), [e.cue for e in outcome.missed]


def test_the_table_as_a_whole() -> None:
    """Precision and recall of contents, speakers and stances over all reports."""
    outcomes = [(case, _read(case)) for case in CASES]
    pairs = sum(len(o.pairs) for _, o in outcomes)
    found = pairs + sum(len(o.extra) for _, o in outcomes)
    wanted = sum(len(case.claims) for case in CASES)
    speakers = sum(agrees_on_speaker(case, e, c) for case, o in outcomes for e, c in o.pairs)
    stances = sum(c.stance.value in e.stances for _, o in outcomes for e, c in o.pairs)
    got = {
        "precision": pairs / found,
        "recall": pairs / wanted,
        "speaker": speakers / wanted,
        "stance": stances / pairs,
    }
    assert {k: round(100 * v, 1) for k, v in got.items() if 100 * v < FLOORS[k]} == {}
