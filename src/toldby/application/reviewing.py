"""One report as people left it: corrected claims, episodes grouped again, and split where they said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toldby.analysis.episodes import group_episodes, split_episodes
from toldby.analysis.orders import find_contradiction, list_parted
from toldby.analysis.overlay import Reviewed, review_claims
from toldby.analysis.stages import end_chain
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import ClaimId
from toldby.domain.judgements import Judgement, standing
from toldby.domain.lexicon import Lexicon


def review_analysis(
    analysis: ReportAnalysis, judgements: tuple[Judgement, ...], lexicon: Lexicon
) -> tuple[ReportAnalysis, Mapping[str, Reviewed]]:
    """The analysis with the values in force, and what a person said of which claim.

    Without a judgement on its claims the analysis given comes back as it is.
    """
    told, reviewed = review_claims(analysis.claims, judgements, lexicon)
    claims, episodes = told, analysis.episodes
    if told != analysis.claims:
        local = lexicon.narrow(frozenset(analysis.packs))
        claims, episodes = group_episodes(analysis.report, told, local)
        claims = tuple(end_chain(claim, analysis.report, lexicon) for claim in claims)
    here = {claim.claim_id for claim in claims}
    parted = tuple((a, b) for a, b in list_parted(judgements) if a in here and b in here)
    if parted:
        claims, episodes = split_episodes(analysis.report, claims, episodes, parted)
    if claims == analysis.claims and episodes == analysis.episodes:
        return analysis, reviewed
    return replace(analysis, claims=claims, episodes=episodes), reviewed


def find_refusal(log: tuple[Judgement, ...], new: Judgement) -> tuple[ClaimId, ...]:
    """The chain of merges by which a new judgement would join claims that a person split; empty = accept."""
    return find_contradiction(standing((*log, new)))
