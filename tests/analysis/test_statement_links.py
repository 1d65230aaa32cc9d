"""One statement of one office in two outlets of a day is one happening; office and kind alone are not enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.demo_claims import load_demo_lexicon

from toldby.analysis.compare.voice import compare_voices
from toldby.analysis.link import score_pair
from toldby.bootstrap import load_link_table
from toldby.domain.ids import ClaimId, DocId, EpisodeId, OriginId
from toldby.domain.incidents import CorePart, Episode
from toldby.domain.propositions import Party

OFFICE, OTHER = OriginId("halvena-mod"), OriginId("teskoria-maf")
ROLES = (((Party("teskoria", "Teskoria", "teskoria", "Teskoria"),), ()),)
TOLD = "weapons and mines were carried over the mountain tracks into the valley by lorries at night"
RETOLD = "that lorries bring weapons over mountain roads to the valley"
UNLIKE = "ammunition left the depot"


def episode(name: str, words: str, published: str | None = "2019-05-09", voice: OriginId = OFFICE) -> Episode:
    return Episode(
        EpisodeId(name), DocId(name), (CorePart(ClaimId(name), 0),), (), ("posture.arms_transfer",), "alleged", (), (),
        ROLES, (), words, (published, published), (), (voice,),
    )  # fmt: skip


FIRST = episode("a", TOLD)
PAIRS = [
    (episode("b", RETOLD), "same statement"),
    (episode("b", RETOLD, "2019-05-10"), "same statement"),
    # offices say the like again and again
    (episode("b", RETOLD, "2019-05-11"), "missing"),
    (episode("b", RETOLD, None), "missing"),
    # another office
    (episode("b", RETOLD, voice=OTHER), "missing"),
    (replace(episode("b", RETOLD), voices=()), "missing"),
]


@pytest.mark.parametrize(("other", "level"), PAIRS)
def test_voice_and_link_go_together(other: Episode, level: str) -> None:
    table = load_link_table()
    assert compare_voices(FIRST, other) == compare_voices(other, FIRST) == level
    is_linked = score_pair(FIRST, other, table, load_demo_lexicon()).millionths >= table.theta
    assert is_linked == (level == "same statement")


def test_office_and_kind_alone_link_nothing() -> None:
    """An office tells two acts of one kind in one day."""
    table = load_link_table()
    assert score_pair(FIRST, episode("b", UNLIKE), table, load_demo_lexicon()).millionths < table.theta
