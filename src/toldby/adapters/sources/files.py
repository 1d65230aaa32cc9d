"""Reports in files and folders: text, Markdown and HTML, with `metadata.csv` beside them.

Law: every input ends as one report or one listed problem; nothing is written, no link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from toldby.adapters.sources.decoding import Decoded, decode_bytes
from toldby.adapters.sources.door import MAX_PAGE_BYTES, MAX_TEXT_BYTES, RawFile, read_file
from toldby.adapters.sources.html import looks_like_html, read_page
from toldby.adapters.sources.markdown import strip_markdown
from toldby.adapters.sources.names import escape_name
from toldby.adapters.sources.published import UnclearDate, read_published
from toldby.adapters.sources.refusals import refuse
from toldby.adapters.sources.sidecar import NAME as SIDECAR_NAME
from toldby.adapters.sources.sidecar import Sidecar, SidecarRow, read_sidecar
from toldby.adapters.sources.walking import FoundFile, list_folder
from toldby.application.ports import InputRef, RawReport
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence, InputProblem, Problem, SourceMap, Zone

MAX_CHARACTERS = 1_000_000

_TEXT = frozenset({".txt", ".text"})
_MARKDOWN = frozenset({".md", ".markdown"})
_PAGE = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class _Words:
    """Text of an input and what its format says about it."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    evidence: tuple[DateEvidence, ...] = ()
    hints: tuple[Zone, ...] = ()
    problems: tuple[Problem, ...] = ()
    source_map: SourceMap = field(default_factory=SourceMap)


class FolderSource:
    """Inputs below the given files and folders, sorted by path; a `ReportSource`."""

    def __init__(self, roots: Iterable[str | Path]) -> None:
        """`roots` are files or folders; paths of inputs are relative to the folder given."""
        self._roots = tuple(os.fspath(root) for root in roots)

    def inputs(self) -> Iterator[InputRef]:
        """Every file found, readable or not; hidden, ignored and sidecar files are no inputs."""
        for found in self._listing[0]:
            yield InputRef(found.path, found.location)

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        """The report of one file, or why there is none; never raises for a bad input."""
        sha256: str | None = None
        try:
            suffix = PurePosixPath(ref.path).suffix.lower()
            if suffix not in _TEXT | _MARKDOWN | _PAGE:
                raise SourceUnreadable(
                    "unsupported_type",
                    f"{suffix or 'no suffix'}; toldby reads .txt, .md and .html; save it as one of them",
                )
            raw = read_file(ref.location, MAX_PAGE_BYTES if suffix in _PAGE else MAX_TEXT_BYTES)
            sha256 = raw.sha256
            row = self._rows.get(ref.path)
            _check_hash(raw, row)
            return _build_raw(ref, raw, _read_words(raw.content, suffix), row)
        except SourceUnreadable as error:
            return refuse(ref, error, sha256)
        except MemoryError:
            return refuse(ref, SourceUnreadable("memory", "not enough memory for this file"), sha256)

    def problems(self) -> tuple[InputProblem, ...]:
        """Sidecars that cannot be read, and their rows that name no file."""
        answer = list(self._sidecars[1])
        for prefix, sidecar in self._sidecars[0]:
            for row in sidecar.rows.values():
                if row.cell("file") is not None and not _stands_beside(sidecar, row):
                    reason = f"{sidecar.path}:{row.line} names this file, but it is not there; add it or drop the row"
                    ref = InputRef(escape_name(f"{prefix}{row.key}"), "")
                    answer.append(refuse(ref, SourceUnreadable("sidecar_missing_file", reason)))
        return tuple(answer)

    def describe_sidecars(self) -> tuple[str, ...]:
        """Encoding and delimiter found for each sidecar, for the person who wrote it."""
        return tuple(sidecar.description for _, sidecar in self._sidecars[0])

    @cached_property
    def _listing(self) -> tuple[tuple[FoundFile, ...], tuple[FoundFile, ...]]:
        """Inputs and sidecars; equal paths of two folders get the folder's name in front."""
        inputs: dict[str, FoundFile] = {}
        sidecars: dict[str, FoundFile] = {}
        for root in self._roots:
            files, tables = _list_root(root)
            for found in files:
                path = found.path if found.path not in inputs else f"{escape_name(Path(root).name)}/{found.path}"
                inputs.setdefault(path, FoundFile(path, found.location))
            for found in tables:
                sidecars.setdefault(found.location, found)
        return tuple(inputs[path] for path in sorted(inputs)), tuple(sidecars.values())

    @cached_property
    def _sidecars(self) -> tuple[tuple[tuple[str, Sidecar], ...], tuple[InputProblem, ...]]:
        """Read sidecars with the folder their rows are relative to."""
        read: list[tuple[str, Sidecar]] = []
        problems: list[InputProblem] = []
        for found in self._listing[1]:
            try:
                read.append((found.path.removesuffix(SIDECAR_NAME), read_sidecar(found.location, found.path)))
            except SourceUnreadable as error:
                problems.append(refuse(InputRef(found.path, found.location), error))
        return tuple(read), tuple(problems)

    @cached_property
    def _rows(self) -> dict[str, SidecarRow]:
        return {f"{prefix}{row.key}": row for prefix, sidecar in self._sidecars[0] for row in sidecar.rows.values()}


