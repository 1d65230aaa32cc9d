"""Claims of the engine in the fields that pack cases compare (level 6 of `pack check`)."""

from __future__ import annotations

from collections.abc import Callable

from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Party
from toldby.domain.wording import Wording
from toldby.packs.check_cases import CodedClaim, CodeSentence

AnalyseSentence = Callable[[str, str, str], ReportAnalysis]
"""(text, outlet, published) -> what the stages find in a report of this one sentence."""


def make_sentence_coder(analyse: AnalyseSentence, lexicon: Lexicon) -> CodeSentence:
    """A coder of single sentences for `CheckPorts` and `try_sentence`."""

    def code_sentence(text: str, outlet: str, published: str) -> tuple[CodedClaim, ...]:
        claims = analyse(text, outlet, published).claims
        return tuple(code_claim(claim, lexicon) for claim in claims if claim.content or claim.cue)

    return code_sentence


def code_claim(claim: Claim, lexicon: Lexicon) -> CodedClaim:
    """A claim with its main proposition, and the loaded terms of its words when the narrator speaks."""
    said = claim.proposition
    place = next((ref.place_id for ref in said.places), None) if said else None
    return CodedClaim(
        speaker=claim.speaker.id if claim.speaker else None,
        stance=claim.stance.value,
        voice=claim.voice,
        content=claim.text,
        type=said.type if said else None,
        place=place,
        start=said.when.start if said else None,
        end=said.when.end if said else None,
        agents=tuple(map(_name_party, said.agents)) if said else (),
        patients=tuple(map(_name_party, said.patients)) if said else (),
        terms=_find_terms(claim, lexicon) if claim.voice == "narrator" else (),
    )


def _name_party(party: Party) -> str:
    """`id|side`: a case may name the body or its side."""
    return "|".join(part for part in (party.id, party.side) if part) or party.words


def _find_terms(claim: Claim, lexicon: Lexicon) -> tuple[str, ...]:
    entries = [(term.id, term.forms) for region in lexicon.regions for term in region.terms]
    hits = Wording.from_entries(entries).find(claim.text)
    return tuple(sorted({term for hit in hits for term in hit.ids}))
