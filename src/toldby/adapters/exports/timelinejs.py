"""`timelinejs`: a sheet as TimelineJS reads it, which takes headline and text for HTML, so words are escaped.

Uncertain days stand in `Display Date`; undated incidents are listed as left out.
"""

from __future__ import annotations

from html import escape
from typing import Final

from toldby.adapters.exports.csv_cells import Cell, write_csv
from toldby.adapters.exports.row_parts import tell_notes
from toldby.adapters.exports.written import Encoded, LeftOut
from toldby.application.exporting.policies import Row, make_rows
from toldby.application.exporting.view import ExportView
from toldby.application.wording import tell_days, tell_places, tell_type

COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
OWN: Final = ("x_policy", "x_url", "x_left_out")


def encode(view: ExportView) -> Encoded:
    """One row per dated incident (per side under `per-party`)."""
    policy = view.options.policy or "none"
    rows = [row for i in view.incidents for row in make_rows(view.index, i, policy, view.options.weight)]
    dated = [row for row in rows if row.start or row.end]
    shown = {row.incident.incident_id for row in dated}
    left = [LeftOut(i, "no day known") for i in view.incidents if i.incident_id not in shown]
    table = write_csv((*COLUMNS, *OWN), [_cells(view, row) for row in dated], view.options)
    return Encoded({"timelinejs.csv": table}, len(dated), left, policy)


def _cells(view: ExportView, row: Row) -> list[Cell]:
    incident = row.incident
    first, last = row.start or row.end or "", row.end or row.start or ""
    year, month, day, time = split_moment(first)
    end = split_moment(last) if last != first else (None, None, None, None)
    is_sure = row.start == row.end or row.date_precision in ("minute", "day")
    return [
        year, month, day, time, *end,
        None if is_sure else tell_days(row.start, row.end),
        escape(f"{tell_type(incident.type).capitalize()}: {tell_places(incident)}", quote=False),
        escape(tell_notes(view, row), quote=False),
        *[None] * 6,
        None,
        incident.state.replace("_", " "),
        None,
        row.policy, view.link(incident), row.left_out,
    ]  # fmt: skip


def split_moment(value: str) -> tuple[int | None, int | None, int | None, str | None]:
    """Year, month, day and clock time of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`."""
    day, _, clock = value.partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    return year, month, number, f"{clock}:00" if clock else None
