"""Parts of a one-row-per-incident table that several formats share: sources, notes, country, our own columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toldby.adapters.exports.csv_cells import Cell, join_cells
from toldby.application.exporting.options import PlacePolicy
from toldby.application.exporting.policies import Row
from toldby.application.exporting.view import ExportView
from toldby.domain.incidents import Incident, IncidentPlace


def own_cells(view: ExportView, row: Row) -> dict[str, Cell]:
    """The columns that stand after a foreign format's own."""
    incident = row.incident
    return {
        "x_state": incident.state,
        "x_status": incident.status,
        "x_date_start": row.start,
        "x_date_end": row.end,
        "x_names": join_cells(row.names) or None,
        "x_radius_m": row.radius_m,
        "x_fatalities_low": row.low,
        "x_fatalities_high": None if row.is_high_open else row.high,
        "x_origins_low": incident.origins.low,
        "x_origins_high": incident.origins.high,
        "x_denied_by": join_cells(row.denied_by) or None,
        "x_policy": row.policy,
        "x_url": view.link(incident),
        "x_left_out": row.left_out,
    }


def list_sources(view: ExportView, row: Row) -> list[str]:
    """Origins first, then the outlets and agencies that carry them; each once."""
    origins, relays = set(), set()
    for account in row.accounts:
        origin = view.index.origins.get(account.origin_id) if account.origin_id is not None else None
        if origin is not None and origin.name:
            origins.add(origin.name)
        relays |= {link.name for link in account.main.chain[:-1] if link.name}
    first = sorted(origins, key=str.casefold)
    return [*first, *sorted(relays - origins, key=str.casefold)]


def tell_notes(view: ExportView, row: Row) -> str:
    """Who says so, who denies, and the words of the first account that tells it; assembled, never written anew."""
    told = [a for a in row.accounts if not a.is_denial]
    says = sorted({name for a in told if (name := _name(view, a.origin_id, a.speaker))}, key=str.casefold)
    parts = [f"Says so: {join_cells(says)}."] if says else ["Nobody named says so."]
    if row.denied_by:
        parts.append(f"Denies it or a point of it: {join_cells(row.denied_by)}.")
    first = next((a for a in told if a.main.text), None)
    if first is not None:
        parts.append(f"“{' '.join(first.main.text.split())}” ({_name(view, first.origin_id, first.speaker)})")
    return " ".join(parts)


def _name(view: ExportView, origin_id: str | None, speaker: str) -> str:
    origin = view.index.origins.get(origin_id) if origin_id is not None else None  # type: ignore[call-overload]
    return origin.name if origin is not None else speaker


def find_country(view: ExportView, places: Sequence[IncidentPlace]) -> PlacePolicy:
    """Country and districts of the places, where the user's file gives all of them the same; else empty."""
    given = [view.options.countries.get(p.place_id) for p in places]
    if not given or any(one is None for one in given):
        return PlacePolicy()
    known = [one for one in given if one is not None]
    return PlacePolicy(
        _same(p.country for p in known),
        _same(p.iso for p in known),
        _same(p.admin1 for p in known),
        _same(p.admin2 for p in known),
    )


def _same(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def tell_updated(view: ExportView, incident: Incident) -> str | None:
    """The latest judgement on the incident, else the latest publication of its reports, else None; never "now"."""
    claims = view.index.claims_of.get(incident.incident_id, ())
    ids = (incident.anchor, incident.incident_id, *(c.claim_id for c in claims))
    judged = [view.index.judged[one] for one in ids if one in view.index.judged]
    if judged:
        return max(judged)
    reports = (view.index.analyses.get(doc) for doc in incident.documents)
    days = [a.report.published.latest for a in reports if a is not None and a.report.published.latest is not None]
    return max(days, default=None)
