"""The demo corpus, hand-made up to the claims: rows, relations, origins of `demo-corpus.md` 4 and 5."""

from __future__ import annotations

from functools import cache

import pytest
from tests.analysis.demo_claims import Demo, build_demo

from toldby.domain.incidents import Incident, SlotProposition


@cache
def demo() -> Demo:
    """As the machine leaves it."""
    return build_demo()


@cache
def merged() -> Demo:
    """After the judgement that both accounts of the ford are one event."""
    return build_demo(frozenset({("R01a", "R02a")}))


def incident(built: Demo, claim: str) -> Incident:
    """The one incident of a claim."""
    (incident_id,) = built.incidents_of(claim)
    return next(i for i in built.derived.incidents if i.incident_id == incident_id)


def point(row: Incident, slot: str, value: str | None) -> SlotProposition:
    """One point of an incident."""
    return next(p for p in row.propositions if (p.slot, p.value) == (slot, value))


def kinds(built: Demo, row: Incident, slot: str | None = None) -> set[tuple[str, str, str | None, str | None]]:
    """Relations as (slot, kind, a, b)."""
    rows = (r for r in built.derived.relations if r.incident_id == row.incident_id)
    return {(r.slot, r.kind, r.a, r.b) for r in rows if slot in (None, r.slot)}


SAME = [
    ("R03a", "S1a", "one statement, relayed"),
    ("R04a", "S1a", "the doctor tells of the same shells"),
    ("S3a", "S1a", "counted on the day after; the event day decides"),
    ("S2a", "S1a", "a denial in another report, by place and type"),
    ("S2b", "S1a", "the blame shift follows its denial"),
    ("R07a", "S2c", "hill and ridge are one place"),
    ("S3c", "S2c", "a third name"),
    ("R09a", "R11a", "detained and abducted"),
    ("R10c", "R11a", "the other side admits"),
    ("R08b", "R08a", "no water, one day"),
    ("R07b", "R08a", "the denial of the other side"),
    ("R10a", "R12a", "15 or 16 May: a dispute, not two mines"),
    ("R05d", "R09c", "11 or 12 October"),
    ("R07c", "R01b", "a later death told of the ford"),
]

APART = [("S1a", "R04e"), ("S1a", "R07b2"), ("R04e", "R07b2"), ("R08a", "R07b2"), ("R11a", "R10a"), ("R01a", "R02a")]


@pytest.mark.parametrize(("a", "b", "why"), SAME)
def test_one_incident(a: str, b: str, why: str) -> None:
    assert set(demo().incidents_of(a)) & set(demo().incidents_of(b)), why


@pytest.mark.parametrize(("a", "b"), APART)
def test_never_merged(a: str, b: str) -> None:
    assert not set(demo().incidents_of(a)) & set(demo().incidents_of(b))


def test_act_and_its_reason_are_two_incidents() -> None:
    both = [i for i in demo().derived.incidents if i.incident_id in demo().incidents_of("S2c")]
    assert {i.type for i in both} == {"posture.position_taken", "posture.arms_transfer"}
    taken = next(i for i in both if i.type == "posture.position_taken")
    reason = next(i for i in both if i.type == "posture.arms_transfer")
    assert ("justified_by", reason.incident_id) in {(x.kind, x.incident_id) for x in taken.links}


def test_eleven_rows_and_one_mine_laid() -> None:
    types = [i.type for i in demo().derived.incidents]
    assert len(types) == 12
    assert types.count("posture.mine_laying") == 1


def test_ford_is_a_linked_pair_until_a_person_joins_it() -> None:
    mine, theirs = incident(demo(), "R01a"), incident(demo(), "R02a")
    assert ("mirror_account_of", theirs.incident_id) in {(x.kind, x.incident_id) for x in mine.links}
    assert ("mirror_account_of", mine.incident_id) in {(x.kind, x.incident_id) for x in theirs.links}
    assert mine.state == theirs.state == "contested"
    assert len(merged().derived.incidents) == len(demo().derived.incidents) - 1
    assert incident(merged(), "R01a").type == "engagement.armed_clash"


