"""Pack entries as YAML text in the one layout of shipped packs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[^\W_]([\w .()/+’'-]*[\w.)])?")
Plain = str | int | float | bool | Sequence["Plain"] | Mapping[str, "Plain"]


def quote(value: str) -> str:
    """Words as they may stand in a flow list; quoted only where YAML would trip.

    >>> quote("Ulvane Ford"), quote("yes, and no"), quote("it's: here")
    ('Ulvane Ford', "'yes, and no'", "'it''s: here'")
    """
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"


def write_flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {write_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(write_flow(item) for item in value) + "]"
    return str(value)


def write_entry(entry: Mapping[str, Plain]) -> str:
    """An entry of a table: short fields on the first line, names and points on lines of their own."""
    short = {key: value for key, value in entry.items() if not _is_long(value)}
    lines = [f"{key}: {write_flow(value)}" for key, value in short.items()]
    text = "  - " + "\n    ".join(_fill(lines))
    for key, value in entry.items():
        if _is_long(value) and isinstance(value, Sequence):
            text += f"\n    {key}:" + "".join(f"\n      - {write_flow(item)}" for item in value)
    return text + "\n"


def write_table(name: str, entries: Sequence[Mapping[str, Plain]], defaults: Mapping[str, str]) -> str:
    """A whole file: defaults, then the entries of one table."""
    return f"defaults: {write_flow(defaults)}\n{name}:\n" + "".join(map(write_entry, entries))


def _is_long(value: Plain) -> bool:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and any(isinstance(item, Mapping) for item in value)  # type: ignore[union-attr]


def _fill(fields: Sequence[str]) -> list[str]:
    """One field a line: a change of one field is then a change of one line."""
    return list(fields)
