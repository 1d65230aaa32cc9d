"""`ucdp-ged-columns`: the 49 columns of UCDP GED in their order, then ours with `x_`. These rows are not UCDP data.

GED needs a death and a named actor; inclusion in the real data also needs 25 deaths a year in a dyad, which a
ledger cannot know. What does not qualify goes to `ucdp-ged-columns.left-out.csv`.
"""

from __future__ import annotations

from typing import Final

from toldby.adapters.exports.acled_columns import OWN
from toldby.adapters.exports.csv_cells import Cell, join_cells, write_csv
from toldby.adapters.exports.event_report import encode_accounts
from toldby.adapters.exports.row_parts import find_country, list_sources, own_cells
from toldby.adapters.exports.written import Encoded, LeftOut
from toldby.application.exporting.policies import Row, make_rows
from toldby.application.exporting.precision import UCDP_DATE, UCDP_WHERE
from toldby.application.exporting.view import ExportView
from toldby.domain.incidents import Incident

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_MARGIN = 1e-9
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NOTE: Final = "UCDP itself takes an event in only with 25 deaths a year in its dyad, which a ledger cannot know"


def encode(view: ExportView) -> Encoded:
    """One row per incident (per incident and side under `per-party`) with a death and a named actor."""
    policy = view.options.policy or "range"
    rows, left_out = [], []
    for incident in view.incidents:
        made = make_rows(view.index, incident, policy, view.options.weight)
        reason = find_reason(view, incident, made)
        if reason is not None:
            left_out.append(LeftOut(incident, reason))
        else:
            rows += [row for row in made if row.high]
    table = write_csv((*COLUMNS, *OWN), [_cells(view, row) for row in rows], view.options)
    return Encoded({"ucdp-ged-columns.csv": table, **encode_accounts(view)}, len(rows), left_out, policy, (NOTE,))


def find_reason(view: ExportView, incident: Incident, rows: tuple[Row, ...]) -> str | None:
    """Why the incident is no row; None = it is one."""
    if not any(row.high for row in rows):
        return "no death said"
    if incident.ucdp_type_of_violence is None:
        return "no type of violence: no organised actor named, or a type that UCDP does not record"
    if incident.status not in view.options.statuses:
        return f"status {incident.status} (--with {incident.status} takes it in)"
    return None


def _cells(view: ExportView, row: Row) -> list[Cell]:
    incident = row.incident
    day = row.start or row.end
    place = find_country(view, row.places)
    side_a, side_b = _name_sides(row)
    reports = [view.index.report(doc) for doc in sorted({a.doc_id for a in row.accounts})]
    exact = row.date_precision in ("minute", "day") and bool(row.places)
    cells: dict[str, Cell] = {
        "id": _number(incident),
        "relid": view.short_ids[incident.incident_id],
        "year": int(day[:4]) if day else None,
        "code_status": "Clear" if exact else "Check",
        "type_of_violence": incident.ucdp_type_of_violence,
        "side_a": side_a,
        "side_b": side_b,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "number_of_sources": incident.origins.low or -1,
        "source_article": join_cells(
            f"“{r.title or r.path}”, {view.index.name_outlet(r) or 'outlet not known'}" for r in reports
        ),
        "source_office": join_cells(sorted({o for r in reports if (o := view.index.name_outlet(r))}, key=str.casefold))
        or None,
        "source_date": join_cells(sorted({d for r in reports if (d := r.published.latest)})) or None,
        "source_headline": join_cells(r.title for r in reports if r.title) or None,
        "source_original": join_cells(list_sources(view, row)[: _count_origins(view, row)]) or None,
        "where_prec": UCDP_WHERE.get(row.place_precision),
        "where_coordinates": " / ".join(row.names) or None,
        "where_description": join_cells(sorted({t for a in row.accounts for t in a.said_places}, key=str.casefold))
        or None,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": row.lat,
        "longitude": row.lon,
        "geom_wkt": None if row.lat is None else f"POINT ({row.lon:.6f} {row.lat:.6f})",
        "priogrid_gid": _find_grid_cell(row.lat, row.lon),
        "country": place.country,
        "event_clarity": 1 if row.date_precision in ("minute", "day", "days") else 2,
        "date_prec": UCDP_DATE.get(row.date_precision) if day else None,
        "date_start": _stamp(row.start),
        "date_end": _stamp(row.end),
        "deaths_unknown": row.deaths,
        "best": row.deaths,
        "high": row.high,
        "low": row.low,
        **own_cells(view, row),
    }
    return [cells.get(name) for name in (*COLUMNS, *OWN)]


def _number(incident: Incident) -> int:
    """A whole number for the id column: the first ten characters of the incident's id, 50 bits, exact in R too."""
    number = 0
    for letter in incident.incident_id[:10]:
        number = number * 32 + _LETTERS.index(letter)
    return number


def _name_sides(row: Row) -> tuple[str | None, str | None]:
    """Alphabetical where both are said: the columns tell nothing of who began."""
    agents, patients = join_cells(row.agents), join_cells(row.patients)
    if agents and patients and agents != patients:
        first, second = sorted([agents, patients], key=str.casefold)
        return first, second
    return agents or patients or None, None


def _count_origins(view: ExportView, row: Row) -> int:
    origins = view.index.origins
    named = (origins.get(a.origin_id) for a in row.accounts if a.origin_id is not None)
    return len({origin.name for origin in named if origin is not None and origin.name})


def _stamp(value: str | None) -> str | None:
    if value is None:
        return None
    return f"{value[:10]} {value[11:16] or '00:00'}:00.000"


def _find_grid_cell(lat: float | None, lon: float | None) -> int | None:
    """The cell of the half-degree PRIO-GRID, numbered from the south-west corner of the globe."""
    if lat is None or lon is None:
        return None
    row = min(int((lat + 90) * 2 + _MARGIN), 359)
    column = min(int((lon + 180) * 2 + _MARGIN), 719)
    return row * 720 + column + 1
