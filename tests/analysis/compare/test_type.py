"""Levels of incident types."""

from __future__ import annotations

import pytest

from toldby.analysis.compare.type import are_akin, compare_types, list_families

LEVELS = [
    (("remote.shelling",), ("remote.shelling",), "same"),
    (("engagement.ambush",), ("engagement.armed_clash",), "listed pair"),
    # told as an arrest by one side, as an abduction by the other
    (("restrict.detention",), ("civilian.abduction",), "listed pair"),
    (("remote.shelling",), ("remote.drone_strike",), "same family"),
    (("remote.shelling",), ("posture.withdrawal",), "other family"),
    (("remote.shelling",), ("speech.denial",), "act and speech"),
    ((), ("remote.shelling",), "missing"),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: tuple[str, ...], b: tuple[str, ...], level: str) -> None:
    assert compare_types(a, b) == compare_types(b, a) == {level}


def test_untyped_acts_are_akin_to_all() -> None:
    assert are_akin((), ("remote.shelling",))
    assert not are_akin(("posture.withdrawal",), ("remote.shelling",))


def test_listed_pairs_share_a_family_key() -> None:
    """Else an arrest and an abduction would never be compared."""
    assert list_families(("restrict.detention",)) & list_families(("civilian.abduction",))
