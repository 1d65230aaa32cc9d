"""Where: roles before places, relations, precision, and names no pack knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_scenes import no_region, places_in, tirrow

ROLES = [
    # the place of an act
    ("Shells hit the village of Pelluk.", "Pelluk", "tw-03", "location", "at"),
    ("A van was stopped near Kessun Crossing.", "Kessun Crossing", "tw-04", "location", "near"),
    # two spellings side by side are one place
    ("Three died in Pelluk/Fellûg.", "Fellûg", "tw-03", "location", "at"),
    # where the speaker sits is not where it happened
    ("A doctor in Ondrel told reporters so.", "Ondrel", "tw-02", "part", "at"),
    # the place of writing
    ("PORT QUARRIN (QW) - Shells hit Pelluk.", "PORT QUARRIN", "tw-11", "part", "at"),
    # a name that only tells which
    ("Imbrel authorities closed the road.", "Imbrel", "tw-01", "part", "at"),
    # the town of a newspaper is no place of the report: no mention at all is right too
    ("They moved from Sadrun to Pelluk.", "Sadrun", "tw-07", "origin", "at"),
    ("They moved from Sadrun to Pelluk.", "Pelluk", "tw-03", "target", "at"),
]


@pytest.mark.parametrize(("text", "words", "place", "role", "relation"), ROLES)
def test_role(text: str, words: str, place: str, role: str, relation: str) -> None:
    found = {p.text: p for p in places_in(text, tirrow())}[words]
    assert (found.place_id, found.role, found.relation) == (place, role, relation)


def test_newspaper_is_no_place() -> None:
    assert places_in("Vossim Daily quoted the council.", tirrow()) == ()


UNKNOWN = [
    # an unknown capitalised name after a locative preposition
    ("Troops stood near Vardel.", "Vardel", "text:vardel", "near"),
    # the kind of place is part of the name of a ridge
    ("They held Grey Ridge.", "Grey Ridge", "text:grey-ridge", "at"),
    # a road named by the places it joins
    (
        "A van burned on the Vardel-Torum-Kasmir road.",
        "Vardel-Torum-Kasmir road",
        "text:vardel-torum-kasmir-road",
        "at",
    ),
]


@pytest.mark.parametrize(("text", "words", "place", "relation"), UNKNOWN)
def test_unknown_name_is_kept(text: str, words: str, place: str, relation: str) -> None:
    found = {p.text: p for p in places_in(text, no_region())}[words]
    assert (found.place_id, found.status, found.relation) == (place, "unknown", relation)
    assert found.lat is None


def test_contested_point_is_covered_by_one_circle() -> None:
    found = places_in("Shells hit Pelluk.", tirrow())[0]
    assert (found.lat, found.radius_m) == (pytest.approx(-30.34207, abs=2e-5), pytest.approx(2341, abs=2))


def test_same_village_is_the_one_named_before() -> None:
    found = places_in("Shells hit Pelluk.\n\nMortars struck the same village.", tirrow())
    assert [(p.text, p.place_id) for p in found] == [("Pelluk", "tw-03"), ("the same village", "tw-03")]


def test_look_alike_is_suggested_and_never_linked() -> None:
    found = places_in("Shells fell near Pelluq.", tirrow())[0]
    assert (found.status, [c.place_id for c in found.candidates]) == ("unknown", ["tw-03"])


def test_no_month_is_a_place() -> None:
    assert places_in("It happened in May.", no_region()) == ()


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_reads_back(text: str) -> None:
    for mention in places_in(text, tirrow()):
        assert text[mention.start : mention.end] == mention.text
