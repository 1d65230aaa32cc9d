from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from toldby.application.evaluation.incidents import (
    CodedIncident,
    GoldItem,
    IncidentGold,
    OptionalItem,
    Slot,
    Trap,
    hits,
    score_incidents,
)

DAY = ("2019-05-09", "2019-05-09")


def item(id_: str, *spans: tuple[str, int, int], kind: str = "incident", type_: str = "remote.shelling") -> GoldItem:
    return GoldItem(id_, kind, type_, (), spans, *DAY, DAY, DAY, False, False, ())


def coded(id_: str, *spans: tuple[str, int, int], **changes: object) -> CodedIncident:
    found = CodedIncident(id_, "remote.shelling", "asserted", *DAY, spans, ())
    return replace(found, **changes)  # type: ignore[arg-type]


SHELLING = item("G1", ("r1", 0, 100), ("r2", 0, 80))
LATER = item("G2", ("r1", 200, 300))
CHARGE = item("G3", ("r1", 400, 500), kind="alleged", type_="rights.abuse")
WORDS = item("G4", ("r1", 600, 700), kind="claim", type_="speech.threat")
GOLD = IncidentGold(
    items=(SHELLING, LATER, CHARGE, WORDS),
    merges=(("G1", ("r1", "r2")),),
    must_not_merge=(("G1", "G2"),),
    mirror_pairs=(),
    traps=(Trap("T1", "caption", (("r1", 800, 860),)), Trap("T2", "generic", (("r1", 900, 960),))),
    aggregates=((900, 1100),),
    optional=(OptionalItem(("settle.talks",), (("r1", 1000, 1100),)),),
)
PERFECT = (
    coded("P1", *SHELLING.spans),
    coded("P2", *LATER.spans),
    coded("P3", *CHARGE.spans, type="rights.abuse", status="alleged"),
)


def score(*found: CodedIncident, gold: IncidentGold = GOLD) -> dict[str, Any]:
    return score_incidents(gold, found)


HITS = [
    # half of the shorter one
    (("r", 0, 100), ("r", 50, 200), True),
    (("r", 0, 100), ("r", 51, 200), False),
    # a short span inside a long one
    (("r", 10, 20), ("r", 0, 500), True),
    (("other", 0, 100), ("r", 0, 100), False),
    # a whole text as evidence never counts
    (("r", 0, 601), ("r", 0, 601), False),
]


@pytest.mark.parametrize(("found", "wanted", "expected"), HITS)
def test_hit(found: tuple[str, int, int], wanted: tuple[str, int, int], expected: bool) -> None:
    assert hits(found, wanted) is expected


def test_everything_right() -> None:
    result = score(*PERFECT)
    assert (result["incident"]["recall"], result["incident"]["precision"]) == (1.0, 1.0)
    assert result["alleged"]["status_right"] == 1
    assert result["merges"]["found"] == 1
    assert result["must_not_merge"]["merged"] == result["traps"]["coded"] == 0
    assert result["dates"]["exact"] == 2
    assert result["wrong_incidents"] == {}


def test_nothing_found() -> None:
    result = score()
    assert (result["incident"]["recall"], result["incident"]["precision"]) == (0.0, None)
    assert result["incident"]["missed"] == ["G1", "G2"]
    assert result["merges"]["missed"] == ["G1"]


def test_another_family_is_no_match() -> None:
    result = score(coded("P", *LATER.spans, type="posture.buildup"))
    assert result["incident"]["found"] == 0
    assert result["wrong_incidents"] == {"right place, other type family": 1}


def test_an_accepted_type_of_another_family_is_one() -> None:
    gold = replace(GOLD, items=(replace(LATER, type_accept=("posture.buildup",)),), merges=(), must_not_merge=())
    assert score(coded("P", *LATER.spans, type="posture.buildup"), gold=gold)["incident"]["found"] == 1


def test_a_charge_told_as_fact_is_found_but_wrong() -> None:
    result = score(replace(PERFECT[2], status="asserted"))
    assert (result["alleged"]["found"], result["alleged"]["status_right"]) == (1, 0)
    assert result["wrong_incidents"] == {"a charge coded as an incident": 1}


def test_words_coded_as_a_deed() -> None:
    result = score(coded("P", *WORDS.spans, type="speech.threat"), coded("Q", *WORDS.spans, type="civilian.attack"))
    assert result["wrong_incidents"] == {"a claim coded as an incident": 1}
    assert result["incident"]["predicted"] == 1


