"""Adds missing rows to `metadata.csv`, on request only; a line that is there is never changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from toldby.adapters.sources.sidecar import NAME
from toldby.domain.errors import UsageProblem

COLUMNS = (
    "file", "url", "outlet", "agency", "published", "lang", "title", "author", "retrieved", "archive_url", "sha256",
    "rights", "sensitivity", "note",
)  # fmt: skip
_DELIMITERS = (",", ";", "\t")


def write_sidecar(folder: Path, files: Iterable[str]) -> int:
    """Rows added to the table in `folder` for files it does not list yet, cells empty, to be filled in.

    Raises UsageProblem when the table that is there cannot be added to.
    """
    path = folder / NAME
    try:
        before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{path} is not UTF-8; save it as UTF-8 first") from error
    added, count = add_rows(before, files)
    if count:
        try:
            with path.open("ab") as table:
                table.write(added.encode("utf-8"))
        except OSError as error:
            raise UsageProblem(f"{path} cannot be written ({error.strerror})") from error
    return count


def add_rows(before: str, files: Iterable[str]) -> tuple[str, int]:
    """What to append to a table, and how many rows it brings."""
    start = before.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=start.count) if start else ","
    rows = list(csv.reader(io.StringIO(before), delimiter=delimiter))
    header = [name.strip().lower() for name in rows[0]] if rows else list(COLUMNS)
    if "file" not in header:
        raise UsageProblem(f"{NAME} has no column 'file', so no row can be added")
    column = header.index("file")
    listed = {row[column] for row in rows[1:] if len(row) > column}
    missing = [name for name in sorted(set(files)) if name not in listed]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if not rows:
        writer.writerow(header)
    for name in missing:
        writer.writerow([name if i == column else "" for i in range(len(header))])
    joint = "\n" if before and not before.endswith("\n") and missing else ""
    return joint + out.getvalue(), len(missing)
