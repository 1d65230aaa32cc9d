"""Levels of places: identity, containment, distance; unresolved names are kept apart."""

from __future__ import annotations

import pytest
from tests.analysis.demo_claims import load_demo_lexicon

from toldby.analysis.compare.place import are_compatible, compare_places, is_inside
from toldby.domain.lexicon import LanguagePack, Lexicon, RegionPack
from toldby.domain.places import Place, PlaceName, Point
from toldby.domain.propositions import PlaceRef


def at(*ids: str) -> tuple[PlaceRef, ...]:
    return tuple(PlaceRef(0, 1, i, i, "at") for i in ids)


LEVELS = [
    ("tw-03", "tw-03", "same place"),
    ("tw-04", "tw-05", "near"),
    # a river of 60 km tells nothing of where on it
    ("tw-04", "tw-10", "region only"),
    ("tw-03", "tw-06", "10-40 km"),
    ("tw-03", "tw-11", "far"),
    # the valley tells nothing of where in it
    ("tw-01", "tw-03", "region only"),
    ("text:alder", "text:alder", "same name"),
    ("text:alder", "text:birch", "other name"),
    ("text:alder", "tw-03", "other name"),
]


@pytest.mark.parametrize(("a", "b", "level"), LEVELS)
def test_level(a: str, b: str, level: str) -> None:
    lexicon = load_demo_lexicon()
    assert compare_places(at(a), at(b), lexicon) == {level}
    assert compare_places(at(b), at(a), lexicon) == {level}


def test_shared_district_does_not_hide_two_villages() -> None:
    found = compare_places(at("text:alder", "text:east"), at("text:birch", "text:east"), load_demo_lexicon())
    assert "same name" not in found
    assert "same name among others" in found


def test_silence_is_compatible_and_neighbours_are_two_places() -> None:
    lexicon = load_demo_lexicon()
    assert are_compatible((), at("tw-03"), lexicon)
    assert are_compatible(at("tw-01"), at("tw-03"), lexicon)
    assert not are_compatible(at("tw-04"), at("tw-05"), lexicon)


def test_hub_weighs_less_and_nodes_lie_on_their_road() -> None:
    town = Place("town", "settlement", (PlaceName("Town"),), (Point(0, 0, 1000),), is_hub=True)
    road = Place("road", "road", (PlaceName("Road"),), (), nodes=("town",))
    lexicon = Lexicon(LanguagePack("en", "0"), (RegionPack("r", "0", places=(town, road)),))
    assert compare_places(at("town"), at("town"), lexicon) == {"same hub"}
    assert is_inside("town", "road", lexicon)
    assert compare_places(at("town"), at("road"), lexicon) == {"inside"}


def test_circles_of_part_of_end() -> None:
    """A pack with a loop must not hang."""
    a = Place("a", "admin", (PlaceName("A"),), part_of=("b",))
    b = Place("b", "admin", (PlaceName("B"),), part_of=("a",))
    lexicon = Lexicon(LanguagePack("en", "0"), (RegionPack("r", "0", places=(a, b)),))
    assert is_inside("a", "b", lexicon)
