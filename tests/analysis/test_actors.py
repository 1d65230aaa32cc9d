"""Who is named: pack names, composed phrases, names of the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_scenes import actors_in, no_region, tirrow

NAMED = [
    # a ministry by possessor and field of office, not by its full name
    ("Halvena's defence ministry put the toll at five.", "Halvena's defence ministry", "halvena-mod", "halvena"),
    # people of an army are that army
    ("Units of the Teskorian army fired shells.", "Units of the Teskorian army", "teskoria-army", "teskoria"),
    # a side with soldiers: the one army of the side
    ("Teskorian soldiers stood on the ridge.", "Teskorian soldiers", "teskoria-army", "teskoria"),
    # a group of a side that has no such body in the pack: the side itself
    ("A Teskorian raiding party came.", "Teskorian raiding party", "teskoria", "teskoria"),
    # the one police of a side
    ("Halvenan police stopped a van.", "Halvenan police", "valley-police", "halvena"),
    # a metonym that denies is the power that sits there
    ("Sarquil denied the report.", "Sarquil", "teskoria", "teskoria"),
    # a bare common noun is left open
    ("Two surveyors were seen.", "surveyors", None, None),
    # a body without a side
    ("The Truce Monitoring Group left.", "Truce Monitoring Group", "monitors", None),
]


@pytest.mark.parametrize(("text", "words", "actor", "side"), NAMED)
def test_named_actor(text: str, words: str, actor: str | None, side: str | None) -> None:
    found = {a.text: a for a in actors_in(text, tirrow())}
    assert (found[words].actor_id, found[words].side) == (actor, side)


ALONE = [
    # nationality and noun, no pack knows them
    ("Zubaran troops entered the town.", "Zubaran troops", "text:zubaran-troops"),
    # a body by its noun and its owner
    (
        "The Ministry of Interior of Zubara denied it.",
        "Ministry of Interior of Zubara",
        "text:ministry-of-interior-of-zubara",
    ),
    # a command by name
    ("The Northern Command vowed to stay.", "Northern Command", "text:northern-command"),
    # a person after a title is known by the name
    ("Colonel Idris Bakal said so.", "Colonel Idris Bakal", "text:idris-bakal"),
]


@pytest.mark.parametrize(("text", "words", "actor"), ALONE)
def test_actor_from_text_alone(text: str, words: str, actor: str) -> None:
    found = {a.text: a for a in actors_in(text, no_region())}
    assert (found[words].actor_id, found[words].side) == (actor, None)


def test_last_name_is_the_person_named_before() -> None:
    found = actors_in("Colonel Idris Bakal spoke first. Bakal said that the road was open.", no_region())
    assert {a.actor_id for a in found if "Bakal" in a.text} == {"text:idris-bakal"}


def test_place_is_no_actor() -> None:
    assert "Pelluk" not in {a.text for a in actors_in("Shells hit the village of Pelluk.", tirrow())}


SWAP = {"Halvena": "Teskoria", "Teskoria": "Halvena", "Halvenan": "Teskorian", "Teskorian": "Halvenan"}


@pytest.mark.parametrize("text", ["Halvenan gunners fired.", "Halvena accused Teskoria.", "Teskorian saboteurs came."])
def test_swapped_names_swap_the_sides(text: str) -> None:
    swapped = " ".join(SWAP.get(w.rstrip("."), w.rstrip(".")) + ("." if w.endswith(".") else "") for w in text.split())
    sides = {"halvena": "teskoria", "teskoria": "halvena", None: None}
    before, after = actors_in(text, tirrow()), actors_in(swapped, tirrow())
    assert [sides[a.side] for a in before] == [a.side for a in after]


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_reads_back(text: str) -> None:
    for mention in actors_in(text, tirrow()):
        assert text[mention.start : mention.end] == mention.text
