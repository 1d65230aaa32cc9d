"""Claims of the engine as cases see them."""

from __future__ import annotations

from toldby.application.pack_cases import code_claim
from toldby.application.packs import open_lexicon
from toldby.domain.claims import Claim, MachineNotes, Stance
from toldby.domain.ids import ClaimId, DocId
from toldby.domain.propositions import Party, PlaceRef, Proposition, When
from toldby.domain.text import Span

SAID = Proposition(
    type="posture.mine_laying",
    status="asserted",
    when=When("2019-05-15", "2019-05-15", "day"),
    places=(PlaceRef(0, 4, "here", "tw-08", "at"),),
    agents=(Party(None, "raiders", "teskoria", "A raiding party"),),
    patients=(Party(None, "drivers", None, "two drivers"),),
)


def _claim(voice: str) -> Claim:
    return Claim(
        ClaimId("C"), DocId("D"), voice, None, Stance.ASSERT, None, (), (), (Span(0, 29),),
        "A raiding party planted mines", None, None, (), None, (), (), (SAID,), (), "", MachineNotes("test"),
    )  # fmt: skip


def test_a_narrators_terms_are_named() -> None:
    coded = code_claim(_claim("narrator"), open_lexicon(regions=["demo-tirrow"]))
    assert (coded.speaker, coded.type, coded.place, coded.start) == (None, SAID.type, "tw-08", "2019-05-15")
    assert (coded.agents, coded.patients, coded.terms) == (("teskoria",), ("two drivers",), ("raiding-party",))


def test_a_speaker_may_use_the_words_of_a_side() -> None:
    assert code_claim(_claim("attributed"), open_lexicon(regions=["demo-tirrow"])).terms == ()
