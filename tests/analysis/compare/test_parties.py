"""Levels of roles, with sides folded into camps."""

from __future__ import annotations

import pytest

from toldby.analysis.compare.parties import Roles, compare_roles
from toldby.domain.actors import Side
from toldby.domain.lexicon import LanguagePack, Lexicon, RegionPack
from toldby.domain.propositions import Party

LEXICON = Lexicon(
    LanguagePack("en", "0"),
    (RegionPack("r", "0", sides=tuple(Side(s, s) for s in ("n", "m", "s")), allied=(("n", "m"),)),),
)


def roles(text: str) -> tuple[Roles, ...]:
    """ "n>s" = n did it to s; "n+s>" = both; ids in capitals have no side."""
    agents, _, patients = text.partition(">")
    return ((_parties(agents), _parties(patients)),)


def _parties(text: str) -> tuple[Party, ...]:
    return tuple(Party(p, p, p if p.islower() else None, p) for p in text.split("+") if p)


LEVELS = [
    ("n>s", "n>s", "same roles"),
    ("n>s", "n>", "same roles"),
    # allies are one camp
    ("n>s", "m>s", "same roles"),
    (">s", ">s", "same roles"),
    ("n>s", "s>n", "roles swapped"),
    # "our soldiers came under fire": nobody named
    ("n>s", ">n", "roles swapped"),
    ("n>", "s>", "other agent"),
    ("n+s>", "n>s", "same two sides"),
    ("n+s>n+s", "n>s", "same two sides"),
    # one names who did it, the other who suffered it
    ("n>", ">s", "missing"),
    (">n", ">s", "nothing shared"),
    # without a side only the same name tells anything
    ("GUNMEN>", "GUNMEN>", "same roles"),
    ("GUNMEN>", "BANDITS>", "missing"),
    ("GUNMEN>", "n>", "missing"),
    (">", "n>", "missing"),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: str, b: str, level: str) -> None:
    assert compare_roles(roles(a), roles(b), LEXICON) == {level}
    assert compare_roles(roles(b), roles(a), LEXICON) == {level}


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_swapping_the_camps_changes_no_level(a: str, b: str, level: str) -> None:
    turn = str.maketrans({"n": "s", "m": "s", "s": "n"})
    assert compare_roles(roles(a.translate(turn)), roles(b.translate(turn)), LEXICON) == {level}