# claim, type, status, state of `demo-corpus.md` 5
ROWS = [
    ("S1a", "remote.shelling", "asserted", "contested"),
    ("R07a", "posture.position_taken", "asserted", "agreed"),
    ("R08a", "restrict.utility_cut", "asserted", "contested"),
    ("R09a", "restrict.detention", "asserted", "agreed"),
    ("R10a", "remote.mine_explosion", "asserted", "contested"),
    ("R09c", "settle.ceasefire", "background", "contested"),
    ("R04e", "remote.shelling", "background", "single_origin"),
    ("R07b2", "remote.shelling", "alleged", "one_sided"),
]


@pytest.mark.parametrize(("claim", "kind", "status", "state"), ROWS)
def test_type_status_state(claim: str, kind: str, status: str, state: str) -> None:
    row = incident(demo(), claim)
    assert (row.type, row.status, row.state) == (kind, status, state)


# claim, slot, value, low, high, against low, against high, by camp
COUNTS = [
    ("S1a", "occurrence", None, 3, 3, 1, 1, {"halvena": 1, "none": 2}),
    ("S1a", "actor", "teskoria", 1, 1, 1, 1, {"halvena": 1}),
    ("S1a", "actor", "halvena", 1, 1, 0, 0, {"teskoria": 1}),
    ("S1a", "killed/unknown", "5", 1, 1, 0, 0, {"halvena": 1}),
    ("S1a", "killed/unknown", "3", 1, 1, 0, 0, {"none": 1}),
    ("S1a", "killed/unknown", "3 or more", 3, 3, 0, 0, {"halvena": 1, "none": 2}),
    ("R01a", "occurrence", None, 3, 3, 0, 0, {"halvena": 1, "teskoria": 1, "none": 1}),
    ("R01a", "actor", "teskoria", 1, 1, 0, 0, {"halvena": 1}),
    ("R01a", "actor", "not teskoria", 1, 1, 0, 0, {"teskoria": 1}),
    ("R01a", "killed/teskoria", "1", 2, 2, 0, 0, {"halvena": 1, "teskoria": 1}),
    ("R01a", "killed/halvena", "2", 2, 2, 0, 0, {"halvena": 1, "teskoria": 1}),
    ("R01a", "killed/halvena", "3", 1, 1, 0, 0, {"halvena": 1}),
    ("R07a", "occurrence", None, 3, 3, 0, 0, {"halvena": 1, "teskoria": 1, "none": 1}),
    ("R07a", "framing", "breach", 1, 1, 0, 0, {"halvena": 1}),
    ("R08a", "occurrence", None, 1, 1, 0, 0, {"teskoria": 1}),
    ("R08a", "actor", "halvena", 0, 1, 1, 1, {}),
    ("R09a", "occurrence", None, 2, 2, 0, 0, {"halvena": 1, "teskoria": 1}),
    ("R10a", "occurrence", None, 3, 3, 0, 0, {"halvena": 1, "none": 2}),
    ("R09c", "occurrence", None, 0, 2, 0, 0, {}),
    ("R04e", "occurrence", None, 0, 1, 0, 0, {}),
    ("R07b2", "occurrence", None, 1, 1, 0, 0, {"halvena": 1}),
]


@pytest.mark.parametrize(("claim", "slot", "value", "low", "high", "no_low", "no_high", "camps"), COUNTS)
def test_origins(
    claim: str, slot: str, value: str | None, low: int, high: int, no_low: int, no_high: int, camps: dict[str, int]
) -> None:
    found = point(incident(merged(), claim), slot, value)
    assert (found.origins.low, found.origins.high) == (low, high)
    assert (found.against_low, found.against_high) == (no_low, no_high)
    assert dict(found.origins.by_camp) == camps


