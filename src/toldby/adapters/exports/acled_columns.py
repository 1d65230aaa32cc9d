"""`acled-columns`: the 31 columns of ACLED's files in their order, then ours with `x_`. These rows are not ACLED data.

The accounts table is written beside it. What has no unit there goes to `acled-columns.left-out.csv`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from toldby.adapters.exports.csv_cells import Cell, join_cells, write_csv
from toldby.adapters.exports.event_report import encode_accounts
from toldby.adapters.exports.row_parts import find_country, list_sources, own_cells, tell_notes, tell_updated
from toldby.adapters.exports.written import Encoded, LeftOut
from toldby.application.exporting.policies import Row, make_rows
from toldby.application.exporting.precision import ACLED_GEO, ACLED_TIME
from toldby.application.exporting.view import ExportView
from toldby.domain.incidents import Incident

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OWN: Final = (
    "x_state", "x_status", "x_date_start", "x_date_end", "x_names", "x_radius_m", "x_fatalities_low",
    "x_fatalities_high", "x_origins_low", "x_origins_high", "x_denied_by", "x_policy", "x_url", "x_left_out",
)  # fmt: skip
_VIOLENCE = "Political violence"
_DISORDER: Final = {
    "Battles": _VIOLENCE,
    "Violence against civilians": _VIOLENCE,
    "Explosions/Remote violence": _VIOLENCE,
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
    "Mob violence": _VIOLENCE,
    "Violent demonstration": "Demonstrations",
    "Excessive force against protesters": f"{_VIOLENCE}; Demonstrations",
}
_VAGUE: Final = {(20, 99): 10, (24, 99): 12, (200, 999): 100}
"""ACLED's own numbers for tens, dozens and hundreds, by the interval our number words give."""


def encode(view: ExportView) -> Encoded:
    """One row per incident (per incident and side under `per-party`) that has a unit in ACLED's scheme."""
    policy = view.options.policy or "most-conservative"
    left_out = [LeftOut(i, reason) for i in view.incidents if (reason := find_reason(view, i)) is not None]
    skipped = {one.incident.incident_id for one in left_out}
    kept = [i for i in view.incidents if i.incident_id not in skipped]
    rows = [row for i in kept for row in make_rows(view.index, i, policy, view.options.weight)]
    table = write_csv((*COLUMNS, *OWN), [_cells(view, row) for row in rows], view.options)
    return Encoded({"acled-columns.csv": table, **encode_accounts(view)}, len(rows), left_out, policy)


def find_reason(view: ExportView, incident: Incident) -> str | None:
    """Why the incident is no row; None = it is one."""
    if incident.acled_event_type is None:
        return f"no unit in ACLED's scheme: {incident.type}"
    if incident.status not in view.options.statuses:
        return f"status {incident.status} (--with {incident.status} takes it in)"
    return None


def _cells(view: ExportView, row: Row) -> list[Cell]:
    incident = row.incident
    day = row.start or row.end
    place = find_country(view, row.places)
    agents, patients = sorted([row.agents, () if row.patients == row.agents else row.patients])
    fatalities, tags = _count_dead(row)
    attributes = dict(incident.attributes)
    cells: dict[str, Cell] = {
        "event_id_cnty": view.short_ids[incident.incident_id],
        "event_date": day[:10] if day else None,
        "year": int(day[:4]) if day else None,
        "time_precision": ACLED_TIME.get(row.date_precision) if day else None,
        "disorder_type": _DISORDER.get(incident.acled_sub_event_type or "")
        or _DISORDER.get(incident.acled_event_type or ""),
        "event_type": incident.acled_event_type,
        "sub_event_type": incident.acled_sub_event_type,
        "actor1": join_cells(agents) or None,
        "actor2": join_cells(patients) or None,
        "civilian_targeting": "Civilian targeting" if attributes.get("target_kind") == "civilian" else None,
        "iso": place.iso,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": " / ".join(row.names) or None,
        "latitude": row.lat,
        "longitude": row.lon,
        "geo_precision": ACLED_GEO.get(row.place_precision),
        "source": join_cells(list_sources(view, row)) or None,
        "notes": tell_notes(view, row),
        "fatalities": fatalities,
        "tags": tags,
        "timestamp": _stamp(tell_updated(view, incident)),
        **own_cells(view, row),
    }
    return [cells.get(name) for name in (*COLUMNS, *OWN)]


def _count_dead(row: Row) -> tuple[int | None, str]:
    """A number for common tools; the tag tells a zero that nobody said from one that somebody did."""
    if row.low is None:
        return 0, "fatalities:not-stated"
    if row.deaths is None:
        return None, "fatalities:accounts-differ"
    spans = {a.deaths.span for a in row.accounts if a.deaths is not None and a.deaths.low == row.deaths}
    for span in spans:
        if span[1] is not None and (span[0], span[1]) in _VAGUE:
            return _VAGUE[span[0], span[1]], f"fatalities:{row.policy}; fatalities:vague-word"
    return row.deaths, f"fatalities:{row.policy}"


def _stamp(moment: str | None) -> int | None:
    """Unix seconds of a day or a moment in UTC; never "now"."""
    if moment is None:
        return None
    return int(datetime.fromisoformat(moment.removesuffix("Z")).replace(tzinfo=UTC).timestamp())
