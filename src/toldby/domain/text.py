"""A report: its text, its zones, where the text came from, and the date of its publication."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toldby.domain.ids import DocId


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of the report's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """The other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """At least one character is shared."""
        return self.start < other.end and other.start < self.end

    def read(self, text: str) -> str:
        """The evidence, verbatim."""
        return text[self.start : self.end]


class ZoneKind(StrEnum):
    """Parts of a report; only the first three are coded."""

    HEADLINE = "headline"
    BODY = "body"
    STATEMENT_BLOCK = "statement_block"
    CAPTION = "caption"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"

    @property
    def is_coded(self) -> bool:
        """Claims may come from here."""
        return self in (ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.STATEMENT_BLOCK)


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """One paragraph (or line) of the report with its kind; zones never overlap."""

    start: int
    end: int
    kind: ZoneKind

    @property
    def span(self) -> Span:
        """The zone as a span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One rung of the date ladder: what it said and, for text, where it stands."""

    method: str
    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """Publication date as an interval (`YYYY-MM-DD` or with `THH:MM`), both ends inclusive.

    Unknown is a normal state: `method` "unknown", both ends None.
    `evidence` keeps every rung that answered, winners and losers.
    """

    earliest: str | None = None
    latest: str | None = None
    method: str = "unknown"
    evidence: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A warning of a stored report; codes in `contract.md` 7."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Drop:
    """Something found and not coded, with the rule id first in `reason` ("zone: caption ...")."""

    start: int
    end: int
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Monotone pairs (offset in text, offset in the decoded source) where the shift changes."""

    anchors: tuple[tuple[int, int], ...] = ((0, 0),)

    def locate(self, offset: int) -> int:
        """The source offset of a text offset."""
        best = self.anchors[0]
        for anchor in self.anchors:
            if anchor[0] > offset:
                break
            best = anchor
        return best[1] + offset - best[0]


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. `doc_id` is the hash of `text`; all offsets in the ledger are into it.

    `outlet` is a pack's outlet id when known, else the name given, else None.
    `language` is BCP 47 or None. `meta` holds further sidecar cells as sorted pairs.
    """

    doc_id: DocId
    path: str
    sha256: str
    text_sha256: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    published: DocumentDate = DocumentDate()
    problems: tuple[Problem, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    source_map: SourceMap = SourceMap()

    def zone_at(self, offset: int) -> Zone | None:
        """The zone that holds the offset; None between zones (blank lines)."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone
        return None


@dataclass(frozen=True, slots=True, order=True)
class InputProblem:
    """An input that did not become a stored report: a line of `problems.jsonl`.

    `state` is duplicate, quarantined or skipped; `stage` and `code` as in `contract.md` 7.
    """

    path: str
    member: str | None
    sha256: str | None
    state: str
    stage: str
    code: str
    reason: str
