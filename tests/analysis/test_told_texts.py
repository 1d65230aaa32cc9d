"""Reports of invented conflicts by invented outlets tell what they tell, without a region pack, whoever does it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from told_texts import Found, list_coded, read_table, score_told, tell

TOLD = [*read_table("told"), *read_table("more")]
QUIET = [*read_table("quiet"), *read_table("quiet2")]
OPEN = {
    "bulletin-shells": "a woman of 71: one person, no number; explosions assessed as artillery fire",
    "drive-by": "men of whom nothing is told are no party",
    "airspace": "the place of what one side calls a camp",
    "school-opening": "talks with parents",
    "phone": "a network is cut off to be renewed",
    "rugby": "under fire from the first whistle",
    "theatre": "fire opened with a toy on a stage",
}
"""Rows the rules do not read yet, with the reason; a row that begins to pass has to leave the list."""

PAIRS = (("Vardi", "Tormi"), ("Karsli", "Belmi"), ("Osteni", "Lorvani"), ("Zembi", "Quelli"))
"""Stems of two invented countries: + "a" is the country, + "an" its adjective."""


@pytest.mark.parametrize("row", TOLD, ids=lambda r: r["id"])
def test_told(row: dict[str, Any]) -> None:
    """Types, day, places, parties, counts and status of every row."""
    lines = score_told([row]).lines
    assert bool(lines) is (row["id"] in OPEN), lines


@pytest.mark.parametrize("row", QUIET, ids=lambda r: r["id"])
def test_quiet(row: dict[str, Any]) -> None:
    """Sport, trade, weather, courts and figures of speech make no happening."""
    coded = [f for f in list_coded(row["text"]) if f.type is not None]
    assert bool(coded) is (row["id"] in OPEN), coded


def _rename(text: str, names: dict[str, str]) -> str:
    return re.sub("|".join(rf"\b{re.escape(a)}" for a in names), lambda m: names[m.group(0)], text)


def _order(f: Found) -> tuple[object, ...]:
    return (f.type, f.status, f.start, f.end, *(sorted(part) for part in (f.places, f.agents, f.patients, f.counts)))


SIDED = [r for r in TOLD if "Vardi" in r["text"] or "Tormi" in r["text"]]


@pytest.mark.parametrize("row", SIDED, ids=lambda r: r["id"])
def test_swap(row: dict[str, Any]) -> None:
    """Exchanging the countries exchanges the roles and nothing else."""
    names = {"Vardi": "Tormi", "Tormi": "Vardi"}
    there = tell(row["text"], str(row["date"]))
    back = tell(_rename(row["text"], names), str(row["date"]))
    assert sorted(repr(_order(f)) for f in there) == sorted(
        repr(_order(Found(f.type, f.status, f.start, f.end, *(_renamed(p, names) for p in
             (f.places, f.agents, f.patients)), f.counts))) for f in back
    )  # fmt: skip


def _renamed(words: frozenset[str], names: dict[str, str]) -> frozenset[str]:
    return frozenset(_rename(w, names) for w in words)


@pytest.mark.parametrize("pair", PAIRS[1:], ids="-".join)
@pytest.mark.parametrize("row", SIDED, ids=lambda r: r["id"])
def test_names(row: dict[str, Any], pair: tuple[str, str]) -> None:
    """Other invented names of the same shape read the same."""
    names = dict(zip(PAIRS[0], pair, strict=True))
    here = [Found(f.type, f.status, f.start, f.end, *(_renamed(p, names) for p in (f.places, f.agents, f.patients)),
                  f.counts) for f in tell(row["text"], str(row["date"]))]  # fmt: skip
    there = tell(_rename(row["text"], names), str(row["date"]))
    assert sorted(map(repr, map(_order, here))) == sorted(map(repr, map(_order, there)))
