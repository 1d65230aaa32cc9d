"""Origins of a point as an interval: joint statements, hedges, relays, own voices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.demo_claims import load_demo_lexicon
from tests.analysis.test_origins import make_claim, make_report

from toldby.analysis.count import count_origins, flag_camps
from toldby.analysis.origins import origin_of
from toldby.analysis.sayings import Saying
from toldby.domain.claims import Claim, Speaker

H, T = "halvena-mod", "teskoria-maf"


def say(actor: str | None, doc: str = "d", mode: str = "states", hedged: bool = False, form: str = "name") -> Saying:
    lexicon = load_demo_lexicon()
    speaker = Speaker(actor, actor, None, form) if actor else None
    claim: Claim = make_claim(speaker, name=f"{actor}{doc}{mode}", doc=doc)
    if hedged:
        claim = replace(claim, flags=("hedged",))
    report = make_report(doc, outlet=f"paper-{doc}")
    voice = origin_of(claim, report, lexicon)
    return Saying(claim, report, voice, mode, True, (), (), lexicon.camp_of(voice.side))


CASES = [
    ("one ministry in three reports", [say(H), say(H, "e"), say(H, "f")], 1, 1),
    ("two bodies of one side", [say("border-guard"), say(T, "e")], 2, 2),
    ("a unit and its ministry", [say("teskoria-army"), say(T, "e")], 1, 1),
    ("the side as such beside a body of it", [say("teskoria"), say(T, "e")], 1, 1),
    ("the side as such alone", [say("teskoria")], 1, 1),
    ("joint claim", [say(f"{H}+valley-council")], 1, 2),
    ("joint claim and one of the two again", [say(f"{H}+valley-council"), say(H, "e")], 1, 2),
    ("hedged confirmation", [say(H), say("monitors", mode="confirms", hedged=True)], 1, 2),
    ("plain confirmation", [say(H), say("monitors", mode="confirms")], 2, 2),
    ("monitor takes it for granted", [say(H), say("monitors", mode="presupposes")], 2, 2),
    ("a stranger takes it for granted from afar", [say(H), say("text:far-state", mode="presupposes")], 1, 2),
    ("own voice beside an attribution", [say(None), say(H)], 1, 1),
    ("own voices of two papers", [say(None), say(None, "e")], 0, 2),
    ("nobody", [], 0, 0),
]


@pytest.mark.parametrize(("why", "sayings", "low", "high"), CASES)
def test_interval(why: str, sayings: list[Saying], low: int, high: int) -> None:
    lexicon = load_demo_lexicon()
    tally = count_origins(sayings, lexicon, frozenset({"halvena", "teskoria"}))
    assert (tally.low, tally.high) == (low, high), why
    assert tally.low <= tally.high
    assert count_origins(list(reversed(sayings)), lexicon, frozenset({"halvena", "teskoria"})).count == tally.count


def test_flags() -> None:
    lexicon = load_demo_lexicon()
    assert flag_camps(count_origins([say(H), say(T, "e")], lexicon)) == ("cross-camp",)
    assert flag_camps(count_origins([say(H), say(T, "e", hedged=True)], lexicon)) == ("cross-camp-hedged",)
    assert flag_camps(count_origins([say(H), say("monitors", "e")], lexicon)) == ()
    assert flag_camps(count_origins([say(H), say("valley-council", "e")], lexicon)) == ()
