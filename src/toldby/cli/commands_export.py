"""The command export: a ledger, or a part of it, in the format of another program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toldby.cli.commands_read import From, Limit, Side, State, To, Type, Words
from toldby.cli.options import SUFFIX, AsJson, Ledger, find_ledger
from toldby.cli.output import complain, note, say, say_json
from toldby.domain.errors import UsageProblem

if TYPE_CHECKING:
    from toldby.api import Delivery, ExportReport

DONE, FAILED = 0, 1
SECRET = "TOLDBY_WEBHOOK_SECRET"
NAMES = (
    "jsonl, site, event-report, acled-columns, ucdp-ged-columns, geojson, parquet, xlsx, web-annotation, prov, "
    "claims-jsonld, ftm, csl, bibtex, timelinejs, pdf, atom"
)
"""Every format; written here too, because help must load nothing (a test compares)."""


def register(app: typer.Typer) -> None:
    """Put the command into the application."""
    app.command("export")(export)


def export(
    format_: Annotated[str, typer.Option("--format", help=f"One of {NAMES}.", metavar="FORMAT")],
    ledger: Ledger = None,
    out: Annotated[str | None, typer.Option("--out", help="Folder to write to.", metavar="DIR")] = None,
    incident: Annotated[
        list[str] | None, typer.Option("--incident", help="Only this incident; repeat for more.", metavar="ID")
    ] = None,
    state: State = None,
    type_: Type = None,
    first: From = None,
    last: To = None,
    side: Side = None,
    q: Words = None,
    limit: Limit = None,
    policy: Annotated[
        str | None,
        typer.Option(
            "--aggregate",
            help="How accounts become one row: none, most-conservative, most-informative, most-representative, range, "
            "per-party.",
            metavar="POLICY",
        ),
    ] = None,
    weight: Annotated[str, typer.Option(help="What a policy counts: origins or reports.")] = "origins",
    with_: Annotated[
        str | None, typer.Option("--with", help="More statuses as rows: alleged,denied,planned …", metavar="STATUS,…")
    ] = None,
    by: Annotated[str, typer.Option(help="geojson: a feature per incident, or per place a claim gives.")] = "incident",
    country_policy: Annotated[
        Path | None, typer.Option(help="CSV place_id,country,iso,admin1,admin2; without it no country is named.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address of your published site, for permalinks.", metavar="URL")
    ] = None,
    masked: Annotated[
        bool, typer.Option("--masked", help="site: mask, withhold and select as the other formats do.")
    ] = False,
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Private persons by name; for your own eyes.")] = False,
    protect: Annotated[Path | None, typer.Option(help="Names to mask as well, one a line.")] = None,
    withhold: Annotated[
        Path | None, typer.Option(help="CSV id,action,until: what is excluded, embargoed or coarsened.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Embargoes that end by this day are over.", metavar="DAY")] = None,
    coarsen: Annotated[float | None, typer.Option(help="Draw no place finer than so many km.", metavar="KM")] = None,
    since: Annotated[
        Path | None, typer.Option(help="atom: only what happened since this atom.state.json.", metavar="FILE")
    ] = None,
    stamp: Annotated[
        str | None, typer.Option(help="atom: the time its entries bear (UTC), instead of their reports'.")
    ] = None,
    webhook: Annotated[
        list[str] | None, typer.Option(help="atom: post the changes to this address too; repeat for more.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="CSV cells as they are, formulas too.")] = False,
    bom: Annotated[bool, typer.Option("--bom", help="A byte order mark, for spreadsheet programs.")] = False,
    as_json: AsJson = False,
) -> int:
    """Write the ledger, or the incidents asked for, in another format."""
    from toldby import api

    source = find_ledger(ledger)
    target = out or f"{Path(source).name.removesuffix(SUFFIX)}-{format_}"
    if format_ == "jsonl" or (format_ == "site" and not masked):
        asked = {
            "--incident": incident, "--state": state, "--type": type_, "--from": first, "--to": last, "--side": side,
            "--q": q, "--limit": limit, "--aggregate": policy, "--with": with_, "--protect": protect,
            "--withhold": withhold, "--coarsen": coarsen,
        }  # fmt: skip
        refuse_options(format_, asked)
        names = api.export(source, format_, target)
        if as_json:
            say_json({"out": target, "files": list(names)})
        else:
            say(f"wrote {len(names):,} files to {target}")
        return DONE
    from toldby.application.exporting import read_files

    if format_ != "atom":
        refuse_options(format_, {"--since": since, "--stamp": stamp, "--webhook": webhook})
    countries, country_hash = read_files.read_country_policy(country_policy) if country_policy else ({}, None)
    options = api.ExportOptions(
        query=api.IncidentQuery(state=state, type=type_, first=first, last=last, side=side, q=q, limit=limit),
        incidents=tuple(incident or ()),
        policy=policy,
        weight=weight,
        statuses=read_files.read_statuses(with_),
        by=by,
        base_url=base_url,
        countries=countries,
        country_hash=country_hash,
        is_masked=not unmasked,
        protected=read_files.read_names(protect) if protect else (),
        restrictions=read_files.read_restrictions(withhold) if withhold else (),
        as_of=as_of,
        coarsen_km=coarsen,
        since=read_files.read_state(since) if since else None,
        stamp=stamp,
        is_raw=raw,
        has_bom=bom,
    )
    api.check_addresses(webhook or ())
    report = api.export_as(source, format_, target, options)
    deliveries = api.post_changes(source, webhook, options, secret=os.environ.get(SECRET)) if webhook else ()
    if as_json:
        say_json({**vars_of(report), "deliveries": list(deliveries)} if webhook else report)
    else:
        print_report(report)
    return tell_deliveries(deliveries)


def vars_of(report: ExportReport) -> Mapping[str, object]:
    """The fields of the report by name."""
    import dataclasses

    return {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}


def tell_deliveries(deliveries: tuple[Delivery, ...]) -> int:
    """One line for each address; 1 when one did not take the notice."""
    for one in deliveries:
        if one.error is None:
            note(f"{one.url} took {one.changes:,} changes")
        else:
            complain(f"{one.url} did not take the notice ({one.error}); the files are written, run it again")
    return FAILED if any(one.error is not None for one in deliveries) else DONE


def refuse_options(format_: str, given: Mapping[str, object]) -> None:
    """The whole ledger is written by these two formats, the site unless it is to be masked.

    Raises UsageProblem when an option asks for less.
    """
    asked = [name for name, value in given.items() if value is not None]
    if asked:
        raise UsageProblem(f"--format {format_} holds the whole ledger; leave out {', '.join(asked)}")


def print_report(report: ExportReport) -> None:
    """What was written on stdout; what was kept back on stderr."""
    say(f"wrote {report.rows:,} rows of {report.incidents:,} incidents to {report.out} (policy {report.policy})")
    for name in report.files:
        say(f"  {name}")
    if report.left_out:
        told = "; ".join(f"{number:,} {reason}" for reason, number in report.left_out.items())
        note(f"left out, see {report.format}.left-out.csv: {told}")
    if report.withheld:
        told = "; ".join(f"{number:,} {reason}" for reason, number in report.withheld.items())
        note(f"withheld, see {report.format}.withheld.csv: {told}")
    if report.masked:
        told = ", ".join(f"{number:,} by {rule}" for rule, number in report.masked.items())
        note(f"masked, see {report.format}.masked.csv: {told}; the rules miss some, so keep a list (--protect)")
    if not report.is_masked:
        note("private persons are NOT masked in these files")
    for line in report.notes:
        note(line)
