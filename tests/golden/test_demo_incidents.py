"""Section 5 of the demo corpus: the rows, what stands behind each point, and what is set against what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import pytest

from tests.golden.exported import Exported, Row
from tests.golden.incident_rows import (
    ALL_ROWS,
    DISPUTES,
    FLAGS,
    FURTHER_ROW,
    NEVER_MERGED,
    POINTS,
    RELATIONS,
    ROWS,
    SILENCE,
)
from tests.golden.known_failures import make_rows

READERS: dict[str, Callable[[Row], Any]] = {
    "places": lambda row: {place["place_id"] for place in row["places"]},
    "names": lambda row: {name["text"] for place in row["places"] for name in place["names"]},
    "origins": lambda row: (row["origins"]["low"], row["origins"]["high"]),
    "documents": lambda row: {PurePosixPath(path).stem for path in row["documents"]},
    "hull": lambda row: (row["start"][:10], row["end"][:10]),
}

FIELDS = [(f"{name}.{field}", (name, field, value)) for name, row in ROWS.items() for field, value in row.items()]


@pytest.mark.parametrize(("name", "field", "expected"), make_rows(FIELDS))
def test_row(judged: Exported, name: str, field: str, expected: object) -> None:
    """One field of one row, after the judgement on the ford."""
    row = judged.incident(name)
    if field == "scene":
        assert {expected} <= READERS["places"](row) <= {"tw-07", "tw-06"}
    elif field == "names":
        assert isinstance(expected, set)
        assert expected <= READERS["names"](row)
    else:
        found = READERS[field](row) if field in READERS else row[field]
        assert found == expected


COUNT = [(f"{row}.{slot}={value}", (row, slot, value, *rest)) for row, slot, value, *rest in POINTS]


@pytest.mark.parametrize(("name", "slot", "value", "origins", "denied", "camps"), make_rows(COUNT))
def test_origins_of_a_point(
    judged: Exported,
    name: str,
    slot: str,
    value: str | None,
    origins: tuple[int, int],
    denied: tuple[int, int],
    camps: dict[str, int],
) -> None:
    found = judged.point(name, slot, value)
    assert (found["low"], found["high"]) == origins
    assert (found["against_low"], found["against_high"]) == denied
    assert found["by_camp"] == camps


@pytest.mark.parametrize(("name", "flags"), make_rows((f"{name}.flags", (name, flags)) for name, flags in FLAGS))
def test_flags_of_occurrence(judged: Exported, name: str, flags: tuple[str, ...]) -> None:
    assert tuple(judged.point(name, "occurrence", None)["flags"]) == flags


@pytest.mark.parametrize("slot", make_rows((f"I1.no-number-of-teskoria.{s}", (s,)) for s in ("killed/unknown",)))
def test_denial_says_nothing_of_numbers(judged: Exported, slot: str) -> None:
    rows = [p for p in judged.incident("I1")["propositions"] if p["slot"] == slot]
    assert rows
    assert not any("teskoria" in p["by_camp"] or p["against"] for p in rows)


def _name_relation(row: tuple[Any, ...]) -> str:
    return f"{row[0]}.{row[1]}.{row[2]}.{row[3][0]}-{row[4][0]}"


@pytest.mark.parametrize(
    ("name", "slot", "kind", "one", "other", "flags"), make_rows((_name_relation(row), row) for row in RELATIONS)
)
def test_relation(
    judged: Exported,
    name: str,
    slot: str,
    kind: str,
    one: tuple[str, ...],
    other: tuple[str, ...],
    flags: tuple[str, ...],
) -> None:
    """Two positions on a slot, with the reason."""
    rows = [row for row in judged.relations(name) if (row["slot"], row["kind"]) == (slot, kind)]
    directed = kind in ("deny", "update")
    found = [
        row for row in rows
        if (row["a"] in one and row["b"] in other) or (not directed and row["a"] in other and row["b"] in one)
    ]  # fmt: skip
    assert found, [(row["a"], row["b"]) for row in rows]
    assert set(flags) <= set(found[0]["flags"]), found[0]["flags"]
    assert found[0]["reason"]


@pytest.mark.parametrize("name", make_rows((f"{name}.disputes", (name,)) for name in DISPUTES))
def test_nothing_else_is_in_dispute(judged: Exported, name: str) -> None:
    """Deny and conflict rows of other kinds would be invented."""
    rows = {(row["slot"], row["kind"]) for row in judged.relations(name)}
    kinds = {"deny", "conflict-number", "conflict-time", "conflict-place", "conflict-actor"}
    assert {row for row in rows if row[1] in kinds} == DISPUTES[name]


@pytest.mark.parametrize("_", make_rows([("silence", (None,))]))
def test_silence(judged: Exported, _: None) -> None:
    """A party that is charged and never heard, and nobody else; the mine laid is the same charge as I6."""
    rows = judged.tables["relations"]
    silent = {(*judged.incident_names([r["incident_id"]]), r["camp"]) for r in rows if r["kind"] == "silent"}
    assert silent - {(FURTHER_ROW, "teskoria")} == SILENCE


@pytest.mark.parametrize("_", make_rows([("N1.pending", (None,))]))
def test_denial_of_what_nobody_said(judged: Exported, _: None) -> None:
    """S2d stays, alone, under no row; R08 repeats it and is no second denial."""
    found = [(r["a"], r["b"], r["kind"], r["flags"]) for r in judged.relations(None)]
    assert found == [("S2d", None, "deny", ["pending"])]


@pytest.mark.parametrize("_", make_rows([("S3b.takes-no-side", (None,))]))
def test_could_not_establish_is_no_position(judged: Exported, _: None) -> None:
    """Who fired first: neither agreement nor denial."""
    actors = [row for row in judged.relations("I2") if row["slot"] == "actor"]
    assert not any("S3b" in (row["a"], row["b"]) for row in actors)


@pytest.mark.parametrize("_", make_rows([("R07c.no-conflict-with-R02b", (None,))]))
def test_later_number_of_one_origin_is_no_conflict(judged: Exported, _: None) -> None:
    kinds = {(r["kind"], r["a"], r["b"]) for r in judged.relations("I2") if r["slot"].startswith("killed")}
    assert not any(kind == "conflict-number" for kind, _, _ in kinds)


@pytest.mark.parametrize("_", make_rows([("rows-before-judgement", (None,))]))
def test_rows_before_a_judgement(demo: Exported, _: None) -> None:
    """Eleven rows, the ford twice."""
    names = [name for row in demo.tables["incidents"] for name in demo.incident_names([row["incident_id"]])]
    assert sorted(set(names) - {FURTHER_ROW}) == sorted(ALL_ROWS)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("_", make_rows([("rows-after-judgement", (None,))]))
def test_rows_after_the_judgement(judged: Exported, _: None) -> None:
    """Ten rows."""
    names = [name for row in judged.tables["incidents"] for name in judged.incident_names([row["incident_id"]])]
    assert sorted(set(names) - {FURTHER_ROW}) == sorted(ALL_ROWS - {"I2b"})
    assert len(names) == len(set(names))


@pytest.mark.parametrize("_", make_rows([("judgement-joins-the-ford", (None,))]))
def test_judgement_joins_the_ford(demo: Exported, judged: Exported, _: None) -> None:
    """One row less, and nothing else is another one."""
    before = {row["incident_id"] for row in demo.tables["incidents"]}
    after = {row["incident_id"] for row in judged.tables["incidents"]}
    mirror = {demo.incident(name)["incident_id"] for name in ("I2a", "I2b")}
    assert len(after) == len(before) - 1
    assert before - after <= mirror


LINKS = [
    ("I2a-mirrors-I2b", ("I2a", "mirror_account_of", "I2b")),
    ("I2b-mirrors-I2a", ("I2b", "mirror_account_of", "I2a")),
    ("I3-justified-by-A2", ("I3", "justified_by", "A2")),
    ("M1-part-of-I6", ("M1", "part_of", "I6")),
]


@pytest.mark.parametrize(("one", "kind", "other"), make_rows(LINKS))
def test_link(demo: Exported, one: str, kind: str, other: str) -> None:
    wanted = demo.incident(other)["incident_id"]
    assert (kind, wanted) in {(link["kind"], link["incident_id"]) for link in demo.incident(one)["links"]}


@pytest.mark.parametrize(("a", "b"), make_rows((f"never-merged.{a}-{b}", (a, b)) for a, b in NEVER_MERGED))
def test_never_merged(demo: Exported, a: str, b: str) -> None:
    assert demo.incident(a)["incident_id"] != demo.incident(b)["incident_id"]


FORD = [("I2a.state", ("I2a", "contested")), ("I2b.state", ("I2b", "contested"))]


@pytest.mark.parametrize(("name", "state"), make_rows(FORD))
def test_mirror_accounts_are_contested(demo: Exported, name: str, state: str) -> None:
    assert demo.incident(name)["state"] == state


@pytest.mark.parametrize("_", make_rows([("R01.no-further-origin", (None,))]))
def test_headline_adds_no_origin(demo: Exported, _: None) -> None:
    """R01h says what R01a attributes."""
    origins = demo.incident("I2a")["origins"]
    assert origins["low"] == origins["high"]


@pytest.mark.parametrize("_", make_rows([("R11.no-further-origin", (None,))]))
def test_headlines_about_the_surveyors_add_no_origin(demo: Exported, _: None) -> None:
    origins = demo.incident("I5")["origins"]
    assert (origins["low"], origins["high"]) == (2, 2)


@pytest.mark.parametrize("_", make_rows([("relation-kinds", (None,))]))
def test_kinds_of_relations(judged: Exported, _: None) -> None:
    """Every kind but a conflict of places."""
    assert {row["kind"] for row in judged.tables["relations"]} == {
        "agree", "compatible", "update", "deny", "conflict-number", "conflict-time", "conflict-actor",
        "conflict-name-only", "framing", "silent",
    }  # fmt: skip
