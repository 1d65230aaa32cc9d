"""The scores of R's `eventreport` 0.1.1, worked out by hand from its definitions on small tables."""

from __future__ import annotations

import pytest

from toldby.application.exporting.disagreement import Cell, score_event, score_variable

# the shape of the example in the package's manual: two events with two reports, one with a single report
TABLE = [
    (1, "A", 10), (1, "B", 20),
    (2, "B", 5), (2, "B", 15),
    (3, "C", 10),
]  # fmt: skip


def group(rows: list[tuple[int, str, Cell]]) -> dict[str, list[dict[str, Cell]]]:
    events: dict[str, list[dict[str, Cell]]] = {}
    for event, actor, deaths in rows:
        events.setdefault(str(event), []).append({"actor": actor, "deaths": deaths})
    return events


def test_a_variable_of_words() -> None:
    scores = score_variable(group(TABLE), "actor", is_number=False)
    assert scores.dscore == pytest.approx(1 / 3)  # (1 + 0 + 0) / 3
    assert scores.dscore_normalized == pytest.approx(1 / 9)  # three actors in the data
    assert (scores.mean_sd, scores.mean_range) == (None, None)
    assert scores.share_disagreement == pytest.approx(1 / 3)
    assert scores.modal_confidence == pytest.approx((0.5 + 1 + 1) / 3)


def test_a_variable_of_numbers() -> None:
    scores = score_variable(group(TABLE), "deaths", is_number=True)
    assert scores.dscore == pytest.approx(2 / 3)
    assert scores.dscore_normalized == pytest.approx(2 / 3 / 4)  # 10, 20, 5, 15
    assert scores.mean_sd == pytest.approx(7.0710678)  # sample deviation; one report has none
    assert scores.mean_range == pytest.approx(20 / 3)  # a single report has range 0
    assert scores.share_disagreement == pytest.approx(2 / 3)
    assert scores.modal_confidence == pytest.approx(2 / 3)


def test_an_empty_cell_is_a_value_in_divergence_and_none_in_modal_confidence() -> None:
    scores = score_variable(group([(1, "A", 3), (1, "A", None), (2, "A", None)]), "deaths", is_number=True)
    assert scores.dscore == pytest.approx(0.5)
    assert scores.dscore_normalized == pytest.approx(0.25)
    assert scores.share_disagreement == pytest.approx(0.5)
    assert scores.modal_confidence == 1.0
    assert scores.mean_sd is None


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([3, 3, 5, 5, 5], 0.4),
        ([3, None, None], 0.0),
        ([None], None),  # nobody says a number: no agreement either
        ([], None),
    ],
)
def test_one_event(column: list[Cell], expected: float | None) -> None:
    assert score_event(column) == (None if expected is None else pytest.approx(expected))
