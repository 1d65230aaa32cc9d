"""`xlsx`: sheets incidents, accounts, disputes, manifest; strings and plain numbers only, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from toldby.adapters.exports import event_report
from toldby.adapters.exports.csv_cells import Cell, join_cells
from toldby.adapters.exports.extras import load
from toldby.adapters.exports.extras import need as need_extra
from toldby.adapters.exports.row_parts import own_cells
from toldby.adapters.exports.written import Encoded
from toldby.application.exporting.accounts import name_source
from toldby.application.exporting.policies import Row, make_rows
from toldby.application.exporting.view import ExportView
from toldby.application.wording import tell_counts
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import ClaimId
from toldby.domain.incidents import Relation

if TYPE_CHECKING:
    from types import ModuleType

ROWS: Final = 1_048_576
CHARACTERS: Final = 32_767
_WHAT: Final = "--format xlsx"
INCIDENTS: Final = (
    "event_id", "incident_id", "type", "status", "state", "date_start", "date_end", "date_precision", "location",
    "latitude", "longitude", "radius_m", "actor1", "actor2", "said", "deaths_low", "deaths", "deaths_high",
    "origins_low", "origins_high", "denied_by", "x_policy", "x_url", "x_left_out",
)  # fmt: skip
DISPUTES: Final = (
    "event_id", "slot", "kind", "a_source", "a_words", "b_source", "b_words", "flags", "reason", "x_url",
)  # fmt: skip
_DISPUTES: Final = ("deny", "conflict-number", "conflict-place", "conflict-time", "conflict-actor")


def check_installed() -> None:
    """Raises ExtraMissing without the extra `xlsx`."""
    need_extra("xlsx", _WHAT, "xlsxwriter")


def encode(view: ExportView) -> Encoded:
    """One workbook."""
    policy = view.options.policy or "none"
    rows = [row for i in view.incidents for row in make_rows(view.index, i, policy, view.options.weight)]
    accounts = event_report.list_rows(view)
    sheets = {
        "incidents": (INCIDENTS, [_tell(view, row) for row in rows]),
        "accounts": (event_report.COLUMNS, [[row[name] for name in event_report.COLUMNS] for row in accounts]),
        "disputes": (DISPUTES, list(_list_disputes(view))),
        "manifest": (("name", "value"), _list_manifest(view, policy)),
    }
    return Encoded({"toldby.xlsx": write_workbook(sheets)}, len(rows), (), policy)


def write_workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]) -> bytes:
    """The sheets as a file whose bytes do not depend on the clock.

    Raises UsageProblem when a sheet or cell is larger than the format allows.
    """
    library: ModuleType = load("xlsx", _WHAT, "xlsxwriter")
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = library.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None), "author": "toldby"})
    for name, (header, rows) in sheets.items():
        _check(name, rows)
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, cells in enumerate((header, *rows)):
            for column, cell in enumerate(cells):
                if isinstance(cell, bool):
                    sheet.write_string(at, column, "true" if cell else "false")
                elif isinstance(cell, int | float):
                    sheet.write_number(at, column, cell)
                elif cell is not None:
                    sheet.write_string(at, column, cell)
    book.close()
    return out.getvalue()


def _check(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    if len(rows) + 1 > ROWS:
        raise UsageProblem(f"{_WHAT}: {len(rows):,} {name} are more than a sheet holds ({ROWS:,} rows); ask for fewer")
    for at, row in enumerate(rows, start=2):
        if any(isinstance(cell, str) and len(cell) > CHARACTERS for cell in row):
            raise UsageProblem(
                f"{_WHAT}: {name} row {at} has a cell of more than {CHARACTERS:,} characters; use parquet"
            )


def _tell(view: ExportView, row: Row) -> list[Cell]:
    incident = row.incident
    cells: dict[str, Cell] = {
        **own_cells(view, row),
        "event_id": view.short_ids[incident.incident_id],
        "incident_id": incident.incident_id,
        "type": incident.type,
        "status": incident.status,
        "state": incident.state,
        "date_start": row.start,
        "date_end": row.end,
        "date_precision": row.date_precision,
        "location": " / ".join(row.names) or None,
        "latitude": row.lat,
        "longitude": row.lon,
        "radius_m": row.radius_m,
        "actor1": join_cells(row.agents) or None,
        "actor2": join_cells(row.patients) or None,
        "said": tell_counts(incident.casualties + incident.counts) or None,
        "deaths_low": row.low,
        "deaths": row.deaths,
        "deaths_high": None if row.is_high_open else row.high,
        "origins_low": incident.origins.low,
        "origins_high": incident.origins.high,
        "denied_by": join_cells(row.denied_by) or None,
    }
    return [cells[name] for name in INCIDENTS]


def _list_disputes(view: ExportView) -> Iterable[list[Cell]]:
    for incident in view.incidents:
        for relation in view.index.relations.get(incident.incident_id, ()):
            if relation.kind in _DISPUTES:
                yield [
                    view.short_ids[incident.incident_id],
                    relation.slot,
                    relation.kind,
                    *_tell_end(view, relation, relation.a),
                    *_tell_end(view, relation, relation.b),
                    join_cells(relation.flags) or None,
                    relation.reason,
                    view.link(incident),
                ]


def _tell_end(view: ExportView, relation: Relation, claim_id: ClaimId | None) -> tuple[Cell, Cell]:
    claim = view.index.claims.get(claim_id) if claim_id is not None else None
    if claim is None:
        return relation.camp, None
    return name_source(view.index, claim) or "not named", claim.text or None


def _list_manifest(view: ExportView, policy: str) -> list[list[Cell]]:
    source = view.ledger.manifest
    rows: list[list[Cell]] = [["version", source.version], ["policy", policy], ["weight", view.options.weight]]
    rows += [[f"pack {name}", hash_] for name, hash_ in source.packs]
    rows += [[f"setting {name}", value] for name, value in source.settings]
    rows += [["incidents in the ledger", view.total], ["incidents here", len(view.incidents)]]
    rows += [["left out by the query", view.unasked], ["withheld", len(view.withheld)]]
    rows += [["masked", len(view.masked) if view.options.is_masked else "no"], ["coarsened", view.coarsened]]
    return rows
