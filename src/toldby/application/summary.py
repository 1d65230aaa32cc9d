"""What a build says at its end."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.application.codec import codec_for
from toldby.application.query import IncidentQuery, order_incidents
from toldby.application.tally import count_ledger
from toldby.application.warnings import UNDATED, ReportWarning, list_warnings
from toldby.application.wording import SummaryRow, tell_incident
from toldby.domain.ids import hash_content
from toldby.domain.incidents import Relation
from toldby.domain.ledger import Ledger, Manifest
from toldby.domain.short_ids import shorten_ids
from toldby.domain.text import InputProblem

SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """The ledger after a build. `skipped` are the inputs that became no report, duplicates too.

    `warned` tells what is odd about reports that were stored (a missing date is counted in `undated`).
    `drops` counts what looked like an incident or a claim and was left out with a reason, `abstained`
    what a stage left open; `rows` are the most contested incidents.
    """

    ledger: str
    run: str
    seconds: float
    reports: int
    characters: int
    languages: tuple[str, ...]
    undated: int
    no_outlet: int
    claims: int
    attributed: int
    narrator: int
    answering: int
    incidents: int
    multi_report: int
    contested: int
    background: int
    outlets: int
    origins: int
    shared_pairs: int
    shared: tuple[tuple[str, str], ...]
    skipped: tuple[InputProblem, ...]
    warned: tuple[ReportWarning, ...]
    drops: int
    abstained: int
    rows: tuple[SummaryRow, ...]
    references: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """No input was skipped or quarantined (duplicates are no loss)."""
        return all(problem.state == "duplicate" for problem in self.skipped)


def summarise_build(
    whole: Ledger,
    built: object,
    ledger: str,
    seconds: float,
    *,
    abstained: int = 0,
    shown: int = SHOWN_ROWS,
    references: tuple[str, ...] = (),
) -> BuildSummary:
    """The summary of a ledger read after a build; `run` names its content, not the moment."""
    tally = count_ledger(whole)
    return BuildSummary(
        ledger=ledger,
        run=hash_content("run", codec_for(Manifest).dump(whole.manifest))[:4].lower(),
        seconds=seconds,
        reports=tally.reports,
        characters=tally.characters,
        languages=tally.languages,
        undated=tally.undated,
        no_outlet=tally.no_outlet,
        claims=tally.claims,
        attributed=tally.claims - tally.narrator,
        narrator=tally.narrator,
        answering=tally.answering,
        incidents=tally.incidents,
        multi_report=tally.multi_report,
        contested=tally.contested,
        background=tally.background,
        outlets=tally.outlets,
        origins=tally.origins,
        shared_pairs=tally.shared_pairs,
        shared=tally.shared,
        skipped=whole.problems,
        warned=tuple(w for w in list_warnings(a.report for a in whole.analyses) if w.code != UNDATED),
        drops=tally.drops,
        abstained=abstained,
        rows=list_rows(whole, IncidentQuery(contested_first=True, limit=shown)),
        references=references,
    )


def list_rows(whole: Ledger, query: IncidentQuery) -> tuple[SummaryRow, ...]:
    """Incidents in the order and number of the query, one line each."""
    claims = {claim.claim_id: claim for claim in whole.claims}
    relations: dict[str | None, list[Relation]] = {}
    for relation in whole.relations:
        relations.setdefault(relation.incident_id, []).append(relation)
    short = shorten_ids(incident.incident_id for incident in whole.incidents)
    return tuple(
        tell_incident(one, relations.get(one.incident_id, ()), claims, short[one.incident_id])
        for one in order_incidents(whole.incidents, query)
    )
