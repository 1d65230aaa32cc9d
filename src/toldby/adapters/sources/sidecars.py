"""All sidecars of a listing, asked by file, by member of a container, and by address."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from toldby.adapters.sources.door import hash_file
from toldby.adapters.sources.names import escape_name
from toldby.adapters.sources.refusals import refuse
from toldby.adapters.sources.sidecar import NAME, Sidecar, SidecarRow, read_sidecar
from toldby.adapters.sources.walking import FoundFile
from toldby.application.ports import InputRef, name_input
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import InputProblem


class SidecarRows:
    """The rows of every sidecar; those that cannot be read are `broken`."""

    def __init__(self, found: Iterable[FoundFile] = ()) -> None:
        """Read the tables, each with the folder its rows are relative to."""
        self._read: list[tuple[str, Sidecar]] = []
        self.broken: list[InputProblem] = []
        for table in found:
            try:
                self._read.append((table.path.removesuffix(NAME), read_sidecar(table.location, table.path)))
            except SourceUnreadable as error:
                self.broken.append(refuse(InputRef(table.path, table.location), error))
        rows = [(prefix, row) for prefix, sidecar in self._read for row in sidecar.rows.values()]
        self._by_file = {f"{prefix}{row.key}": row for prefix, row in rows if row.cell("file")}
        self._by_url = {row.key: row for _, row in rows if not row.cell("file")}

    def find(self, path: str, member: str | None = None, url: str | None = None) -> tuple[SidecarRow, ...]:
        """The rows about a report, the closest first: of the member, of its address, of the whole file."""
        found = [
            self._by_file.get(name_input(path, member)),
            self._by_url.get(url or ""),
            self._by_url.get(path),
            self._by_file.get(path),
        ]
        return tuple({id(row): row for row in found if row is not None}.values())

    def describe(self) -> tuple[str, ...]:
        """Encoding and delimiter found for each table, for the person who wrote it."""
        return tuple(sidecar.description for _, sidecar in self._read)

    def list_missing(self) -> tuple[InputProblem, ...]:
        """Rows that name a file which is not there."""
        return tuple(
            _tell_missing(prefix, sidecar, row)
            for prefix, sidecar in self._read
            for row in sidecar.rows.values()
            if row.cell("file") is not None and not _stands_beside(sidecar, row)
        )


def _tell_missing(prefix: str, sidecar: Sidecar, row: SidecarRow) -> InputProblem:
    reason = f"{sidecar.path}:{row.line} names this file, but it is not there; add it or drop the row"
    ref = InputRef(escape_name(f"{prefix}{row.key}"), "")
    return refuse(ref, SourceUnreadable("sidecar_missing_file", reason))


def _stands_beside(sidecar: Sidecar, row: SidecarRow) -> bool:
    """The row's file exists below the sidecar's folder (given, ignored or not); `file#member` names its file."""
    if ".." in row.key.split("/") or row.key.startswith("/") or "\x00" in row.key:
        return False
    folder = Path(sidecar.location).parent
    try:
        return os.path.lexists(folder / row.key) or (
            "#" in row.key and os.path.lexists(folder / row.key.partition("#")[0])
        )
    except (OSError, ValueError):
        return False


def check_hash(rows: Iterable[SidecarRow], sha256: str | None) -> None:
    """Raises SourceUnreadable when the closest row states another hash."""
    stated = next((value for row in rows if (value := row.cell("sha256"))), None)
    if stated is not None and sha256 is not None and stated.lower() != sha256:
        reason = f"the sidecar says {stated[:12]}…, the file is {sha256[:12]}…; correct the row or bring the file back"
        raise SourceUnreadable("hash_mismatch", reason)


def check_file_hash(rows: Iterable[SidecarRow], location: str) -> None:
    """The same for a container, read only when a hash is stated."""
    known = tuple(rows)
    if any(row.cell("sha256") for row in known):
        check_hash(known, hash_file(location))
