"""Voices of single sentences: who speaks, through whom, and where the words begin."""

from __future__ import annotations

import pytest
from tests.analysis.attribution.reading import read_body

from toldby.domain.claims import Claim

# (text, speaker id, stance, opening words): each row is one way in which the speaker stands
ROWS = (
    # an office and a name between the last commas, told to somebody
    ("Gunners shelled their own mill to blame Arven, the head of the Coast Guard, General Ota Wessel, told Arven One.",
     "text:ota-wessel", "accuse", "Gunners shelled"),
    # a name that looks like an adverb; a flat negation of one's own side
    ('"Not one round was fired from our side," Wesley said.', "text:wesley", "deny", '"Not one'),
    # a dateline belongs to nobody's words
    ("GREY VALLEY - Some 400 people have left, the aid group Open Hands said.", "text:open-hands", "assert",
     "Some 400"),
    # what observers saw is part of what the mission says
    ("A spokesman for the border mission, Tom Reyl, said observers had counted six craters.", "text:tom-reyl", "assert",
     "observers had"),
)  # fmt: skip


def _said(text: str) -> tuple[Claim, ...]:
    return tuple(c for c in read_body(text)[0] if c.voice == "attributed")


@pytest.mark.parametrize(("text", "speaker", "stance", "opening"), ROWS, ids=[r[1] for r in ROWS])
def test_one_claim_by_one_voice(text: str, speaker: str, stance: str, opening: str) -> None:
    """One claim, its speaker, its stance and its first words."""
    claims = _said(text)
    found = [(c.speaker.id if c.speaker else None, c.stance.value, c.text[: len(opening)]) for c in claims]
    assert found == [(speaker, stance, opening)]


def test_a_person_follows_the_body_he_speaks_for() -> None:
    """Outlet unknown, then the mission, then the person."""
    (claim,) = _said(ROWS[3][0])
    assert [link.role for link in claim.chain] == ["outlet", "institution", "person"]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast.",
        "A farmer did not want his name published.",
        "The mayor smiled when asked about the bridge.",
        "The team could not confirm reports of deaths.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    """Nobody, a wish that was not there, a question, an open matter."""
    assert _said(text) == ()


def test_a_third_party_confirms_what_was_told_before() -> None:
    """The officer's words answer the group's, whatever sides they are on."""
    claims = _said(
        "Soldiers detained three nurses on Monday, Open Hands said. "
        "An officer confirmed that the three had been held, saying their papers were not in order."
    )
    confirming = next(c for c in claims if c.stance.value == "confirm")
    assert confirming.targets == (claims[0].claim_id,)
    assert confirming.target_relations == ("confirms",)
