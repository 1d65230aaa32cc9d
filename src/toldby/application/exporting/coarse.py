"""Places drawn no finer than asked: coordinates on a grid, radius at least its width, names of the spot masked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.incidents import Incident, IncidentPlace
from toldby.domain.places import PlaceMention

DEFAULT_KM = 10.0
_KM_PER_DEGREE = 111.195
_FINE = frozenset({"site", "settlement", "near", "line"})


def coarsen_incident(incident: Incident, km: float) -> Incident:
    """The incident with every place no finer than `km`."""
    return replace(incident, places=tuple(coarsen_place(place, km) for place in incident.places))


def coarsen_place(place: IncidentPlace, km: float) -> IncidentPlace:
    """Coordinates moved to the middle of a grid cell; points and shapes of maps are left out."""
    lat, lon, radius = _snap(place.lat, place.lon, place.radius_m, km)
    return replace(place, lat=lat, lon=lon, radius_m=radius, points=(), geojson=None, precision=_widen(place.precision))


def coarsen_mentions(analysis: ReportAnalysis, km: float, place_ids: frozenset[str] | None) -> ReportAnalysis:
    """The report with the places it names no finer than `km`; `place_ids` None = all of them."""
    places = tuple(_coarsen(m, km) if place_ids is None or m.place_id in place_ids else m for m in analysis.places)
    return replace(analysis, places=places)


def _coarsen(mention: PlaceMention, km: float) -> PlaceMention:
    lat, lon, radius = _snap(mention.lat, mention.lon, mention.radius_m, km)
    return replace(
        mention, lat=lat, lon=lon, radius_m=radius, geonameid=None, precision=_widen(mention.precision), candidates=()
    )


def _widen(precision: str) -> str:
    return "zone" if precision in _FINE else precision


def _snap(
    lat: float | None, lon: float | None, radius_m: int | None, km: float
) -> tuple[float | None, float | None, int | None]:
    if lat is None or lon is None:
        return None, None, None
    step = km / _KM_PER_DEGREE
    row = _middle(lat, step)
    width = step / max(math.cos(math.radians(row)), 0.01)
    reach = math.ceil(km * 1000 * math.sqrt(2) / 2) + (radius_m or 0)
    return round(row, 4), round(_middle(lon, width), 4), reach


def _middle(value: float, step: float) -> float:
    return (math.floor(value / step) + 0.5) * step


def list_spot_names(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Names by which the fine places of these incidents could be found again."""
    fine = [place for incident in incidents for place in incident.places if place.precision in _FINE]
    return tuple(sorted({name.text for place in fine for name in place.names}))