def _list_root(root: str) -> tuple[tuple[FoundFile, ...], tuple[FoundFile, ...]]:
    path = Path(root)
    if path.is_dir() and not path.is_symlink():
        listing = list_folder(root)
        return listing.inputs, listing.sidecars
    beside = path.parent / SIDECAR_NAME
    tables = (FoundFile(SIDECAR_NAME, os.fspath(beside)),) if beside.is_file() else ()
    return (FoundFile(escape_name(path.name), root),), tables


def _stands_beside(sidecar: Sidecar, row: SidecarRow) -> bool:
    """The row's file exists below the sidecar's folder (given, ignored or not)."""
    if ".." in row.key.split("/") or row.key.startswith("/") or "\x00" in row.key:
        return False
    try:
        return os.path.lexists(Path(sidecar.location).parent / row.key)
    except (OSError, ValueError):
        return False


def _check_hash(raw: RawFile, row: SidecarRow | None) -> None:
    stated = row.cell("sha256") if row is not None else None
    if stated is not None and stated.lower() != raw.sha256:
        reason = (
            f"the sidecar says {stated[:12]}…, the file is {raw.sha256[:12]}…; correct the row or bring the file back"
        )
        raise SourceUnreadable("hash_mismatch", reason)


def _read_words(content: bytes, suffix: str) -> _Words:
    decoded = decode_bytes(content)
    if suffix in _PAGE or looks_like_html(decoded.text):
        words = _read_html(decoded)
    elif suffix in _MARKDOWN:
        words = _read_markdown(decoded)
    else:
        words = _Words(decoded.text, problems=decoded.problems)
    if len(words.text) > MAX_CHARACTERS:
        reason = f"{len(words.text)} characters, at most {MAX_CHARACTERS} are read; split it into one report a file"
        raise SourceUnreadable("text_too_long", reason)
    if not any(sign.isalnum() for sign in words.text):
        raise SourceUnreadable("empty", "no letter and no digit in it; leave it out")
    return words


def _read_html(decoded: Decoded) -> _Words:
    page = read_page(decoded.text)
    facts = page.facts
    return _Words(
        text=page.text,
        title=page.title,
        url=facts.url,
        outlet=facts.site,
        language=facts.language,
        evidence=facts.dates,
        hints=page.hints,
        problems=decoded.problems + page.problems,
        source_map=page.source_map,
    )


def _read_markdown(decoded: Decoded) -> _Words:
    plain = strip_markdown(decoded.text)
    fields = dict(plain.fields)
    return _Words(
        text=plain.text,
        title=fields.get("title"),
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        evidence=_read_front_date(fields.get("date") or fields.get("published")),
        problems=decoded.problems,
        source_map=plain.source_map,
    )


def _read_front_date(cell: str | None) -> tuple[DateEvidence, ...]:
    try:
        date = read_published(cell or "")
    except UnclearDate:
        return ()
    return (DateEvidence("page", date),) if date else ()


def _build_raw(ref: InputRef, raw: RawFile, words: _Words, row: SidecarRow | None) -> RawReport:
    """The user's row wins over the page; what the page says of dates stays as evidence."""
    given = (DateEvidence("user", row.published),) if row is not None and row.published else ()
    refused = (row.problem,) if row is not None and row.problem else ()
    return RawReport(
        path=ref.path,
        member=ref.member,
        sha256=raw.sha256,
        text=words.text,
        title=_cell(row, "title") or words.title,
        url=_cell(row, "url") or words.url,
        outlet=_cell(row, "outlet") or words.outlet,
        language=_cell(row, "lang") or words.language,
        evidence=given + words.evidence,
        hints=words.hints,
        problems=words.problems + refused,
        meta=row.meta if row is not None else (),
        source_map=words.source_map,
    )


def _cell(row: SidecarRow | None, name: str) -> str | None:
    return row.cell(name) if row is not None else None
