"""Commands that make something: build, add, demo, open, import."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from toldby.cli.options import (
    AsJson,
    Contact,
    Delay,
    Judge,
    Keep,
    Ledger,
    Packs,
    find_ledger,
    name_ledger,
    split_packs,
)
from toldby.cli.output import complain, note, say, say_json
from toldby.cli.progress import show_progress
from toldby.cli.summary_text import print_summary, warn_of_problems
from toldby.domain.errors import UsageProblem

if TYPE_CHECKING:
    from toldby.api import BuildSummary

INCOMPLETE = 3
FAILED = 1


def register(app: typer.Typer) -> None:
    """Put the commands into the application."""
    app.command("demo")(demo)
    app.command("build")(build)
    app.command("add")(add)
    app.command("open")(open_site)
    app.command("import")(import_dump)


Paths = Annotated[list[str], typer.Argument(help="Files, folders or URLs of reports.", metavar="PATH...")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


Fetch = Annotated[bool, typer.Option("--fetch", help="Ask the network for the addresses that lists and feeds name.")]


def build(
    paths: Paths,
    ledger: Ledger = None,
    pack: Packs = None,
    fetch: Fetch = False,
    keep_raw: Keep = None,
    delay: Delay = 1.0,
    contact: Contact = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that read reports.")] = 1,
    write_sidecar: Annotated[
        bool, typer.Option("--write-sidecar", help="Write metadata.csv beside the reports, to be filled in.")
    ] = False,
    judge: Judge = None,
    as_json: AsJson = False,
) -> int:
    """Read reports and keep who said what; only new or changed reports cost time."""
    target = ledger or name_ledger(paths)
    asking = _Asking(fetch, keep_raw, delay, contact)
    return _build(paths, target, pack, jobs, write_sidecar, judge, as_json, asking)


def add(
    paths: Paths,
    ledger: Ledger = None,
    pack: Packs = None,
    judge: Judge = None,
    fetch: Fetch = False,
    keep_raw: Keep = None,
    delay: Delay = 1.0,
    contact: Contact = None,
    as_json: AsJson = False,
) -> int:
    """Add single reports to a ledger."""
    asking = _Asking(fetch, keep_raw, delay, contact)
    return _build(paths, find_ledger(ledger), pack, 1, False, judge, as_json, asking)


class _Asking(NamedTuple):
    """What was said about the network."""

    fetch: bool
    keep_raw: Path | None
    delay: float
    contact: str | None


def _build(
    paths: list[str],
    target: str,
    pack: list[str] | None,
    jobs: int,
    write_sidecar: bool,
    judge: str | None,
    as_json: bool,
    asking: _Asking,
) -> int:
    from toldby import api

    check_paths(paths)
    fetching = api.Fetching(asking.fetch, asking.keep_raw, asking.delay, asking.contact)
    with show_progress() as progress:
        summary = api.build(
            paths,
            target,
            packs=split_packs(pack),
            jobs=jobs,
            write_sidecar=write_sidecar,
            judge=judge,
            fetch=fetching,
            progress=progress,
        )
    return _report(summary, as_json)


def check_paths(paths: list[str]) -> None:
    """Every input named is there.

    Raises UsageProblem naming the first one that is not.
    """
    missing = next((path for path in paths if "://" not in path and not Path(path).exists()), None)
    if missing is not None:
        raise UsageProblem(f"{missing} does not exist; name files or folders of reports")


def _report(summary: BuildSummary, as_json: bool) -> int:
    if as_json:
        say_json(summary)
    elif summary.reports:
        print_summary(summary)
    warn_of_problems(summary)
    if not summary.reports:
        complain("no report could be read; name a folder with .txt, .md or .html files")
        return FAILED
    return 0 if summary.is_complete else INCOMPLETE


def demo(
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the demo's ledger and site (default: a new one).")
    ] = None,
    no_browser: NoBrowser = False,
    as_json: AsJson = False,
) -> int:
    """Build the packaged demo of invented reports and open its site; offline."""
    from toldby import api

    folder = out or Path(tempfile.mkdtemp(prefix="toldby-demo-"))
    with show_progress() as progress:
        run = api.run_demo(str(folder), progress=progress)
    if as_json:
        say_json({"summary": run.summary, "page": run.page})
    else:
        print_summary(run.summary)
        say(f"pages: {run.page}")
    if not no_browser:
        _browse(run.page)
    return 0


def open_site(
    name: Annotated[str | None, typer.Argument(help="Ledger file.", metavar="LEDGER")] = None,
    ledger: Ledger = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the pages (default: the user's cache).")] = None,
    no_browser: NoBrowser = False,
) -> int:
    """Show the ledger in the browser."""
    from toldby import api

    page = api.write_pages(find_ledger(name or ledger), None if out is None else str(out))
    say(str(page))
    if not no_browser:
        _browse(page)
    return 0


def _browse(page: Path) -> None:
    if not webbrowser.open(page.resolve().as_uri()):
        note(f"no browser here; open {page}")


def import_dump(
    folder: Annotated[str, typer.Argument(help="Folder that toldby export --format jsonl has written.", metavar="DIR")],
    ledger: Ledger = None,
    as_json: AsJson = False,
) -> int:
    """Read an export back into an equal ledger."""
    from toldby import api

    target = ledger or name_ledger([folder])
    api.import_dump(folder, target)
    with api.open_ledger(target) as view:
        tally = view.tally()
    if as_json:
        say_json({"ledger": target, "reports": tally.reports, "claims": tally.claims, "incidents": tally.incidents})
    else:
        say(f"wrote {target}: {tally.reports:,} reports, {tally.claims:,} claims, {tally.incidents:,} incidents")
    return 0
