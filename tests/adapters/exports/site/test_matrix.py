from __future__ import annotations

from dataclasses import replace

import pytest

from tests.adapters.exports.site import ledger as made
from tests.adapters.exports.site.make import point
from toldby.adapters.exports.site.index import LedgerIndex
from toldby.adapters.exports.site.matrix import Matrix, Row, Statement, build_matrix, fold_quotes
from toldby.domain.claims import Claim
from toldby.domain.incidents import Incident

INDEX = LedgerIndex(made.LEDGER)
MATRIX = build_matrix(INDEX, made.SHELLING)


def row(slot: str, matrix: Matrix = MATRIX) -> Row:
    return next(r for r in matrix.rows if r.slot == slot)


def cell(slot: str, claim: Claim, matrix: Matrix = MATRIX) -> tuple[Statement, ...]:
    at = next(n for n, c in enumerate(matrix.columns) if c.origin_id == claim.origin_id)
    return row(slot, matrix).cells[at]


def chips(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    return [(s.letter, s.value) for s in statements]


@pytest.mark.parametrize("incident", made.INCIDENTS, ids=lambda i: i.type)
def test_every_supporting_claim_stands_once_in_its_row(incident: Incident) -> None:
    matrix = build_matrix(INDEX, incident)
    for slot in {p.slot for p in incident.propositions}:
        support = {c for p in incident.propositions if p.slot == slot for c in p.support}
        against = {c for p in incident.propositions if p.slot == slot for c in p.against}
        said = [e.claim_id for c in row(slot, matrix).cells for s in c if not s.is_denial for e in s.evidence]
        denied = [e.claim_id for c in row(slot, matrix).cells for s in c if s.is_denial for e in s.evidence]
        assert sorted(said) == sorted(support)
        assert set(denied) >= against
        assert len(denied) == len(set(denied))


def test_columns_with_most_points_come_first_then_by_name() -> None:
    order = [(-c.points, c.name.casefold()) for c in MATRIX.columns]
    assert order == sorted(order)
    ministry = MATRIX.columns[0]
    assert (ministry.name, ministry.via) == (made.MINISTRY.name, ("north/courier.txt", "wire.txt"))


def test_a_number_stands_at_its_narrowest_position() -> None:
    # five also supports "3 or more", but its speaker said five
    assert chips(cell("killed/halvena", made.FIVE)) == [("b", "5")]
    assert chips(cell("killed/halvena", made.THREE)) == [("a", "3 or more")]


def test_a_denial_stands_in_its_own_column() -> None:
    assert chips(cell("occurrence", made.UNTRUE)) == [("x", "denies a, as a whole")]


def test_silence_is_an_empty_cell() -> None:
    assert cell("killed/halvena", made.GUNNERS) == ()


def test_two_names_of_one_place_are_one_position() -> None:
    assert chips(cell("place", made.OWN)) == [("a", "Pelluk")]
    assert chips(cell("place", made.COUNTED)) == [("a", "Fellûg")]
    assert row("place").legend[0][:2] == ("a", "Fellûg · Pelluk")
    assert row("place").mark == "conflict-name-only"


def test_days_are_read_from_the_claims_when_nobody_disputes_them() -> None:
    assert [value for _, value, _ in row("when").legend] == ["2019-05-09"]


def test_rows_are_marked_with_the_gravest_relation() -> None:
    assert [(r.slot, r.mark) for r in MATRIX.rows] == [
        ("occurrence", "deny"), ("actor", "conflict-actor"), ("killed/halvena", "conflict-number"), ("when", "agree"),
        ("place", "conflict-name-only"), ("means", None),
    ]  # fmt: skip


def test_a_denial_of_somebody_who_gives_no_value_is_shown() -> None:
    ledger = replace(
        made.LEDGER, relations=(*made.RELATIONS, made.relate(made.SHELLING, "means", "deny", made.GUNNERS, made.HEAD))
    )
    matrix = build_matrix(LedgerIndex(ledger), made.SHELLING)
    assert chips(cell("means", made.GUNNERS, matrix)) == [("x", "denies it")]


def test_a_claim_that_denies_two_positions_is_shown_once() -> None:
    points = (point("actor", "p", (made.FIVE,), (made.UNTRUE,)), point("actor", "q", (made.THREE,), (made.UNTRUE,)))
    matrix = build_matrix(INDEX, replace(made.SHELLING, propositions=points))
    assert chips(cell("actor", made.UNTRUE, matrix)) == [("x", "denies a and b, as a whole")]


def test_the_same_words_are_shown_once_with_every_link() -> None:
    (statement,) = cell("killed/halvena", made.FIVE)
    quotes = [(words, [e.path for e in found]) for words, found in fold_quotes(statement)]
    assert quotes == [
        ("Five dead in Pelluk", ["north/courier.txt"]),
        ("five people were killed when Teskorian mortars hit the village", ["north/courier.txt", "wire.txt"]),
    ]


def test_more_than_26_positions_have_distinct_letters() -> None:
    points = tuple(point("strikes", str(n), (made.FIVE,)) for n in range(40))
    matrix = build_matrix(INDEX, replace(made.SHELLING, propositions=points))
    letters = [letter for letter, _, _ in row("strikes", matrix).legend]
    assert len(set(letters)) == 40
