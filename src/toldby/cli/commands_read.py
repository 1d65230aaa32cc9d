"""Commands that show something: list, show, eval, version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toldby.cli.incident_text import print_claim, print_incident
from toldby.cli.options import AsJson, Judge, Ledger, Packs, find_ledger, split_packs
from toldby.cli.output import note, say, say_columns, say_json

if TYPE_CHECKING:
    from toldby.api import IncidentQuery, LedgerView


def register(app: typer.Typer) -> None:
    """Put the commands into the application."""
    app.command("list")(list_incidents)
    app.command("show")(show)
    app.command("explain")(explain)
    app.command("eval")(evaluate)
    app.command("version")(version)


State = Annotated[str | None, typer.Option(help="contested, one_sided, agreed or single_origin.")]
Type = Annotated[str | None, typer.Option("--type", help="A type of incident, or a family of types.")]
From = Annotated[str | None, typer.Option("--from", help="Not before: 2022, 2022-03 or 2022-03-24.")]
To = Annotated[str | None, typer.Option("--to", help="Not after.")]
Side = Annotated[str | None, typer.Option(help="A side said to act or to suffer.")]
Words = Annotated[str | None, typer.Option("--q", help="Words that must all occur.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]


def list_incidents(
    ledger: Ledger = None,
    state: State = None,
    type_: Type = None,
    first: From = None,
    last: To = None,
    side: Side = None,
    q: Words = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> int:
    """List incidents, one per line."""
    from toldby import api

    query = api.IncidentQuery(state=state, type=type_, first=first, last=last, side=side, q=q, limit=limit)
    with api.open_ledger(find_ledger(ledger)) as view:
        if as_json:
            _say_rows(view, query)
        else:
            _say_table(view, query)
    return 0


def _say_rows(view: LedgerView, query: IncidentQuery) -> None:
    for incident in view.incidents(query):
        say_json(view.incident_row(incident))


def _say_table(view: LedgerView, query: IncidentQuery) -> None:
    rows = view.rows(query)
    say_columns([(row.id, row.date, row.place, row.what, row.state.replace("_", " "), row.accounts) for row in rows])
    note(f"{len(rows):,} incidents")


def show(
    id_: Annotated[str | None, typer.Argument(help="Id of an incident or claim, or its start.", metavar="ID")] = None,
    ledger: Ledger = None,
    why: Annotated[bool, typer.Option("--why", help="Rules, values and spans.")] = False,
    skipped: Annotated[bool, typer.Option("--skipped", help="What was found and not coded.")] = False,
    problems: Annotated[bool, typer.Option("--problems", help="Inputs that became no report, and warnings.")] = False,
    as_json: AsJson = False,
) -> int:
    """Show one incident or claim, or all incidents (the most contested first)."""
    from toldby import api

    with api.open_ledger(find_ledger(ledger)) as view:
        if problems:
            _show_problems(view, as_json)
        if skipped:
            _show_skipped(view, as_json)
        if id_ is not None:
            _show_one(view, id_, why, as_json)
        elif not problems and not skipped:
            query = api.IncidentQuery(contested_first=True)
            (_say_rows if as_json else _say_table)(view, query)
    return 0


def _show_one(view: LedgerView, name: str, why: bool, as_json: bool) -> None:
    from toldby import api

    found = view.find(name)
    if isinstance(found, api.ClaimDetail):
        if as_json:
            say_json(view.claim_row(found))
        else:
            print_claim(found, why)
    elif as_json:
        say_json(view.detail_row(found))
    else:
        print_incident(found, view.title(found), why)


def _show_problems(view: LedgerView, as_json: bool) -> None:
    rows = view.problems()
    for problem in rows:
        if as_json:
            say_json(view.problem_row(problem))
        else:
            inside = f" ({problem.member})" if problem.member else ""
            say(f"{problem.path}{inside}: {problem.state}, {problem.reason}")
    for warning in view.warnings():
        if as_json:
            say_json({"path": warning.path, "state": "ok_warned", "code": warning.code, "reason": warning.reason})
        else:
            say(f"{warning.path}: stored, {warning.reason}")
    if not rows:
        note("every input became a report")


def _show_skipped(view: LedgerView, as_json: bool) -> None:
    rows = view.drops()
    for detail in rows:
        if as_json:
            say_json(view.drop_row(detail))
        else:
            words = " ".join(detail.words.split())
            say(f"{detail.path} {detail.drop.start}-{detail.drop.end}: {detail.drop.reason} “{words}”")
    if not rows:
        note("nothing was left out")


def explain(
    claim: Annotated[str, typer.Argument(help="Id of a claim, or its start.", metavar="CLAIM")],
    ledger: Ledger = None,
    as_json: AsJson = False,
) -> int:
    """Show how a claim came about: sentence, rule, entry, chain, and what was not taken."""
    from toldby import api
    from toldby.cli.explain_text import print_explanation

    found = api.explain(find_ledger(ledger), claim)
    if as_json:
        say_json(found)
    else:
        print_explanation(found)
    return 0


def evaluate(
    task: Annotated[str, typer.Argument(help="attributions, incidents, links, places or times.")],
    gold: Annotated[str, typer.Argument(help="The gold file.")],
    ledger: Ledger = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score this file of predictions instead of a ledger.", metavar="FILE")
    ] = None,
    documents: Annotated[Path | None, typer.Option(help="documents.jsonl of the predictions.", metavar="FILE")] = None,
    flat: Annotated[bool, typer.Option(help="Attributions: leave nested claims out.")] = False,
    only_direct: Annotated[bool, typer.Option(help="Attributions: direct speech alone.")] = False,
    told: Annotated[
        bool,
        typer.Option("--told", help="Attributions: every sentence that nobody is said to say is the report's own."),
    ] = False,
    cases: Annotated[bool, typer.Option(help="Times: the gold file holds single cases.")] = False,
    pack: Packs = None,
    judge: Judge = None,
    as_json: AsJson = False,
) -> int:
    """Score a ledger, predictions or the engine itself against a gold file."""
    from toldby import api

    whole = None
    if ledger is not None and predictions is None:
        with api.open_ledger(ledger) as view:
            whole = view.ledger()
    question = api.Question(
        task,
        Path(gold),
        ledger=whole,
        predictions=predictions,
        documents=documents,
        flat=flat,
        only_direct=only_direct,
        told=told,
        cases=cases,
    )
    scores = api.evaluate(question, packs=split_packs(pack), judge=judge)
    if as_json:
        say_json(scores)
    else:
        say_columns([(name, str(value)) for name, value in scores.items()])
    return 0


def version(as_json: AsJson = False) -> int:
    """Version of toldby, of Python and of the database driver."""
    from toldby import api

    versions = api.versions()
    if as_json:
        say_json(versions)
    else:
        say_columns([*versions.items()])
    return 0
