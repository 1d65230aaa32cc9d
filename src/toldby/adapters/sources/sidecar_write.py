"""Writes `metadata.csv` beside the reports when asked: adds missing rows, never changes a filled cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from toldby.adapters.sources.files import FolderSource
from toldby.domain.errors import UsageProblem

NAME = "metadata.csv"
COLUMNS = ("file", "url", "outlet", "agency", "published", "lang", "title", "author", "retrieved", "archive_url",
           "sha256", "rights", "sensitivity", "note")  # fmt: skip


def write_sidecar(folder: Path) -> Path:
    """The table with one row per report of the folder; rows and cells that are there stay as they are.

    Raises UsageProblem when the folder cannot be written.
    """
    path = folder / NAME
    header, rows = _read_rows(path)
    known = {row.get("file") for row in rows}
    found = sorted(ref.path for ref in FolderSource([folder]).inputs())
    rows += [{"file": name} for name in found if name not in known]
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    try:
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        raise UsageProblem(f"{path} cannot be written ({error.strerror}); leave --write-sidecar out") from error
    return path


def _read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    if not path.exists():
        return list(COLUMNS), []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header = list(reader.fieldnames or ())
        rows = [{key: value or "" for key, value in row.items() if key} for row in reader]
    return header + [c for c in COLUMNS if c not in header], rows
