"""What a build says at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toldby.application.codec import codec_for
from toldby.application.ledger_store import LedgerStore
from toldby.application.query import IncidentQuery
from toldby.application.warnings import UNDATED, ReportWarning, list_warnings
from toldby.application.wording import SummaryRow, tell_incident
from toldby.domain.ids import IncidentId, hash_content
from toldby.domain.incidents import Incident, Relation
from toldby.domain.ledger import Manifest
from toldby.domain.short_ids import shorten_ids
from toldby.domain.text import InputProblem

SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """The ledger after a build. `skipped` are the inputs that became no report, duplicates too.

    `warned` tells what is odd about reports that were stored (a missing date is counted in `undated`).
    `drops` counts what looked like an incident or a claim and was left out with a reason, `abstained`
    what a stage left open, `uncompared` the reports whose text many share; `rows` are the most contested incidents.
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
    uncompared: int
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
    store: LedgerStore, ledger: str, seconds: float, *, shown: int = SHOWN_ROWS, references: tuple[str, ...] = ()
) -> BuildSummary:
    """The summary of a ledger after a build, counted by the store; `run` names its content, not the moment."""
    tally = store.tally()
    return BuildSummary(
        ledger=ledger,
        run=hash_content("run", codec_for(Manifest).dump(store.read_manifest()))[:4].lower(),
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
        uncompared=tally.uncompared,
        skipped=store.problems(),
        warned=tuple(w for w in list_warnings(store.warned_reports()) if w.code != UNDATED),
        drops=tally.drops,
        abstained=tally.abstained,
        rows=list_rows(store, IncidentQuery(contested_first=True, limit=shown)),
        references=references,
    )


def list_rows(store: LedgerStore, query: IncidentQuery) -> tuple[SummaryRow, ...]:
    """The incidents asked for, one line each."""
    return tell_incidents(store, store.incidents(query), shorten_ids(store.incident_ids()))


def tell_incidents(
    store: LedgerStore, incidents: tuple[Incident, ...], short: Mapping[IncidentId, str]
) -> tuple[SummaryRow, ...]:
    """These incidents, one line each, under their short ids."""
    relations = store.relations_of(incident.incident_id for incident in incidents)
    speakers = store.load_claims(r.a for r in relations if r.a is not None)
    grouped: dict[IncidentId | None, list[Relation]] = {}
    for relation in relations:
        grouped.setdefault(relation.incident_id, []).append(relation)
    return tuple(
        tell_incident(one, grouped.get(one.incident_id, ()), speakers, short[one.incident_id]) for one in incidents
    )