FLAGS = [
    ("R07a", {"admission", "cross-camp"}),
    ("R09a", {"admission", "cross-camp"}),
    ("R01a", {"cross-camp"}),
    ("S1a", set()),
    ("R10a", set()),
]


@pytest.mark.parametrize(("claim", "flags"), FLAGS)
def test_flags_of_occurrence(claim: str, flags: set[str]) -> None:
    assert set(point(incident(merged(), claim), "occurrence", None).flags) == flags


def test_denier_counts_at_incident_level() -> None:
    assert (incident(demo(), "S1a").origins.low, incident(demo(), "S1a").origins.high) == (4, 4)


RELATIONS = [
    ("S1a", ("occurrence", "deny", "S2a", "S1a"), "general denial of the report of the other side"),
    ("S1a", ("actor", "conflict-actor", "S1a", "S2b"), "it was them, not us"),
    ("S1a", ("killed/unknown", "conflict-number", "S1b", "S3a"), "five and three"),
    ("S1a", ("killed/unknown", "compatible", "R04a", "S1b"), "at least three and five"),
    ("R01a", ("killed/halvena", "update", "R07c", "R01b"), "a third officer died later"),
    ("R01a", ("killed/halvena", "agree", "R01b", "R02b"), "told from the other bank"),
    ("R01a", ("killed/teskoria", "agree", "R01b", "R02b"), "told from the other bank"),
    ("R01a", ("actor", "conflict-actor", "R01a", "R02a"), "each side tells of the other's attack"),
    ("R07a", ("place", "conflict-name-only", "R07a", "S3c"), "a third name"),
    ("R07a", ("framing", "framing", "R07a", "S2c"), "breach of the truce, necessary measures"),
    ("R08a", ("actor", "deny", "R07b", "R08a"), "the council denies its hand in it, not the cut"),
    ("R10a", ("when", "conflict-time", "R10a", "R12a"), "Wednesday afternoon, early Thursday"),
    ("R10a", ("when", "conflict-time", "R10a", "R12b"), "in the night"),
    ("R10a", ("when", "compatible", "R12a", "R12b"), "the night holds the early morning"),
    ("R10a", ("wounded/unknown", "conflict-number", "R10a", "R12a"), "two and one"),
    ("R10a", ("occurrence", "silent", None, None), "the other side gave no answer"),
    ("R07b2", ("occurrence", "silent", None, None), "no word on the pump"),
    ("R09c", ("when", "conflict-time", "R05d", "R09c"), "11 against 12 October"),
]


@pytest.mark.parametrize(("claim", "row", "why"), RELATIONS)
def test_relation(claim: str, row: tuple[str, str, str | None, str | None], why: str) -> None:
    assert row in kinds(merged(), incident(merged(), claim)), why


def test_later_number_is_no_conflict_with_the_other_bank() -> None:
    assert not any(kind == "conflict-number" for _, kind, _, _ in kinds(merged(), incident(merged(), "R01a")))


def test_pending_denial_stands_once() -> None:
    pending = [r for r in demo().derived.relations if "pending" in r.flags]
    assert [(r.a, r.b, r.incident_id) for r in pending] == [("S2d", None, None)]


def test_reuse_pairs() -> None:
    assert {(r.a, r.b, r.kind) for r in demo().reuse} == {
        ("r03", "s1", "quoted"),
        ("r04", "r05", "copied"),
        ("r05", "r12", "copied"),
        ("r08", "s2", "quoted"),
    }


def test_names_and_their_users() -> None:
    (place,) = incident(demo(), "S1a").places
    assert {(n.text, n.used_by) for n in place.names} >= {("Fellûg", ("teskoria-maf",))}
    assert (place.lat, place.lon) == pytest.approx((-30.34207, -20.26546), abs=2e-5)
    assert place.radius_m == pytest.approx(2341, abs=2)
