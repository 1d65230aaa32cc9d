"""Words of claims that are withheld do not go out with the text of a report that tells other things too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toldby.application.exporting.masking import BLOCK
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim


def blank_text(analysis: ReportAnalysis, closed: Iterable[Claim], kept: Iterable[Claim]) -> ReportAnalysis:
    """The report with the words of the closed claims blocked out, save those a kept claim stands on."""
    doc = analysis.report.doc_id
    hidden = {n for c in closed if c.doc_id == doc for s in _spans(c) for n in range(s[0], s[1])}
    if not hidden:
        return analysis
    hidden -= {n for c in kept if c.doc_id == doc for s in _spans(c) for n in range(s[0], s[1])}
    text = "".join(BLOCK if n in hidden and not ch.isspace() else ch for n, ch in enumerate(analysis.report.text))
    own = {c.claim_id for c in kept}
    return replace(
        analysis,
        report=replace(analysis.report, text=text),
        claims=tuple(c for c in analysis.claims if c.claim_id in own),
        places=tuple(p for p in analysis.places if p.start not in hidden),
        times=tuple(t for t in analysis.times if t.start not in hidden),
    )


def _spans(claim: Claim) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in claim.source + claim.cue + claim.content)
