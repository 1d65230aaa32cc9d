"""What a build says at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.application.query import IncidentQuery
from toldby.application.view import LedgerView, SummaryRow
from toldby.domain.text import InputProblem

SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """The ledger after a build. `skipped` are the inputs that became no report, duplicates too.

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
    drops: int
    abstained: int
    rows: tuple[SummaryRow, ...]

    @property
    def is_complete(self) -> bool:
        """No input was skipped or quarantined (duplicates are no loss)."""
        return all(problem.state == "duplicate" for problem in self.skipped)


def summarise_ledger(
    view: LedgerView,
    *,
    ledger: str,
    run: str,
    seconds: float,
    skipped: Iterable[InputProblem],
    abstained: int = 0,
    shown: int = SHOWN_ROWS,
) -> BuildSummary:
    """The summary of an open ledger; `skipped` are the inputs of this build that became no report."""
    tally = view.tally()
    return BuildSummary(
        ledger=ledger,
        run=run,
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
        skipped=tuple(skipped),
        drops=tally.drops,
        abstained=abstained,
        rows=view.rows(IncidentQuery(contested_first=True, limit=shown)),
    )
