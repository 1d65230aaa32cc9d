"""Who stands at the end of a chain, after folding."""

from __future__ import annotations

import pytest
from tests.analysis.demo_claims import build_demo, load_demo_lexicon

from toldby.analysis.origins import Voice, is_whole_side, list_members, make_origin, origin_of
from toldby.domain.claims import ChainLink, Claim, MachineNotes, Speaker, Stance
from toldby.domain.ids import ClaimId, DocId
from toldby.domain.text import DocumentDate, Report


def make_report(doc: str = "d", outlet: str | None = "ondrel-courier", day: str | None = "2019-05-14") -> Report:
    return Report(DocId(doc), doc, "0", "0", "text", outlet=outlet, published=DocumentDate(day, day, "user"))


def make_claim(speaker: Speaker | None, chain: tuple[ChainLink, ...] = (), name: str = "c", doc: str = "d") -> Claim:
    voice = "attributed" if speaker or chain else "narrator"
    return Claim(
        ClaimId(name),
        DocId(doc),
        voice,
        None,
        Stance.ASSERT,
        None,
        (),
        (),
        (),
        "",
        speaker,
        None,
        chain,
        None,
        (),
        (),
        (),
        (),
        "",
        MachineNotes("test"),
    )


def voice_of(actor: str | None, form: str = "name", doc: str = "d", day: str = "2019-05-14") -> Voice:
    speaker = Speaker(actor, actor or "somebody", None, form)
    return origin_of(make_claim(speaker), make_report(doc, day=day), load_demo_lexicon())


FOLDS = [
    # a unit is its ministry, police their council; two bodies of one state stay two
    ("teskoria-army", "teskoria-maf"),
    ("valley-police", "valley-council"),
    ("border-guard", "border-guard"),
    ("teskoria-maf", "teskoria-maf"),
    ("monitors", "monitors"),
    # a spokesperson speaks for the office held on the day
    ("mav-tellory", "border-guard"),
    # nobody the pack knows stays who it is
    ("text:alder-council", "text:alder-council"),
]


@pytest.mark.parametrize(("actor", "folded"), FOLDS)
def test_fold(actor: str, folded: str) -> None:
    found = voice_of(actor)
    assert (found.kind, found.actor_id) == ("named", folded)


def test_spokesperson_after_a_change_of_office() -> None:
    assert voice_of("mav-tellory", day="2019-06-03").actor_id == "teskoria-maf"


def test_witnesses_of_two_reports_are_two() -> None:
    first, second = voice_of("text:resident", "nominal"), voice_of("text:resident", "nominal", doc="e")
    assert first.kind == second.kind == "described"
    assert first.origin_id != second.origin_id


def test_named_strangers_are_one_everywhere() -> None:
    assert voice_of("text:ada-orlune").origin_id == voice_of("text:ada-orlune", doc="e").origin_id


def test_nobody_and_own_voice() -> None:
    assert voice_of(None).kind == "unknown"
    lexicon = load_demo_lexicon()
    mine = origin_of(make_claim(None), make_report(), lexicon)
    again = origin_of(make_claim(None, doc="e"), make_report("e"), lexicon)
    assert mine.kind == "own_voice"
    assert mine == again
    nameless = [origin_of(make_claim(None, doc=d), make_report(d, outlet=None), lexicon) for d in "de"]
    assert nameless[0].origin_id != nameless[1].origin_id


def test_agency_at_the_end_of_a_chain_is_its_own_voice() -> None:
    lexicon = load_demo_lexicon()
    chain = (ChainLink("outlet", "vossim-daily", "", "stated"), ChainLink("agency", "teskor-press", "", "stated"))
    credited = origin_of(make_claim(Speaker("teskor-press", "TPA", None, "name"), chain), make_report(), lexicon)
    own = origin_of(make_claim(None, doc="e"), make_report("e", outlet="teskor-press"), lexicon)
    assert credited.origin_id == own.origin_id


def test_chain_decides_over_the_relay() -> None:
    chain = (
        ChainLink("outlet", "vossim-daily", "", "stated"),
        ChainLink("institution", "border-guard", "Guards", "stated"),
    )
    claim = make_claim(Speaker("vossim-daily", "Vossim Daily", None, "name"), chain)
    assert origin_of(claim, make_report(), load_demo_lexicon()).actor_id == "border-guard"


def test_joint_claim_keeps_both_institutions() -> None:
    assert voice_of("border-guard+teskoria-army").actor_id == "border-guard+teskoria-maf"


def test_whole_side() -> None:
    lexicon = load_demo_lexicon()
    assert is_whole_side(voice_of("teskoria"), lexicon)
    assert not is_whole_side(voice_of("teskoria-maf"), lexicon)


def test_rows_of_the_demo() -> None:
    """Sarquil is one origin with the ministry; the copied doctor is one with the first."""
    demo = build_demo()
    reports = {str(doc): a.report for doc, a in demo.analyses.items()}
    claims = sorted(demo.derived.claims, key=lambda c: c.claim_id, reverse=True)
    heads = {c.origin_id: c for c in claims if c.origin_id is not None}
    made = [make_origin(id_, c, reports[c.doc_id], demo.lexicon) for id_, c in sorted(heads.items())]
    rows = list_members(made, claims)
    home = {member: row for row in rows for member in row.members}
    assert home[ClaimId("R04c")] == home[ClaimId("S2a")]
    assert home[ClaimId("R04a")] == home[ClaimId("R05a")]
    assert home[ClaimId("R04a")].kind == "described"
    assert home[ClaimId("R05d")] == home[ClaimId("R12e")]
    assert home[ClaimId("S1a")].members == tuple(sorted(home[ClaimId("S1a")].members))
    assert {r.camp for r in rows if r.actor_id == "valley-council"} == {"halvena"}
