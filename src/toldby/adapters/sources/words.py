"""What a reader takes out of one input, whatever its format was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from toldby.adapters.sources.sidecar import SidecarRow
from toldby.application.ports import RawReport
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence, Problem, SourceMap, Zone

MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Words:
    """Text of an input and what its format says about it; offsets of `hints` are into `text`."""

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


@dataclass(frozen=True, slots=True)
class Given:
    """What a table, a feed or an archive says about a report that it names."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    evidence: tuple[DateEvidence, ...] = ()
    problems: tuple[Problem, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()


def check_words(words: Words) -> Words:
    """The words as they are.

    Raises SourceUnreadable when there are too many, or none.
    """
    if len(words.text) > MAX_CHARACTERS:
        reason = f"{len(words.text)} characters, at most {MAX_CHARACTERS} are read; split it into one report a file"
        raise SourceUnreadable("text_too_long", reason)
    if not any(sign.isalnum() for sign in words.text):
        raise SourceUnreadable("empty", "no letter and no digit in it; leave it out")
    return words


def add_given(words: Words, given: Given) -> Words:
    """What was given about a report goes before what the report says; no evidence of a date is lost."""
    return replace(
        words,
        title=given.title or words.title,
        url=given.url or words.url,
        outlet=given.outlet or words.outlet,
        language=given.language or words.language,
        evidence=given.evidence + words.evidence,
        problems=words.problems + given.problems,
        meta=merge_meta(words.meta, given.meta),
    )


def merge_meta(*parts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Sorted pairs; of one name the later value counts."""
    merged: dict[str, str] = {}
    for part in parts:
        merged |= dict(part)
    return tuple(sorted(merged.items()))


def build_raw(path: str, member: str | None, sha256: str, words: Words, rows: Iterable[SidecarRow]) -> RawReport:
    """The report; the user's rows (the closest first) win over what the input says of itself."""
    known = tuple(rows)
    given = tuple(DateEvidence("user", row.published) for row in known if row.published)
    refused = tuple(row.problem for row in known if row.problem)

    def cell(name: str) -> str | None:
        return next((value for row in known if (value := row.cell(name))), None)

    return RawReport(
        path=path,
        member=member,
        sha256=sha256,
        text=words.text,
        title=cell("title") or words.title,
        url=cell("url") or words.url,
        outlet=cell("outlet") or words.outlet,
        language=cell("lang") or words.language,
        evidence=given[:1] + words.evidence,
        hints=words.hints,
        problems=words.problems + refused,
        meta=merge_meta(words.meta, *(row.meta for row in reversed(known))),
        source_map=words.source_map,
    )
