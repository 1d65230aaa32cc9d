"""Exports read back."""

from __future__ import annotations

import csv
import io

from toldby.application.exporting.seen import Seen


def read_rows(content: bytes) -> list[dict[str, str]]:
    """A CSV file as rows."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def find_by_place(rows: list[dict[str, str]], name: str, column: str) -> dict[str, str]:
    """The one row whose places bear this name."""
    (found,) = [row for row in rows if name in row[column].replace(" / ", ";").split(";")]
    return found


def write_state(rows: dict[str, dict[str, str]]) -> dict[str, Seen]:
    """The state of a feed as values."""
    return {id_: Seen(row["hash"], row["state"]) for id_, row in rows.items()}
