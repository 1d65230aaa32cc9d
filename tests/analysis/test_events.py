"""Roles, times, hedges and drops of acts; laws of the event stage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_scenes import events_in, no_region

from toldby.domain.finds import EventMention


def told(text: str) -> list[EventMention]:
    return [e for e in events_in(text) if e.drop is None and e.type]


ROLES = [
    # active, passive and noun forms of one act have the same doer
    ("Halvenan troops shelled Pelluk.", ["halvena"], []),
    ("Pelluk was shelled by Halvenan troops.", ["halvena"], []),
    ("Halvenan shelling hit Pelluk.", ["halvena"], []),
    # those ambushed suffer the act
    ("Teskorian soldiers ambushed Halvenan police near Torvel.", ["teskoria"], ["halvena"]),
    # the side whose weapons hit is the doer
    ("Teskorian mortars hit Pelluk.", ["teskoria"], []),
    # "it was X, not Y": X did it
    ("It was Halvenan gunners, not ours, who opened fire.", ["halvena"], []),
]


@pytest.mark.parametrize(("text", "agents", "patients"), ROLES)
def test_roles(text: str, agents: list[str], patients: list[str]) -> None:
    event = told(text)[0]
    assert [p.side for p in event.agents] == agents
    assert [p.side for p in event.patients] == patients


def test_two_acts_of_one_sentence_are_two() -> None:
    found = told("Teskorian troops crossed the separation line and set up an observation post.")
    assert [e.type for e in found] == ["posture.line_crossing", "posture.outpost_setup"]


UNREAL = [
    # feared, conditional, planned, demanded
    ("The council warned that troops could cross the separation line.", "hypothetical"),
    ("Teskoria threatened to shell Pelluk.", "hypothetical"),
    ("The army will withdraw from Pelluk next week.", "planned"),
    ("Monitors demanded that Teskorian units withdraw from the ridge.", "planned"),
]


@pytest.mark.parametrize(("text", "status"), UNREAL)
def test_unreal_act(text: str, status: str) -> None:
    assert {e.status for e in told(text)} == {status}


DROPPED = [
    ("Sporadic clashes have been reported along the line.", "generic"),
    ("Both sides have counted more than 200 attacks since January.", "aggregate"),
    ("Soldiers stormed a mock village near Vossim in an exercise.", "exercise"),
]


@pytest.mark.parametrize(("text", "reason"), DROPPED)
def test_dropped_with_reason(text: str, reason: str) -> None:
    events = events_in(text)
    assert all(e.drop is not None and e.drop.startswith(reason) for e in events if e.type)


def test_denied_words_are_negated() -> None:
    assert [e.is_negated for e in told("Halvenan troops did not shell Pelluk.")] == [True]


def test_day_of_speech_is_not_the_day_of_the_act() -> None:
    text = "Mortars hit Pelluk on Thursday, the council said on Friday."
    event = told(text)[0]
    assert len(event.times) == 1


def test_dead_without_an_act_are_a_mention_of_their_own() -> None:
    found = events_in("Five residents were killed.")
    assert [(e.type, e.counts[0].low) for e in found] == [("", 5)]


def test_act_is_found_without_a_parse() -> None:
    found = [e for e in events_in("Halvenan troops shelled Pelluk.", is_parsed=False) if e.drop is None]
    assert [(e.type, [p.side for p in e.agents]) for e in found] == [("remote.shelling", ["halvena"])]


@pytest.mark.parametrize(("first", "second"), [("Zubaran", "Vardian"), ("Kelmian", "Torvese")])
def test_swapping_invented_names_swaps_roles_only(first: str, second: str) -> None:
    text = "{0} troops attacked {1} soldiers near Kasmir on Monday."
    one = events_in(text.format(first, second), no_region())
    two = events_in(text.format(second, first), no_region())
    assert [e.type for e in one] == [e.type for e in two]
    assert [e.agents[0].words for e in one] == [f"{first} troops"]
    assert [e.agents[0].words for e in two] == [f"{second} troops"]


@given(st.text(max_size=120))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_without_a_parse(text: str) -> None:
    for event in events_in(text, is_parsed=False):
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
