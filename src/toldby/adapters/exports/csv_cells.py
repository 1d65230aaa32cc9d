"""CSV as all tables are written: UTF-8, commas, nothing as an empty cell, no cell that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toldby.application.exporting.options import ExportOptions

Cell = str | int | float | bool | None
_BLANKS = " \u00a0\u3000\u200b\ufeff"
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_QUOTE = '"'
_SPECIAL = re.compile(r'[",\r\n]')
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def escape_formula(text: str) -> str:
    """A quote mark before text that a spreadsheet program would take for a formula.

    Plain numbers stay as they are. What was written so is read back by taking one leading quote mark off.
    """
    if text.lstrip(_BLANKS).startswith(_STARTERS) and _NUMBER.fullmatch(text) is None:
        return "'" + text
    return text


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], options: ExportOptions) -> bytes:
    """The table as bytes. `is_raw` leaves cells as they are, `has_bom` is for spreadsheet programs."""
    lines = [_join(header)]
    lines += [_join([_write_cell(cell, options.is_raw) for cell in row]) for row in rows]
    return "".join(lines).encode("utf-8-sig" if options.has_bom else "utf-8")


def _join(cells: Sequence[str]) -> str:
    """One row. The standard writer leaves a lone carriage return unquoted, and readers end the row there."""
    if cells == [""]:
        return '""\n'
    quoted = (f'"{c.replace(_QUOTE, _QUOTE * 2)}"' if _SPECIAL.search(c) else c for c in cells)
    return ",".join(quoted) + "\n"


def _write_cell(cell: Cell, is_raw: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, int):
        return str(cell)
    cell = cell.replace("\x00", "\ufffd")
    return cell if is_raw else escape_formula(cell)


def join_cells(values: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(values)
