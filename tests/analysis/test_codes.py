"""Codes of other schemes, by the rules of the type file."""

from __future__ import annotations

import pytest
from tests.analysis.demo_claims import load_demo_lexicon

from toldby.analysis.codes import code_incident, derive_attributes
from toldby.domain.incidents import ClaimedCount, ClaimedParty
from toldby.domain.propositions import Count


def dead(low: int, high: int | None, status: str | None = None) -> tuple[ClaimedCount, ...]:
    return (ClaimedCount(Count("people", None, "killed", status, low, high, "exact"), ()),)


STATE = (ClaimedParty("teskoria-army", "army", "teskoria", ()),)
GUNMEN = (ClaimedParty("text:gunmen", "gunmen", None, ()),)

ACLED = [
    ("remote.shelling", {}, "Shelling/artillery/missile attack"),
    ("engagement.ambush", {"target_kind": "civilian"}, "Attack"),
    ("engagement.ambush", {}, "Armed clash"),
    ("posture.position_taken", {}, "Non-violent transfer of territory"),
    ("posture.position_taken", {"resistance": "yes", "taker": "foreign_state"}, "Non-state actor overtakes territory"),
    ("settle.incident_resolved", {}, None),
    ("no.such_type", {}, None),
]


@pytest.mark.parametrize(("kind", "attributes", "sub"), ACLED)
def test_acled(kind: str, attributes: dict[str, str], sub: str | None) -> None:
    codes = code_incident(kind, tuple(sorted(attributes.items())), (), STATE, load_demo_lexicon())
    assert codes.acled_sub_event_type == sub


def test_start_of_an_offensive_is_no_row_beside_its_fights() -> None:
    lexicon = load_demo_lexicon()
    assert code_incident("engagement.offensive_start", (), (), STATE, lexicon).acled_event_type == "Battles"
    assert code_incident("engagement.offensive_start", (), (), STATE, lexicon, has_parts=True).acled_event_type is None


UCDP = [
    ("remote.shelling", {}, dead(5, 5), STATE, 1),
    ("remote.shelling", {"target_kind": "civilian"}, dead(5, 5), STATE, 3),
    ("engagement.armed_clash", {}, dead(1, None), GUNMEN, 2),
    # nobody died, nobody named, or a type that scheme does not hold
    ("remote.shelling", {}, (), STATE, None),
    ("remote.shelling", {}, dead(0, 0), STATE, None),
    ("remote.shelling", {}, dead(5, 5), (), None),
    ("posture.line_crossing", {}, dead(5, 5), STATE, None),
]


@pytest.mark.parametrize(("kind", "attributes", "deaths", "parties", "expected"), UCDP)
def test_ucdp(
    kind: str,
    attributes: dict[str, str],
    deaths: tuple[ClaimedCount, ...],
    parties: tuple[ClaimedParty, ...],
    expected: int | None,
) -> None:
    codes = code_incident(kind, tuple(attributes.items()), deaths, parties, load_demo_lexicon())
    assert codes.ucdp == expected


def test_plover() -> None:
    lexicon = load_demo_lexicon()
    assert code_incident("remote.shelling", (), (), (), lexicon).plover == ("ASSAULT", "heavy-weapons")
    assert code_incident("settle.talks", (), (), (), lexicon).plover == ("CONSULT", None)


ATTRIBUTES = [
    ([], dead(5, 5, "child"), (), {"target_kind": "civilian"}),
    ([], dead(5, 5, "police") + dead(1, 1, "civilian"), (), {"target_kind": "mixed"}),
    ([("target_kind", "military")], dead(5, 5, "civilian"), (), {"target_kind": "military"}),
    ([("stage", "signed"), ("stage", "signed"), ("stage", "agreed")], (), (), {"stage": "signed"}),
    ([("taker", "unknown")], (), ("drone",), {"means": "drone"}),
    # two means said: none is picked
    ([], (), ("drone", "aerial"), {}),
]


@pytest.mark.parametrize(("given", "casualties", "means", "expected"), ATTRIBUTES)
def test_attributes(
    given: list[tuple[str, str]], casualties: tuple[ClaimedCount, ...], means: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert dict(derive_attributes(given, casualties, means)) == expected
