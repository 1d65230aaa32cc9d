"""`metadata.csv` beside the reports: one row a report, every cell but its key optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toldby.adapters.sources.door import MAX_PAGE_BYTES, read_file
from toldby.adapters.sources.published import UnclearDate, read_published
from toldby.adapters.sources.refusals import warn
from toldby.adapters.sources.tables import decode_table, find_delimiter, read_rows
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import Problem

NAME = "metadata.csv"

_PLAIN = ("url", "outlet", "lang", "title", "sha256")
_META = ("agency", "author", "retrieved", "archive_url", "rights", "sensitivity", "note")
_KNOWN = frozenset({"file", "published", *_PLAIN, *_META})


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """What the user says of one report; `published` is EDTF, `problem` says why a cell was refused."""

    key: str
    line: int
    cells: Mapping[str, str]
    published: str | None = None
    problem: Problem | None = None
    meta: tuple[tuple[str, str], ...] = ()

    def cell(self, name: str) -> str | None:
        """A cell; None when it is empty or missing."""
        return self.cells.get(name) or None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A read sidecar; `description` states the encoding and delimiter that were found."""

    path: str
    location: str = ""
    rows: Mapping[str, SidecarRow] = field(default_factory=dict)
    description: str = ""


def read_sidecar(location: str, path: str) -> Sidecar:
    """The rows by file name relative to the sidecar's folder.

    Raises SourceUnreadable when it is no table with a column `file` or `url`.
    """
    text, encoding = decode_table(read_file(location, MAX_PAGE_BYTES).content)
    delimiter = find_delimiter(text)
    table = list(read_rows(text, delimiter, path))
    header = [name.strip().lower() for name in table[0][1]] if table else []
    if "file" not in header and "url" not in header:
        found = ", ".join(header[:8]) or "none"
        raise SourceUnreadable("record_bad", f"{path}:1: no column 'file' or 'url'; found {found}")
    rows: dict[str, SidecarRow] = {}
    for line, values in table[1:]:
        row = read_sidecar_row(path, line, header, values)
        if row is not None:
            rows.setdefault(row.key, row)
    name = {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter]
    return Sidecar(path, location, rows, f"{path}: {encoding}, {name}, {len(rows)} rows")


def read_sidecar_row(path: str, line: int, header: list[str], values: list[str]) -> SidecarRow | None:
    """One row of a table with the columns of a sidecar; None when it names neither file nor url."""
    cells = {name: value.strip() for name, value in zip(header, values, strict=False) if name}
    key = cells.get("file", "").replace("\\", "/").removeprefix("./") or cells.get("url", "")
    if not key:
        return None
    published, problem = _read_date(path, line, cells.get("published", ""))
    extra = [(name, value) for name, value in cells.items() if value and name not in _KNOWN]
    known = [(name, cells[name]) for name in _META if cells.get(name)]
    return SidecarRow(key, line, cells, published, problem, tuple(sorted(known + extra)))


def _read_date(path: str, line: int, cell: str) -> tuple[str | None, Problem | None]:
    try:
        return read_published(cell), None
    except UnclearDate as error:
        return None, warn("impossible_date", f"{path}:{line}: published {error}")