def test_a_false_merge() -> None:
    result = score(coded("P", *SHELLING.spans, *LATER.spans))
    assert result["must_not_merge"]["which"] == [["G1", "G2", "P"]]
    assert result["mixed_predictions"] == [["P", ["G1", "G2"]]]


def test_a_missed_merge() -> None:
    result = score(coded("P", SHELLING.spans[0]), coded("Q", SHELLING.spans[1]))
    assert result["merges"]["missed"] == ["G1"]
    assert result["wrong_incidents"] == {"second prediction for one gold item": 1}


TRAPS = [
    (coded("P", ("r1", 800, 860)), ["T1"]),
    # less than half of it
    (coded("P", ("r1", 790, 829)), []),
    # a generic remark may be kept as background
    (coded("P", ("r1", 900, 960)), ["T2"]),
    (coded("P", ("r1", 900, 960), status="background"), []),
]


@pytest.mark.parametrize(("found", "sprung"), TRAPS)
def test_traps(found: CodedIncident, sprung: list[str]) -> None:
    assert [trap for trap, _ in score(found)["traps"]["which"]] == sprung


def test_an_optional_item_costs_no_precision() -> None:
    result = score(*PERFECT, coded("P", ("r1", 1000, 1100), type="settle.talks"))
    assert (result["incident"]["precision"], result["incident"]["excused"]) == (1.0, 1)


DATES = [
    ("2019-05-09T18:20", "2019-05-09T18:20", True, True),
    ("2019-05-10", "2019-05-10", True, False),
    ("2019-05-11", "2019-05-11", False, False),
    # an open end where the gold has a day
    ("2019-05-09", None, False, False),
    # a month is no day
    ("2019-05", "2019-05", False, False),
]


@pytest.mark.parametrize(("start", "end", "right", "exact"), DATES)
def test_dates(start: str, end: str | None, right: bool, exact: bool) -> None:
    window = ("2019-05-08", "2019-05-10")
    gold = replace(GOLD, items=(replace(LATER, accept_start=window, accept_end=window),), merges=(), must_not_merge=())
    dates = score(coded("P", *LATER.spans, start=start, end=end), gold=gold)["dates"]
    assert (dates["right"], dates["exact"]) == (int(right), int(exact))


CASUALTIES = [
    (Slot(("halvena",), "killed", 3, 3), (1, 0)),
    # the gold accepts that no side is said
    (Slot(("unknown",), "killed", 3, 3), (1, 0)),
    (Slot(("teskoria",), "killed", 3, 3), (0, 1)),
    (Slot(("halvena",), "wounded", 3, 3), (0, 1)),
    # at least three is not three
    (Slot(("halvena",), "killed", 3, None), (0, 1)),
    # a defensible value that is not asked for
    (Slot(("all",), "killed", 0, 0), (0, 0)),
]


@pytest.mark.parametrize(("found", "expected"), CASUALTIES)
def test_casualties(found: Slot, expected: tuple[int, int]) -> None:
    slots = (Slot(("halvena", "unknown"), "killed", 3, 3), Slot(("all",), "killed", 0, 0, is_scored=False))
    gold = replace(GOLD, items=(replace(LATER, casualties=slots),), merges=(), must_not_merge=())
    result = score(coded("P", *LATER.spans, casualties=(found,)), gold=gold)["casualties"]
    assert (result["right"], result["spurious"]) == expected


def test_a_sum_of_many_days_on_one_incident() -> None:
    result = score(coded("P", *LATER.spans, casualties=(Slot(("unknown",), "killed", None, 1000),)))
    assert result["casualties"]["aggregate_on_incident"] == ["P"]


MIRRORS = [
    ((PERFECT[0], replace(PERFECT[1], mirrors=("P1",))), "linked"),
    ((PERFECT[0], PERFECT[1]), "two incidents, not linked"),
    ((coded("P", *SHELLING.spans, *LATER.spans),), "merged (accepted)"),
    ((PERFECT[0],), "not both found"),
]


@pytest.mark.parametrize(("found", "state"), MIRRORS)
def test_mirror_accounts(found: tuple[CodedIncident, ...], state: str) -> None:
    assert score(*found, gold=replace(GOLD, mirror_pairs=(("G1", "G2"),)))["mirror_pairs"] == [f"G1/G2 {state}"]
