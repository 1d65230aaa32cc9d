"""Commands about where reports come from: watch, reports, compare."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from toldby.cli.commands_build import INCOMPLETE, check_paths
from toldby.cli.options import AsJson, Contact, Delay, Keep, Ledger, Packs, find_ledger, name_ledger, split_packs
from toldby.cli.output import complain, note, say, say_columns, say_json
from toldby.cli.summary_text import warn_of_problems

if TYPE_CHECKING:
    from toldby.application.comparison import Nearby
    from toldby.application.versions import VersionPair
    from toldby.application.watching import Round
    from toldby.domain.text import Report


def register(app: typer.Typer) -> None:
    """Put the commands into the application."""
    app.command("watch")(watch)
    app.command("reports")(list_reports)
    app.command("compare")(compare)


Feeds = Annotated[list[str], typer.Argument(help="Feeds and lists of addresses: URLs or files.", metavar="FEED...")]


def watch(
    paths: Feeds,
    every: Annotated[str, typer.Option("--every", help="15m, 2h, 1d; at least a minute.", metavar="TIME")] = "15m",
    ledger: Ledger = None,
    pack: Packs = None,
    rounds: Annotated[int | None, typer.Option("--rounds", min=1, help="Stop after so many builds.")] = None,
    recheck: Annotated[
        str, typer.Option("--recheck", help="Ask a known page again after this time, for edits.", metavar="TIME")
    ] = "6h",
    keep_raw: Keep = None,
    delay: Delay = 1.0,
    contact: Contact = None,
    as_json: AsJson = False,
) -> int:
    """Fetch feeds and their pages on a schedule; Ctrl+C stops after the build that runs."""
    from toldby import api
    from toldby.application.watching import read_interval

    check_paths(paths)
    target = ledger or name_ledger(paths)
    fetching = api.Fetching(True, keep_raw, delay, contact, read_interval(recheck))
    seconds = read_interval(every)
    code = 0
    with _stop_on_signals() as bell:
        for one in api.watch(
            paths, target, every=seconds, bell=bell, packs=split_packs(pack), fetch=fetching, rounds=rounds
        ):
            _tell_round(one, as_json)
            sys.stdout.flush()  # a round is told when it ends, also into a pipe or a file
            code = 0 if one.summary is not None and one.summary.is_complete else INCOMPLETE
    note("stopped; nothing is half done")
    return code


def _tell_round(one: Round, as_json: bool) -> None:
    if one.summary is None:
        complain(f"round {one.number}: {one.error}; trying again")
        return
    if as_json:
        say_json(one)
    else:
        reports, incidents = one.summary.reports, one.summary.incidents
        lost = sum(problem.state != "duplicate" for problem in one.summary.skipped)
        text = (
            f"round {one.number}: {reports:,} reports ({one.reports:+,}), {incidents:,} incidents ({one.incidents:+,})"
        )
        say(text + (f"; {lost:,} inputs not read: toldby show --problems" if lost else ""))
    warn_of_problems(one.summary)


@contextmanager
def _stop_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl+C and a request to end set; a second one interrupts at once."""
    bell = threading.Event()

    def ring(number: int, frame: FrameType | None) -> None:
        if bell.is_set():
            raise KeyboardInterrupt
        bell.set()
        note("stopping after this build; once more interrupts it")

    before = {name: signal.signal(name, ring) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield bell
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def list_reports(
    ledger: Ledger = None,
    q: Annotated[str | None, typer.Option("--q", help="Words that must all occur in the text.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="As in ru; und for unknown.")] = None,
    versions: Annotated[bool, typer.Option("--versions", help="Pages that were edited, and which words.")] = False,
    as_json: AsJson = False,
) -> int:
    """List the reports, also those in languages that are not coded; --q searches their texts."""
    from toldby import api

    with api.open_ledger(find_ledger(ledger)) as view:
        if versions:
            _say_versions(view.versions(), as_json)
            return 0
        found = view.reports(q, language)
    for report in found:
        if as_json:
            say_json(_make_row(report))
    if not as_json:
        say_columns([tuple(value or "?" for value in _make_row(report).values()) for report in found])
        note(f"{len(found):,} reports")
    return 0


def _make_row(report: Report) -> dict[str, str | None]:
    return {
        "path": report.path,
        "language": report.language,
        "published": report.published.earliest,
        "outlet": report.outlet,
        "title": report.title,
    }


def _say_versions(pairs: tuple[VersionPair, ...], as_json: bool) -> None:
    for pair in pairs:
        retrieved = [dict(one.meta).get("retrieved", "?") for one in (pair.earlier, pair.later)]
        if as_json:
            paths = {"earlier": pair.earlier.path, "later": pair.later.path, "retrieved": retrieved}
            say_json({"url": pair.url, **paths, "edits": pair.edits, "is_compared": pair.is_compared})
            continue
        say(f"{pair.url}  {retrieved[0]} -> {retrieved[1]}" + ("" if pair.is_compared else "  too long to compare"))
        for edit in pair.edits:
            say(f"  - {' '.join(edit.before.split())}" if edit.before else "  -")
            say(f"  + {' '.join(edit.after.split())}" if edit.after else "  +")
    if not as_json:
        note(f"{len(pairs):,} edited pages")


def compare(
    table: Annotated[str, typer.Argument(help="A CSV of ACLED or UCDP GED.", metavar="TABLE")],
    ledger: Ledger = None,
    km: Annotated[float, typer.Option("--km", min=0.0, help="Beyond the circle drawn for the incident.")] = 25.0,
    days: Annotated[int, typer.Option("--days", min=0, help="Days apart.")] = 2,
    as_json: AsJson = False,
) -> int:
    """Show rows of another dataset beside incidents of the same days and places; nothing is stored or merged."""
    from toldby import api

    check_paths([table])
    found = api.compare(find_ledger(ledger), table, km=km, days=days)
    for pair in found.comparison.pairs:
        if as_json:
            row = {"incident_id": pair.incident.incident_id, "event": pair.event, "days": pair.days, "km": pair.km}
            say_json(row)
    if not as_json:
        say_columns([_tell_pair(pair) for pair in found.comparison.pairs])
    for line, reason in found.bad_rows[:10]:
        note(f"{table}:{line}: {reason}; the row is left out")
    alone = len(found.comparison.alone)
    note(f"{found.events:,} rows, {len(found.bad_rows):,} left out; {alone:,} near no incident of this ledger")
    return INCOMPLETE if found.bad_rows else 0


def _tell_pair(pair: Nearby) -> tuple[str, ...]:
    event = pair.event
    deaths = "deaths not said" if event.deaths_high is None else f"deaths {event.deaths_low}..{event.deaths_high}"
    dates = event.start if event.start == event.end else f"{event.start}..{event.end}"
    place = event.place or f"{event.lat}, {event.lon}"
    apart = f"{pair.days} days, {pair.km} km"
    short = f"TB-{pair.incident.incident_id[:6]}"
    return short, apart, event.dataset, event.event_id, dates, place, f"{event.kind}; {deaths}"
