"""`geojson` (RFC 7946): a feature per incident, or per place that a claim gives (`--by claim`).

No `crs`, longitude first, at most six decimals. `geometry` is null where no place is good enough to be drawn;
never the middle of a country or a province.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, cast

from toldby.adapters.exports.slot_positions import list_slot_positions
from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.accounts import name_source
from toldby.application.exporting.policies import Row, make_rows
from toldby.application.exporting.precision import is_drawable
from toldby.application.exporting.view import ExportView
from toldby.domain.incidents import Incident, IncidentPlace
from toldby.domain.places import PlaceMention

_DECIMALS: Final = 6


def encode(view: ExportView) -> Encoded:
    """One file, `incidents.geojson` or `claims.geojson`."""
    policy = view.options.policy or "none"
    rows = [row for i in view.incidents for row in make_rows(view.index, i, policy, view.options.weight)]
    is_by_claim = view.options.by == "claim"
    features = (
        [f for i in view.incidents for f in _list_said(view, i)] if is_by_claim else [_draw(view, r) for r in rows]
    )
    undrawn = sum(one["geometry"] is None for one in features)
    notes = (f"{undrawn:,} features have no place good enough to be drawn; their geometry is null",) if undrawn else ()
    name = "claims.geojson" if is_by_claim else "incidents.geojson"
    collection: JsonObject = {"type": "FeatureCollection", "features": [*features]}
    content = (dump_json(collection) + "\n").encode("utf-8")
    return Encoded({name: content}, len(features), (), "none" if is_by_claim else policy, notes)


def _draw(view: ExportView, row: Row) -> JsonObject:
    incident = row.incident
    short = view.short_ids[incident.incident_id]
    return {
        "type": "Feature",
        "id": short if row.side is None and "=" not in row.policy else f"{short}/{row.policy.partition('=')[2]}",
        "geometry": make_geometry(row.places),
        "properties": {
            "id": short,
            "incident_id": incident.incident_id,
            "type": incident.type,
            "status": incident.status,
            "state": incident.state,
            "names": _name(row.places),
            "start": row.start,
            "end": row.end,
            "date_precision": row.date_precision,
            "radius_m": row.radius_m,
            "precision": row.place_precision,
            "deaths_low": row.low,
            "deaths_high": None if row.is_high_open else row.high,
            "origins_low": incident.origins.low,
            "origins_high": incident.origins.high,
            "denied_by": [*row.denied_by],
            "positions": cast(JsonValue, list_slot_positions(view.index, incident)),
            "x_policy": row.policy,
            "x_url": view.link(incident),
            "x_left_out": row.left_out,
        },
    }


def _name(places: Sequence[IncidentPlace]) -> JsonValue:
    """Every name with who uses it; alphabetical, none of them is the main one."""
    used: dict[str, set[str]] = {}
    for place in places:
        for name in place.names:
            used.setdefault(name.text, set()).update(name.used_by)
    return [{"text": t, "used_by": [*sorted(used[t])]} for t in sorted(used, key=lambda t: (t.casefold(), t))]


def make_geometry(places: Sequence[IncidentPlace]) -> JsonObject | None:
    """A point, line or area of the pack; several places as one geometry; None when one of them cannot be drawn."""
    if not places or not all(is_drawable(p.precision) and (p.geojson or p.lat is not None) for p in places):
        return None
    shapes = [_shape(place) for place in sorted(places, key=lambda p: p.place_id)]
    if len(shapes) == 1:
        return shapes[0]
    if all(shape["type"] == "Point" for shape in shapes):
        return {"type": "MultiPoint", "coordinates": [shape["coordinates"] for shape in shapes]}
    return {"type": "GeometryCollection", "geometries": [*shapes]}


def _shape(place: IncidentPlace) -> JsonObject:
    if place.geojson is not None:
        given = json.loads(place.geojson)
        return _tidy(given.get("geometry", given))
    return make_point(place.lat, place.lon)


def make_point(lat: float | None, lon: float | None) -> JsonObject:
    """Longitude first."""
    if lat is None or lon is None:
        raise ValueError("a place without coordinates is not drawn")
    return {"type": "Point", "coordinates": [round(lon, _DECIMALS), round(lat, _DECIMALS)]}


def _tidy(geometry: JsonObject) -> JsonObject:
    """Six decimals, closed rings, outer rings against the clock, as the standard wants it."""
    kind, coordinates = geometry["type"], _round(geometry["coordinates"])
    if kind == "Polygon":
        coordinates = cast(JsonValue, _wind(cast("list[list[list[float]]]", coordinates)))
    if kind == "MultiPolygon":
        coordinates = cast(JsonValue, [_wind(p) for p in cast("list[list[list[list[float]]]]", coordinates)])
    return {"type": kind, "coordinates": coordinates}


def _round(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_round(one) for one in value]
    return round(float(cast(float, value)), _DECIMALS)


def _wind(rings: list[list[list[float]]]) -> list[list[list[float]]]:
    closed = [ring if ring[0] == ring[-1] else [*ring, ring[0]] for ring in rings]
    return [ring if (measure_turn(ring) > 0) is (n == 0) else ring[::-1] for n, ring in enumerate(closed)]


def measure_turn(ring: Sequence[Sequence[float]]) -> float:
    """Twice the signed area: positive = against the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _list_said(view: ExportView, incident: Incident) -> Iterator[JsonObject]:
    """Each place as a claim gives it, so that a dispute over the place can be drawn."""
    for claim, told in view.index.list_told(incident):
        analysis = view.index.analyses[claim.doc_id]
        mentions = {(m.start, m.end): m for m in analysis.places} if told.places else {}
        for ref in told.places:
            mention = mentions.get((ref.start, ref.end))
            yield {
                "type": "Feature",
                "id": f"{claim.claim_id}/{ref.start}",
                "geometry": None if mention is None else _draw_mention(mention),
                "properties": {
                    "id": view.short_ids[incident.incident_id],
                    "claim_id": claim.claim_id,
                    "name": ref.text,
                    "place_id": ref.place_id,
                    "relation": ref.relation,
                    "radius_m": None if mention is None else mention.radius_m,
                    "precision": "unknown" if mention is None else mention.precision,
                    "source": name_source(view.index, claim) or None,
                    "stance": claim.stance.value,
                    "quote": claim.text,
                    "path": analysis.report.path,
                    "x_policy": "none",
                    "x_url": view.link(incident),
                    "x_left_out": 0,
                },
            }


def _draw_mention(mention: PlaceMention) -> JsonObject | None:
    if mention.lat is None or mention.lon is None or not is_drawable(mention.precision):
        return None
    return make_point(mention.lat, mention.lon)
