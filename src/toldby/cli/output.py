"""Data on stdout, everything else on stderr."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from toldby.cli.options import context


def say(text: str) -> None:
    """A line of data."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """A line for the person; not with --quiet."""
    if not context.quiet:
        sys.stderr.write(text + "\n")


def complain(text: str) -> None:
    """An error: always one line."""
    sys.stderr.write("toldby: " + " ".join(text.split()) + "\n")


def say_json(value: object) -> None:
    """One JSON object in one line, keys sorted, no ASCII escapes."""
    say(json.dumps(simplify(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def simplify(value: object) -> object:
    """Values of any use case as plain JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: simplify(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): simplify(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [simplify(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(simplify(one) for one in value)  # type: ignore[type-var]
    return str(value) if isinstance(value, PurePath) else value


def say_columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> None:
    """Rows with their columns under each other; the last column is as long as it is."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say(gap.join([*cells, row[-1]]).rstrip())
