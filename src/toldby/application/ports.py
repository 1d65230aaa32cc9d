"""What the use cases need from outside: tiny protocols, implemented by the adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from toldby.application.ledger_rows import BuildKeys
from toldby.application.ledger_store import LedgerStore as LedgerStore
from toldby.domain.ledger import Ledger
from toldby.domain.text import DateEvidence, InputProblem, Problem, SourceMap, Zone


@dataclass(frozen=True, slots=True)
class InputRef:
    """One input as named by the user: `path` relative to the folder given (with `/`), or its URL."""

    path: str
    location: str
    member: str | None = None

    @property
    def key(self) -> str:
        """Under which the ledger keeps what became of it."""
        return name_input(self.path, self.member)


@dataclass(frozen=True, slots=True)
class RawReport:
    """A decoded input before analysis; `sha256` is of the raw bytes, offsets of `hints` are into `text`.

    `earlier` is the key under which an earlier text of this address stays in the ledger.
    """

    path: str
    member: str | None
    sha256: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    evidence: tuple[DateEvidence, ...] = ()
    hints: tuple[Zone, ...] = ()
    problems: tuple[Problem, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    source_map: SourceMap = field(default_factory=SourceMap)
    earlier: str | None = None

    @property
    def key(self) -> str:
        """Under which the ledger keeps the report."""
        return name_input(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address that still gives what the ledger holds: the stored report stays, an old complaint goes."""

    path: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A stand-in (the text of a feed) for a page that has been read since: it is no input any more."""

    path: str
    member: str | None


NEWER = "newer version"
"""Member of the problem of an address whose stored report stays although a newer one could not be read."""


def name_input(path: str, member: str | None) -> str:
    """The key of an input: its path, and what is read out of it (`crawl.warc#https://…`).

    >>> name_input("feed.xml", "item-3")
    'feed.xml#item-3'
    """
    return path if member is None else f"{path}#{member}"


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server can tell that nothing changed since: its own words of the last answer."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of a server, whole and unaltered; `retrieved` in UTC, `redirects` are the addresses on the way."""

    url: str
    final_url: str
    status: int
    content: bytes
    sha256: str
    retrieved: str
    media_type: str | None = None
    charset: str | None = None
    redirects: tuple[str, ...] = ()
    validators: Validators = Validators()


class Fetcher(Protocol):
    """Asks servers, politely and never those of the own network."""

    def fetch(self, url: str, known: Validators) -> Fetched | None:
        """The answer; None when the server says that nothing changed.

        Raises SourceUnreadable with `fetch_refused` (we do not ask) or `fetch_failed` (no usable answer).
        """
        ...

    def close(self) -> None:
        """Give connections and files back."""
        ...


class ReportSource(Protocol):
    """Gives inputs in a stable order; one bad input is an answer, never an exception."""

    def inputs(self) -> Iterator[InputRef]:
        """Every input found, readable or not."""
        ...

    def read(self, ref: InputRef) -> RawReport | InputProblem | Unchanged | Superseded:
        """The decoded report, or why there is none."""
        ...

    def problems(self) -> tuple[InputProblem, ...]:
        """What is wrong with the collection itself (a sidecar row that names a missing file)."""
        ...


class Exporter(Protocol):
    """Writes a whole ledger in one format under a folder; the same ledger gives the same bytes."""

    def write(self, ledger: Ledger, keys: BuildKeys, out: Path) -> tuple[str, ...]:
        """Write the files and return their names; nothing outside `out` is touched."""
        ...


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump read back: the ledger and the keys with which it can be built upon."""

    ledger: Ledger
    keys: BuildKeys


class DumpReader(Protocol):
    """Reads the folder that an export has written."""

    def read(self, folder: Path) -> Dump:
        """The ledger of the dump.

        Raises UsageProblem when it is of another contract, damaged or no dump at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the work on one report gave nothing; becomes a quarantined input."""

    code: str
    reason: str


T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs independent work; results come in the order of the items, whatever ran first."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure]:
        """One result or Failure per item; one bad item never stops the others."""
        ...
