"""Options that several commands share, and where a ledger is when none is named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from toldby.domain.errors import UsageProblem

GLOBAL_FLAGS = ("-q", "--quiet", "-v", "--verbose", "--debug", "--no-color", "--version")
SUFFIX = ".toldby"

Ledger = Annotated[
    str | None,
    typer.Option("--ledger", envvar="TOLDBY_LEDGER", help="Ledger file or postgresql:// URL.", metavar="FILE"),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--packs",
        "--pack",
        help="Region packs (ids or folders, with commas between or repeated) instead of all shipped ones.",
        metavar="ID,ID",
    ),
]


Judge = Annotated[
    str | None,
    typer.Option("--judge", help="A model of toldby train attribution, beside the rules.", metavar="FILE"),
]
Keep = Annotated[
    Path | None, typer.Option("--keep-raw", help="Append every raw answer to this .warc.gz.", metavar="FILE")
]
Delay = Annotated[float, typer.Option("--delay", min=0.0, help="Seconds between two questions to one host.")]
Contact = Annotated[
    str | None,
    typer.Option("--contact", envvar="TOLDBY_CONTACT", help="Mail or page that hosts may turn to.", metavar="WORDS"),
]


@dataclass
class Context:
    """The flags of this run."""

    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    no_color: bool = False

    def set(self, *, quiet: bool, verbose: bool, debug: bool, no_color: bool) -> None:
        """Take the flags over."""
        self.quiet, self.verbose, self.debug, self.no_color = quiet, verbose, debug, no_color


context = Context()


def split_packs(given: list[str] | None) -> tuple[str, ...]:
    """Every pack named, whether by commas or by repeating the option."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())


def name_ledger(paths: list[str]) -> str:
    """`<folder>.toldby` in the current folder, never inside the folder of reports.

    Raises UsageProblem when the inputs give no name.
    """
    if len(paths) == 1 and "://" not in paths[0]:
        given = Path(paths[0])
        name = given.resolve().name if given.is_dir() else given.stem
        ledger = Path.cwd() / (name + SUFFIX)
        if name and not (given.is_dir() and ledger.parent.is_relative_to(given.resolve())):
            return ledger.name
    raise UsageProblem("which ledger? Name a file with --ledger FILE (or TOLDBY_LEDGER)")


def find_ledger(named: str | None) -> str:
    """The ledger named, else the only one in the current folder.

    Raises UsageProblem when there is none, or more than one.
    """
    if named is not None:
        return named
    found = sorted(path.name for path in Path.cwd().glob("*" + SUFFIX))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageProblem(f"which ledger? {', '.join(found)} lie here; name one with --ledger FILE")
    raise UsageProblem("no ledger here; make one with: toldby build FOLDER, or name one with --ledger FILE")
