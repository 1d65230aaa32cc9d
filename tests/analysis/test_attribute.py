"""Who says what, on sentences of the fictional region: each row is a phenomenon of `attribution.md` 4."""

from __future__ import annotations

import pytest
from tests.analysis.attribution.reading import load_shipped, read_body, spell

from toldby.analysis.attribute import mentions_cue
from toldby.domain.claims import Claim, Stance


def _read(text: str, **options: object) -> list[Claim]:
    claims, _ = read_body(text, **options)  # type: ignore[arg-type]
    return list(claims)


def _said(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (spell(text, c.source), spell(text, c.cue), c.text, c.stance.value)
        for c in _read(text)
        if c.voice == "attributed"
    ]


ROWS = [
    # indirect speech, the cue before what is said
    ("The council said that the dam was safe.", ("The council", "said", "that the dam was safe", "assert")),
    # the cue after what is said
    ("The dam is safe, the council said.", ("the council", "said", "The dam is safe", "assert")),
    # days stand between cue and clause
    ("The council said on Tuesday that the dam was safe.", ("The council", "said", "that the dam was safe", "assert")),
    # a quotation with its speaker behind the verb
    ('"The road is open and safe," said the mayor.', ("the mayor", "said", '"The road is open and safe,"', "assert")),
    # the content of an accusation is whom and of what
    ("Sarquil accused Halvena of shelling the mill.", ("Sarquil", "accused", "Halvena of shelling the mill", "accuse")),
    ("The army denied shelling the mill.", ("The army", "denied", "shelling the mill", "deny")),
    # a condemned act is condemned, a condemned statement is rejected
    ("The council condemned the raid.", ("The council", "condemned", "the raid", "condemn")),
    ("The council condemned the statement.", ("The council", "condemned", "the statement", "reject")),
    ("The bishop called the strike a crime.", ("The bishop", "called", "the strike a crime", "condemn")),
    # the noun carries the act under a neutral verb
    ("The council repeated its denials.", ("The council", "repeated", "its denials", "deny")),
    # a denial by what is said
    ("The ministry said the report was false.", ("The ministry", "said", "the report was false", "deny")),
    ("According to the council, two men died.", ("the council", "According to", "two men died", "assert")),
    ("Two men died, according to the council.", ("the council", "according to", "Two men died", "assert")),
    ("The Group urged both sides to wait.", ("The Group", "urged", "both sides to wait", "demand")),
    ("The army threatened to close the road.", ("The army", "threatened", "to close the road", "threaten")),
    # taking responsibility is an admission, claiming anything else is not
    ("A squad claimed responsibility for it all.", ("A squad", "claimed responsibility for", "it all", "admit")),
    # an agentless passive names nobody
    ("It is stressed that mills are not targeted.", ("", "is stressed", "that mills are not targeted", "deny")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_one_claim(text: str, expected: tuple[str, str, str, str]) -> None:
    """Source, cue, content and stance of a single claim."""
    assert expected in _said(text)


SILENT = [
    "The road was built in May.",
    "The council will announce a new list.",  # future
    "Would the council deny it?",  # asked
    "They met the terms of the trilateral statement signed in May.",  # a treaty called a statement
    "You can deny or accept them.",  # the reader
]


@pytest.mark.parametrize("text", SILENT)
def test_no_attributed_claim(text: str) -> None:
    """Unreal, titled or absent speech gives no claim."""
    assert _said(text) == []


def test_three_cues_share_a_source() -> None:
    text = "The council condemned the statement, saying it was false, and claimed that the guards had fired first."
    said = _said(text)
    assert [row[0] for row in said] == ["The council"] * 3
    assert [row[2] for row in said] == ["the statement", "it was false", "that the guards had fired first"]


def test_content_is_split_where_the_act_changes() -> None:
    text = (
        "The Ministry of Defence said the report was false and that it was Teskorian gunners, "
        "not Halvenan gunners, that opened fire."
    )
    stances = [c.stance for c in _read(text) if c.voice == "attributed"]
    assert stances == [Stance.DENY, Stance.ACCUSE]


def test_cleft_names_the_accused() -> None:
    text = "The ministry said it was Halvenan gunners, not Teskorian soldiers, who opened fire."
    (claim,) = [c for c in _read(text) if c.voice == "attributed"]
    assert claim.stance is Stance.ACCUSE
    assert text[claim.machine.against[0].start : claim.machine.against[0].end] == "Halvenan gunners"


def test_notified_subject_is_the_addressee() -> None:
    text = "The Truce Monitoring Group has been informed of the blast near Pelluk."
    (claim,) = [c for c in _read(text) if c.voice == "attributed"]
    assert (claim.source, claim.speaker, claim.stance) == ((), None, Stance.NOTIFY)
    assert claim.machine.addressee[0].actor == "monitors"


def test_the_ministry_is_the_latest_speaker_of_that_name() -> None:
    text = (
        "Halvena's defence ministry put the toll at five.\n\nSarquil denied that its forces had fired any shells.\n\n"
        "The ministry said it had asked for a visit."
    )
    assert [c.speaker.id for c in _read(text) if c.speaker] == ["halvena-mod", "teskoria", "halvena-mod"]


def test_denial_answers_the_other_camp() -> None:
    text = (
        "The Imbrel District Council said Teskorian troops had shelled Pelluk.\n\n"
        "The Ministry of the Armed Forces denied the allegations."
    )
    told, denied = (c for c in _read(text) if c.voice == "attributed")
    assert (denied.targets, denied.target_relations) == ((told.claim_id,), ("denies",))


def test_relay_stands_in_the_chain() -> None:
    text = "Our units took control of Kelvoth ridge, TPA reported, citing the Ministry of the Armed Forces."
    (claim,) = [c for c in _read(text, outlet="vossim-daily") if c.voice == "attributed"]
    assert [link.id for link in claim.chain] == ["vossim-daily", "teskor-press", "teskoria-maf"]


def test_quoted_as_saying() -> None:
    text = "Two surveyors were detained, Vossim Daily quoted the State Border Guard Service as saying."
    (claim,) = [c for c in _read(text, outlet="quarrin-wire") if c.voice == "attributed"]
    assert [link.id for link in claim.chain] == ["quarrin-wire", "vossim-daily", "border-guard"]


def test_outer_relay_is_the_parent() -> None:
    text = 'The mayor of Ondrel visited the mill, saying "we have had a hundred deaths", according to TPA.'
    inner, outer = sorted((c for c in _read(text) if c.voice == "attributed"), key=lambda c: len(c.text))
    assert inner.parent == outer.claim_id
    assert [link.id for link in outer.chain][-1] == "teskor-press"


def test_a_quotation_without_cue_carries_on() -> None:
    text = '"The road is open and safe," the mayor of Ondrel said. "Nobody was hurt in the valley."'
    (claim,) = [c for c in _read(text) if c.voice == "attributed"]
    assert len(claim.content) == 2
    assert claim.directness == "direct"


def test_narrator_speaks_where_nobody_is_said_to() -> None:
    text = "A raiding party had shelled the village of Pelluk on Thursday."
    (claim,) = _read(text, outlet="halvena-today")
    assert (claim.voice, claim.stance, claim.speaker) == ("narrator", Stance.ASSERT, None)
    assert "partisan_terms" in claim.flags
    assert [link.id for link in claim.chain] == ["halvena-today"]


def test_silence_is_told_by_the_narrator() -> None:
    (claim,) = _read("The Imbrel District Council did not answer questions on Wednesday.")
    assert (claim.voice, claim.flags) == ("narrator", ("no_comment",))


def test_headline_colon() -> None:
    text = "Border guards: two surveyors taken near Sadrun\n\nIt rained."
    claim = next(c for c in _read(text, headline=True) if c.voice == "attributed")
    assert spell(text, claim.source) == "Border guards"


def test_headline_ministry_is_the_one_below() -> None:
    text = (
        "Five dead in Pelluk, ministry says\n\n"
        "Five people were killed when mortars hit Pelluk, the Ministry of Defence of Halvena said."
    )
    first, second = (c for c in _read(text, headline=True) if c.voice == "attributed")
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.id == second.speaker.id


def test_cheap_scan() -> None:
    assert mentions_cue("The council denied it.", load_shipped())
    assert not mentions_cue("It rained all night.", load_shipped())
