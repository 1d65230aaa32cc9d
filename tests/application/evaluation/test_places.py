from __future__ import annotations

from dataclasses import replace

import pytest

from toldby.application.evaluation.places import Toponym, align_spans, measure_km, score_places

PELLUK = Toponym(10, 16, -30.34, -20.26, 71, kind="village")
FORD = Toponym(30, 34, -30.40, -20.26, None, kind="ford")
UNKNOWN = Toponym(50, 56, None, None)
GOLD = {"r": (PELLUK, FORD, UNKNOWN)}


def test_gold_against_itself() -> None:
    score = score_places(GOLD, GOLD).as_json()
    assert score["exact"] == [1.0, 1.0, 1.0]
    assert (score["gold_with_coordinates"], score["acc_all"], score["mean_km"], score["auc"]) == (2, 1.0, 0.0, 0.0)
    assert score["recall_by_type"] == {"-": [1, 1], "ford": [1, 1], "village": [1, 1]}


def test_a_blurred_span_overlaps_but_is_not_exact() -> None:
    score = score_places(GOLD, {"r": (replace(PELLUK, end=18),)}).as_json()
    assert score["exact"] == [0.0, 0.0, 0.0]
    assert score["overlap"] == [1.0, pytest.approx(1 / 3), pytest.approx(0.5)]


def test_an_abstention_is_a_miss_of_all_but_no_error() -> None:
    score = score_places(GOLD, {"r": (PELLUK, replace(FORD, lat=None, lon=None))}).as_json()
    assert (score["acc_all"], score["acc_matched"], score["wrong_pins"]) == (0.5, 1.0, 0.0)


def test_a_pin_beyond_the_distance_is_wrong() -> None:
    far = replace(FORD, lat=-40.0, radius_m=5000.0)
    score = score_places(GOLD, {"r": (PELLUK, far)}, km=161).as_json()
    assert (score["acc_matched"], score["wrong_pins"], score["inside_radius"]) == (0.5, 0.5, 0.0)
    assert score_places(GOLD, {"r": (PELLUK, far)}, km=2000).as_json()["acc_matched"] == 1.0


def test_the_same_id_is_distance_zero() -> None:
    # two sources put the centre of one place elsewhere
    score = score_places(GOLD, {"r": (replace(PELLUK, lat=-35.0),)}).as_json()
    assert (score["acc_matched"], score["same_id_matched"], score["mean_km"]) == (1.0, 1.0, 0.0)


def test_a_pin_on_no_gold_name_is_stray() -> None:
    assert score_places(GOLD, {"r": (PELLUK, Toponym(90, 94, 1.0, 2.0))}).as_json()["stray_pins"] == 0.5


def test_nothing_found_and_nothing_wanted() -> None:
    assert score_places({"r": ()}, {}).as_json()["mean_km"] is None
    assert score_places(GOLD, {}).as_json()["auc"] == pytest.approx(1.0, abs=1e-4)


ALIGNMENTS = [
    # identical spans first, though the longer one overlaps more
    ([(0, 5)], [(0, 9), (0, 5)], {0: 1}),
    # one prediction serves one gold name, the one it shares more with
    ([(0, 5), (5, 12)], [(3, 12)], {1: 0}),
    ([(0, 5)], [(5, 9)], {}),
]


@pytest.mark.parametrize(("gold", "found", "expected"), ALIGNMENTS)
def test_alignment(gold: list[tuple[int, int]], found: list[tuple[int, int]], expected: dict[int, int]) -> None:
    assert align_spans(gold, found) == expected


def test_distance() -> None:
    # a quarter of the way round
    assert measure_km(0, 0, 0, 90) == pytest.approx(12742 * 3.14159265 / 4)
    assert measure_km(10, 20, 10, 20) == 0.0
