"""How much a ledger holds, counted from its values; a database counts the same without reading it."""

from __future__ import annotations

from toldby.application.abstentions import count_abstentions
from toldby.application.ledger_rows import SHOWN_PAIRS, Tally
from toldby.domain.ledger import Ledger


def count_ledger(ledger: Ledger, uncompared: int = 0) -> Tally:
    """The figures of a summary; so many reports still wait for the comparison of their text."""
    reports = [analysis.report for analysis in ledger.analyses]
    path_of = {report.doc_id: report.path for report in reports}
    ends = (sorted((path_of[p.a], path_of[p.b])) for p in ledger.reuse if p.kind != "formula")
    shared = sorted({(one, other) for one, other in ends})
    return Tally(
        reports=len(reports),
        characters=sum(len(report.text) for report in reports),
        languages=tuple(sorted({report.language for report in reports if report.language})),
        undated=sum(report.published.earliest is None for report in reports),
        no_outlet=sum(report.outlet is None for report in reports),
        outlets=len({report.outlet for report in reports if report.outlet}),
        drops=sum(len(analysis.drops) for analysis in ledger.analyses),
        abstained=sum(count_abstentions(ledger).values()),
        claims=len(ledger.claims),
        narrator=sum(claim.voice == "narrator" for claim in ledger.claims),
        answering=sum(bool(claim.targets) for claim in ledger.claims),
        incidents=len(ledger.incidents),
        multi_report=sum(len(incident.documents) > 1 for incident in ledger.incidents),
        contested=sum(incident.state == "contested" for incident in ledger.incidents),
        background=sum(incident.status == "background" for incident in ledger.incidents),
        origins=len(ledger.origins),
        shared_pairs=len(shared),
        uncompared=uncompared,
        shared=tuple(shared[:SHOWN_PAIRS]),
    )
