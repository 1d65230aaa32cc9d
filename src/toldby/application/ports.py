"""What the use cases need from outside: tiny protocols, implemented by the adapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from toldby.domain.text import DateEvidence, InputProblem, Problem, SourceMap, Zone


@dataclass(frozen=True, slots=True)
class InputRef:
    """One input as named by the user: `path` relative to the folder given (with `/`), or its URL."""

    path: str
    location: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class RawReport:
    """A decoded input before analysis; `sha256` is of the raw bytes, offsets of `hints` are into `text`."""

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
    source_map: SourceMap = SourceMap()


class ReportSource(Protocol):
    """Gives inputs in a stable order; one bad input is an answer, never an exception."""

    def inputs(self) -> Iterator[InputRef]:
        """Every input found, readable or not."""
        ...

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        """The decoded report, or why there is none."""
        ...

    def problems(self) -> tuple[InputProblem, ...]:
        """What is wrong with the collection itself (a sidecar row that names a missing file)."""
        ...
