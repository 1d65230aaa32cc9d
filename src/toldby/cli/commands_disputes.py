"""The command disputes: who contradicts whom, on what; as rows or as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toldby.cli.options import AsJson, Ledger, find_ledger
from toldby.cli.output import note, say, say_columns, say_json

if TYPE_CHECKING:
    from toldby.api import Dispute, PairCount, Position

_WIDTH = 96


def register(app: typer.Typer) -> None:
    """Put the command into the application."""
    app.command("disputes")(disputes)


Kind = Annotated[
    str | None,
    typer.Option(help="deny, conflict-number, conflict-place, conflict-time, conflict-actor or conflict-name-only."),
]
Between = Annotated[str | None, typer.Option(help="One or two sides, actors or names, with a comma between.")]
Incident = Annotated[str | None, typer.Option(help="Id of an incident, or its start.")]
Grid = Annotated[bool, typer.Option("--grid", help="How often each speaker denies, and differs from, each other.")]


def disputes(
    ledger: Ledger = None,
    kind: Kind = None,
    between: Between = None,
    incident: Incident = None,
    grid: Grid = False,
    as_json: AsJson = False,
) -> int:
    """List who contradicts whom, on what, with which words; names alone are no dispute."""
    from toldby import api

    parties = tuple(one.strip() for one in (between or "").split(",") if one.strip())
    with api.open_ledger(find_ledger(ledger)) as view:
        found = view.disputes(api.DisputeQuery(kind, parties, view.find_incident_id(incident) if incident else None))
        pairs = view.dispute_pairs(found)
    if as_json:
        for row in pairs if grid else found:
            say_json(row)
        return 0
    if grid:
        _say_grid(pairs)
    else:
        for dispute in found:
            _say_dispute(dispute)
    note(f"{len(found):,} disputes")
    return 0


def _say_dispute(dispute: Dispute) -> None:
    head = [dispute.kind, dispute.slot]
    if dispute.incident is not None:
        head += [dispute.incident.id, dispute.incident.date, dispute.incident.place, dispute.incident.what]
    if dispute.state != "open":
        head.append(f"said to be {dispute.state}")
    say("  ".join(head))
    say(f"    {_tell(dispute.a)}")
    say(f"    {_tell(dispute.b)}" if dispute.b else "    pending: no collected report says what is denied")


def _tell(position: Position) -> str:
    words = position.words if len(position.words) <= _WIDTH else position.words[: _WIDTH - 1] + "…"
    return f"{position.speaker} [{position.path}]: {words}"


def _say_grid(pairs: tuple[PairCount, ...]) -> None:
    if pairs:
        say_columns(
            [("who", "whom", "denies", "differs"), *((p.speaker, p.other, _n(p.denies), _n(p.differs)) for p in pairs)]
        )


def _n(count: int) -> str:
    return str(count) if count else "-"
