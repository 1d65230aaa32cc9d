"""The ledger of one build: what an export writes and a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import IncidentId
from toldby.domain.incidents import Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.text import InputProblem


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the results depend on: version, packs, settings, inputs; no clock (`contract.md` 7)."""

    version: str
    packs: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    judgement_head: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Reports, claims, incidents, relations, origins and judgements of one project.

    `claims` are the claims of all reports with incident, origin and cross-report targets filled in
    (the claims inside `analyses` are those of the report alone).
    """

    analyses: tuple[ReportAnalysis, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    relations: tuple[Relation, ...]
    reuse: tuple[ReusePair, ...]
    origins: tuple[Origin, ...]
    judgements: tuple[Judgement, ...]
    problems: tuple[InputProblem, ...]
    manifest: Manifest
    main_incidents: tuple[tuple[str, IncidentId], ...] = ()


def verify_spans(analysis: ReportAnalysis) -> None:
    """Law 1: every span reads back from the text.

    Raises StoreConflict naming the first claim, time or place that does not.
    """
    text = analysis.report.text
    for claim in analysis.claims:
        spans = claim.source + claim.cue + claim.content
        if any(not 0 <= s.start < s.end <= len(text) for s in spans):
            raise StoreConflict(f"claim {claim.claim_id}: a span lies outside the text of {analysis.report.path}")
        if claim.text != " … ".join(s.read(text) for s in claim.content):
            raise StoreConflict(f"claim {claim.claim_id}: its text is not the words of {analysis.report.path}")
    for time in analysis.times:
        _verify_words(analysis, time.start, time.end, time.text)
    for place in analysis.places:
        _verify_words(analysis, place.start, place.end, place.text)


def _verify_words(analysis: ReportAnalysis, start: int, end: int, words: str) -> None:
    if analysis.report.text[start:end] != words:
        raise StoreConflict(f"{words!r} does not stand at {start} in {analysis.report.path}")
