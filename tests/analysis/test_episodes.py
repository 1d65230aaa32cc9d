"""Which sayings of one report are one happening (`linking.md` 3), on invented texts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from tests.analysis.demo_claims import load_demo_lexicon

from toldby.analysis.episodes import group_episodes, split_episodes
from toldby.domain.claims import Claim, MachineNotes, Speaker, Stance
from toldby.domain.ids import ClaimId, DocId
from toldby.domain.incidents import Episode
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import Report, Span, Zone, ZoneKind

SHELL, CLASH, CROSS, DIG = (
    "remote.shelling",
    "engagement.armed_clash",
    "posture.line_crossing",
    "posture.engineering_works",
)
KILLED = (Count("people", None, "killed", None, 2, 2, "exact"),)


@dataclass(frozen=True)
class Told:
    """One sentence of a report and the claim made of it."""

    name: str
    text: str
    kind: str | None = None
    day: str | None = None
    place: str | None = None
    by: str | None = None
    to: str | None = None
    speaker: str | None = None
    stance: str = "assert"
    status: str = "asserted"
    counts: tuple[Count, ...] = ()
    targets: tuple[str, ...] = ()
    relation: str = "denies"
    flags: tuple[str, ...] = ()
    rule: str = "test"
    headline: bool = False
    partial: str | None = None


def group(*told: Told) -> tuple[dict[str, Claim], tuple[Episode, ...]]:
    text, zones, claims = "", [], []
    for each in told:
        start = len(text)
        text += each.text + "\n"
        zones.append(Zone(start, len(text) - 1, ZoneKind.HEADLINE if each.headline else ZoneKind.BODY))
        claims.append(_make_claim(each, Span(start, len(text) - 1)))
    report = Report(DocId("d"), "d.txt", "0", "0", text, zones=tuple(zones))
    out, episodes = group_episodes(report, tuple(claims), load_demo_lexicon())
    return {c.claim_id: c for c in out}, episodes


def _make_claim(told: Told, span: Span) -> Claim:
    speaker = Speaker(told.speaker, told.speaker, None, "name") if told.speaker else None
    props: tuple[Proposition, ...] = ()
    when = When(told.day, told.day, "day") if told.day else When(partial=told.partial)
    if told.kind or told.counts or told.by or told.place:
        props = (
            Proposition(
                told.kind,
                told.status,
                when,
                (PlaceRef(span.start, span.end, told.place, told.place, "at"),) if told.place else (),
                _party(told.by),
                _party(told.to),
                told.counts,
                trigger=(span.end - 1, span.end),
            ),
        )
    return Claim(
        ClaimId(told.name),
        DocId("d"),
        "attributed" if speaker else "narrator",
        None,
        Stance(told.stance),
        None,
        (),
        (),
        (span,),
        told.text,
        speaker,
        None,
        (),
        None,
        tuple(ClaimId(t) for t in told.targets),
        tuple(told.relation for _ in told.targets),
        props,
        told.flags,
        "",
        MachineNotes(told.rule),
    )


def _party(side: str | None) -> tuple[Party, ...]:
    return (Party(side, side, side, side),) if side else ()


def homes(*told: Told) -> list[set[str]]:
    """Claims of each episode with a core."""
    _, episodes = group(*told)
    found: list[set[str]] = [{*(p.claim_id for p in e.core), *e.dependents} for e in episodes if e.core]
    return sorted(found, key=sorted)


A = Told("a", "Shells hit the mill on 9 May.", SHELL, "2019-05-09", "tw-03", "teskoria")

JOINED = [
    ("same type, one without a day", A, Told("b", "The shelling broke windows.", SHELL)),
    ("same day and place", A, Told("b", "It was shelled at noon.", SHELL, "2019-05-09", "tw-03")),
    (
        "listed pair",
        Told("a", "They crossed.", CROSS, "2019-05-09", by="halvena"),
        Told("b", "They took a post.", "posture.position_taken", "2019-05-09", by="halvena"),
    ),
    ("headline and lead", A, Told("b", "Shelling", SHELL, headline=True)),
    (
        "headline of the family",
        Told("a", "They came under fire.", "engagement.fire_across_line", "2019-05-09"),
        Told("b", "Guards repel attack", "engagement.sabotage_attempt", headline=True),
    ),
    ("people hurt, told in the next paragraph", A, Told("b", "Two died.", counts=KILLED)),
    ("a denial hangs on its target", A, Told("b", "They deny it.", speaker="x", stance="deny", targets=("a",))),
    (
        "one speaker answers another",
        Told("a", "They fired.", CLASH, by="halvena", to="teskoria", speaker="x"),
        Told(
            "b",
            "We were attacked.",
            CLASH,
            by="teskoria",
            to="halvena",
            speaker="y",
            targets=("a",),
            relation="counters",
        ),
    ),
    (
        "an act in other words, same agent",
        Told("a", "They took a post.", "posture.position_taken", "2019-05-09", by="halvena"),
        Told("b", "Necessary measures.", None, None, "tw-05", by="halvena", flags=("euphemism",), speaker="x"),
    ),
    (
        "who tells the one act demands something",
        Told("a", "They shelled the mill.", SHELL, "2019-05-09", speaker="x"),
        Told("b", "Let the monitors visit the village.", speaker="x", stance="demand"),
    ),
    ("who did not answer was asked about the act before", A, Told("b", "They gave no answer.", flags=("no_comment",))),
    (
        "last month may be March",
        Told("a", "They crossed last month.", CROSS, partial="XXXX-XX"),
        Told("b", "In March they crossed.", CROSS, partial="XXXX-03"),
    ),
    ("a charge of the same day", A, Told("b", "They are accused of it.", SHELL, "2019-05-09", status="alleged")),
]

APART = [
    ("other day", A, Told("b", "They were shelled before.", SHELL, "2019-05-02", "tw-03", "teskoria")),
    (
        "neighbouring place",
        Told("a", "Shots at the ford.", CLASH, "2019-05-09", "tw-04"),
        Told("b", "Shots on the hill.", CLASH, "2019-05-09", "tw-05"),
    ),
    (
        "two unknown names",
        Told("a", "x", SHELL, "2019-05-09", "text:alder"),
        Told("b", "y", SHELL, "2019-05-09", "text:birch"),
    ),
    (
        "two days without their year",
        Told("a", "They fired on 5 March.", CLASH, partial="XXXX-03-05"),
        Told("b", "They fired on 9 March.", CLASH, partial="XXXX-03-09"),
    ),
    (
        "on Friday, and in March",
        Told("a", "They crossed on Friday.", CROSS, partial="XXXX-WXX-5"),
        Told("b", "In March they crossed.", CROSS, partial="XXXX-03"),
    ),
    (
        "today, and on 5 March",
        Told("a", "They fired on 5 March.", CLASH, partial="XXXX-03-05"),
        Told("b", "Today they fired.", CLASH, partial="XXXX-XX-XX"),
    ),
    ("said to be another", A, Told("b", "On the way another village was shelled.", SHELL)),
    ("other agent without patient", Told("a", "x", DIG, by="halvena"), Told("b", "y", DIG, by="teskoria")),
    ("two speakers, nothing but the kind", Told("a", "x", DIG, speaker="x"), Told("b", "y", DIG, speaker="y")),
    (
        "roles swapped, nobody answers",
        Told("a", "x", CLASH, by="halvena", to="teskoria"),
        Told("b", "y", CLASH, by="teskoria", to="halvena"),
    ),
    ("a practice and an act", A, Told("b", "They often shell.", SHELL, by="teskoria", status="alleged")),
    ("background", A, Told("b", "Once there was shelling.", SHELL, status="background")),
    ("other kind", A, Told("b", "They withdrew.", "posture.withdrawal", "2019-05-09", "tw-03", "teskoria")),
]


@pytest.mark.parametrize(("why", "a", "b"), JOINED)
def test_one_happening(why: str, a: Told, b: Told) -> None:
    assert homes(a, b) == [{"a", "b"}], why
    assert homes(replace(b, name="a"), replace(a, name="b")) == [{"a", "b"}] or a.targets or b.targets or not b.kind, (
        why
    )


@pytest.mark.parametrize(("why", "a", "b"), APART)
def test_two_happenings(why: str, a: Told, b: Told) -> None:
    assert homes(a, b) == [{"a"}, {"b"}], why


def test_another_is_remembered() -> None:
    _, episodes = group(A, Told("b", "In another attack shells fell.", SHELL))
    assert {e.not_same_as for e in episodes} == {(episodes[0].episode_id,), (episodes[1].episode_id,)}


def test_denial_of_a_whole_statement_hangs_on_all_its_targets_but_not_on_background() -> None:
    other = Told("c", "They withdrew.", "posture.withdrawal", "2019-05-10", speaker="x")
    past = Told("p", "A truce of 2017 holds.", "settle.ceasefire", "2017-10-12", status="background", speaker="x")
    denial = Told("d", "All untrue.", speaker="y", stance="deny", targets=("a", "c"), flags=("general",))
    assert homes(A, other, past, denial) == [{"a", "d"}, {"c", "d"}, {"p"}]


def test_denial_may_name_background_on_the_way() -> None:
    """ "That contradicts the truce of 2017": the truce is told, the denial still answers its target."""
    denial = Told(
        "d",
        "It breaks the truce of 2017.",
        "settle.ceasefire",
        "2017-10-12",
        speaker="y",
        stance="reject",
        status="background",
        targets=("a",),
    )
    assert homes(A, denial) == [{"a", "d"}, {"d"}]


def test_denial_without_target_waits() -> None:
    claims, episodes = group(Told("a", "The rumours are false.", speaker="x", stance="deny"))
    (answer,) = episodes
    assert answer.core == ()
    assert claims["a"].episode_id == answer.episode_id


def test_blame_shift_waits_with_its_denial() -> None:
    denial = Told("a", "The report is untrue.", SHELL, None, "tw-03", speaker="x", stance="deny", status="denied")
    shift = Told(
        "b",
        "It was them.",
        "engagement.fire_across_line",
        "2019-05-09",
        by="halvena",
        speaker="x",
        stance="accuse",
        rule="denial.cleft",
    )
    _, (answer,) = group(denial, shift)
    assert answer.dependents == ("a", "b")
    assert answer.types == ("engagement.fire_across_line", SHELL)


@pytest.mark.parametrize("flag", ["name_objection", "no_comment"])
def test_no_happening_no_episode(flag: str) -> None:
    claims, episodes = group(Told("a", "The name is wrong.", speaker="x", stance="reject", flags=(flag,)))
    assert episodes == ()
    assert claims["a"].episode_id is None


COUNTS_APART = [
    # nobody was hurt today: not in the fight of 5 March
    (Told("a", "They fired on 5 March.", CLASH, partial="XXXX-03-05"), KILLED, "XXXX-XX-XX"),
    # a total of many acts, in a paragraph of its own
    (A, (Count("people", None, "killed", None, 3001, None, "floor"),), None),
]


@pytest.mark.parametrize(("act", "counts", "partial"), COUNTS_APART)
def test_people_hurt_elsewhere_join_nothing(act: Told, counts: tuple[Count, ...], partial: str | None) -> None:
    assert homes(act, Told("b", "People died.", counts=counts, partial=partial)) == [{"a"}]


def test_nothing_fired_is_no_act() -> None:
    none_fired = (Count("shells", None, None, None, 0, 0, "zero"),)
    assert group(Told("a", "No shells were fired.", SHELL, counts=none_fired))[1] == ()


def test_bare_charge_is_no_happening() -> None:
    """A kind of act with no doer, victim, day or place tells nothing that could be found again."""
    assert group(Told("a", "Arms were smuggled.", "posture.arms_transfer", status="alleged"))[1] == ()
    assert len(group(Told("a", "They smuggled arms.", "posture.arms_transfer", by="halvena", status="alleged"))[1]) == 1


@pytest.mark.parametrize("status", ["planned", "hypothetical"])
def test_unreal_acts_need_a_day_or_place(status: str) -> None:
    assert group(Told("a", "More attacks may come.", SHELL, status=status, by="halvena"))[1] == ()
    assert len(group(Told("a", "Talks are set for 20 May.", "settle.talks", "2019-05-20", status=status))[1]) == 1


def test_order_of_claims_does_not_matter() -> None:
    told = [A, Told("b", "The shelling went on.", SHELL), Told("c", "Two died.", counts=KILLED)]
    report_claims, episodes = group(*told)
    again = group_episodes(
        Report(DocId("d"), "d.txt", "0", "0", "".join(t.text + "\n" for t in told), zones=_zones(told)),
        tuple(reversed(tuple(report_claims.values()))),
        load_demo_lexicon(),
    )[1]
    assert again == episodes


def _zones(told: list[Told]) -> tuple[Zone, ...]:
    zones, start = [], 0
    for each in told:
        zones.append(Zone(start, start + len(each.text), ZoneKind.BODY))
        start += len(each.text) + 1
    return tuple(zones)


def test_person_splits_one_episode() -> None:
    told = [
        A,
        Told("b", "The shelling went on.", SHELL),
        Told("c", "They deny it.", speaker="x", stance="deny", targets=("b",)),
    ]
    claims, episodes = group(*told)
    report = Report(DocId("d"), "d.txt", "0", "0", "".join(t.text + "\n" for t in told), zones=_zones(told))
    after, parts = split_episodes(report, tuple(claims.values()), episodes, ((ClaimId("a"), ClaimId("b")),))
    assert [{p.claim_id for p in e.core} | set(e.dependents) for e in sorted(parts, key=lambda e: e.core)] == [
        {"a"},
        {"b", "c"},
    ]
    assert len({c.episode_id for c in after}) == 2
    assert split_episodes(report, tuple(claims.values()), episodes, ()) == (tuple(claims.values()), episodes)
