"""Two positions on one slot, beyond the cases of the demo and the seeds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.demo_claims import load_demo_lexicon
from tests.analysis.test_origins import make_claim, make_report

from toldby.analysis.denials import denied_slot
from toldby.analysis.origins import origin_of
from toldby.analysis.relate import relate_incident
from toldby.analysis.sayings import Saying
from toldby.domain.claims import Speaker
from toldby.domain.ids import ClaimId, IncidentId
from toldby.domain.incidents import Relation
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When

LEXICON = load_demo_lexicon()
HERE = IncidentId("i")


def say(
    name: str,
    actor: str | None,
    prop: Proposition,
    *,
    mode: str = "states",
    targets: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
    day: str = "2019-05-10",
    lexicon: Lexicon = LEXICON,
) -> Saying:
    speaker = Speaker(actor, actor, None, "name") if actor else None
    claim = replace(make_claim(speaker, name=name, doc=name), flags=flags, text=name, propositions=(prop,))
    report = make_report(name, outlet=f"paper-{name}", day=day)
    voice = origin_of(claim, report, lexicon)
    ids = tuple(ClaimId(t) for t in targets)
    return Saying(claim, report, voice, mode, mode != "denies", (prop,), ids, lexicon.camp_of(voice.side))


def act(
    kind: str | None = "remote.shelling",
    *,
    day: str | None = None,
    place: str | None = None,
    name: str = "x",
    by: str | None = None,
    to: str | None = None,
    counts: tuple[Count, ...] = (),
) -> Proposition:
    return Proposition(
        kind,
        "asserted",
        When(day, day, "day") if day else When(),
        (PlaceRef(0, 1, name, place, "at"),) if place else (),
        _party(by),
        _party(to),
        counts,
    )


def _party(actor: str | None) -> tuple[Party, ...]:
    return (Party(actor, actor, None, actor),) if actor else ()


def dead(low: int, high: int | None, side: str | None = None, status: str | None = None) -> Count:
    return Count("people", side, "killed", status, low, high, "exact")


def rows(*sayings: Saying, lexicon: Lexicon = LEXICON) -> set[tuple[str, str]]:
    found = relate_incident(HERE, tuple(sorted(sayings, key=lambda s: s.order)), lexicon)
    return {(r.slot, r.kind) for r in found if r.kind != "silent" and r.slot != "occurrence"}


PAIRS = [
    (act(place="tw-03", name="Pelluk"), act(place="tw-03", name="Pelluk"), ("place", "agree")),
    (act(place="tw-03", name="Pelluk"), act(place="tw-03", name="Fellûg"), ("place", "conflict-name-only")),
    (act(place="tw-03"), act(place="tw-06"), ("place", "conflict-place")),
    (act(place="tw-04"), act(place="tw-05"), ("place", "compatible")),
    (act(day="2019-05-09"), act(day="2019-05-10"), ("when", "conflict-time")),
    (act(day="2019-05-09"), act(day="2019-05-09T18:20"), ("when", "compatible")),
    (act(by="teskoria"), act(by="halvena"), ("actor", "conflict-actor")),
    (act(by="teskoria-army"), act(by="teskoria-maf"), ("actor", "compatible")),
    (act(by="teskoria-army"), act(by="teskoria-army"), ("actor", "agree")),
    (act(counts=(dead(5, 5),)), act(counts=(dead(3, None),)), ("killed/unknown", "compatible")),
    (act(counts=(dead(0, 0, "all"),)), act(counts=(dead(2, 2, "halvena"),)), ("killed/halvena", "conflict-number")),
]


@pytest.mark.parametrize(("a", "b", "row"), PAIRS)
def test_pair(a: Proposition, b: Proposition, row: tuple[str, str]) -> None:
    assert row in rows(say("a", "monitors", a), say("b", "valley-council", b))
    assert row in rows(say("a", "monitors", b), say("b", "valley-council", a))


UNRELATED = [
    # a name no pack knows never conflicts
    (act(place="text:alder"), act(place="tw-03")),
    # soldiers and civilians, and the losses of each side, are other questions
    (act(counts=(dead(3, 3, None, "military"),)), act(counts=(dead(9, 9, None, "civilian"),))),
    (act(counts=(dead(3, 3, "halvena"),)), act(counts=(dead(9, 9, "teskoria"),))),
    # silence is no value
    (act(counts=(dead(3, 3),)), act()),
    (act(day="2019-05-09"), act(place="tw-03")),
]


@pytest.mark.parametrize(("a", "b"), UNRELATED)
def test_unrelated(a: Proposition, b: Proposition) -> None:
    assert rows(say("a", "monitors", a), say("b", "valley-council", b)) == set()


def test_repeat_is_not_stored() -> None:
    assert (
        relate_incident(
            HERE,
            (say("a", "halvena-mod", act(day="2019-05-09")), say("b", "halvena-mod", act(day="2019-05-09"))),
            LEXICON,
        )
        == ()
    )


def test_night_of_the_pack_is_no_conflict() -> None:
    region = replace(LEXICON.regions[0], midnight=(("2019-05-09", "2019-05-10"),))
    night = Lexicon(LEXICON.language, (region,), LEXICON.types)
    pair = say("a", "monitors", act(day="2019-05-09")), say("b", "valley-council", act(day="2019-05-10"))
    assert ("when", "compatible") in rows(*pair, lexicon=night)


def test_update_needs_a_later_report() -> None:
    first = say("a", "halvena-mod", act(counts=(dead(2, 2),)))
    same_day = say("b", "halvena-mod", act(counts=(dead(3, 3),)))
    later = say("c", "halvena-mod", act(counts=(dead(3, 3),)), day="2019-05-12")
    assert rows(first, same_day) == set()
    found: list[Relation] = [r for r in relate_incident(HERE, (first, later), LEXICON) if r.kind == "update"]
    assert [(r.a, r.b) for r in found] == [("c", "a")]


def test_denial_is_directed_and_general_is_flagged() -> None:
    told = say("z", "halvena-mod", act(by="teskoria"))
    denial = say("a", "teskoria-maf", act(None), mode="denies", targets=("z",), flags=("general",))
    (row,) = [r for r in relate_incident(HERE, (told, denial), LEXICON) if r.kind == "deny"]
    assert (row.a, row.b, row.slot, row.flags) == ("a", "z", "occurrence", ("general",))


SLOTS = [
    # shells may have been somebody else's; crossing a line has no other author
    (act("remote.shelling", by="teskoria"), "actor"),
    (act("restrict.utility_cut", by="teskoria"), "actor"),
    (act("posture.line_crossing", by="teskoria"), "occurrence"),
    (act("remote.shelling", by="halvena"), "occurrence"),
    (act("remote.shelling"), "occurrence"),
]


@pytest.mark.parametrize(("denied", "slot"), SLOTS)
def test_what_is_denied(denied: Proposition, slot: str) -> None:
    assert denied_slot(say("a", "teskoria-maf", denied, mode="denies"), LEXICON) == slot


def test_silence_names_the_camp_and_ends_with_a_word() -> None:
    told = say("a", "monitors", act(by="teskoria", to="halvena"))

    def silent(*sayings: Saying) -> set[str | None]:
        return {r.camp for r in relate_incident(HERE, sayings, LEXICON) if r.kind == "silent"}

    assert silent(told) == {"halvena", "teskoria"}
    assert silent(told, say("b", "teskoria-maf", act(None), mode="denies", targets=("a",))) == {"halvena"}


def test_truce_charges_nobody() -> None:
    told = say("a", "monitors", act("settle.ceasefire", by="teskoria"))
    assert relate_incident(HERE, (told,), LEXICON) == ()


def test_relations_do_not_depend_on_order() -> None:
    sayings = [
        say(n, a, p)
        for n, a, p in (
            ("a", "monitors", act(counts=(dead(3, 3),))),
            ("b", "valley-council", act(counts=(dead(5, 5),))),
            ("c", "teskoria-maf", act(by="halvena")),
            ("d", "halvena-mod", act(by="teskoria", day="2019-05-09")),
        )
    ]
    whole = relate_incident(HERE, tuple(sorted(sayings, key=lambda s: s.order)), LEXICON)
    assert whole == relate_incident(HERE, tuple(reversed(sayings)), LEXICON)
