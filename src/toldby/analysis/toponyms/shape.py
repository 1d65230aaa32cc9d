"""How precisely a place is known: word of precision, point, radius."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from toldby.analysis.geometry import cover_points
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import Place, Point

NEAR_M: Final = 10_000
FARTHEST_NEAR_M: Final = 25_000
PROVINCE_M: Final = 30_000
_PRECISION: Final = {
    "settlement": "settlement", "facility": "site", "terrain": "site", "road": "line", "corridor": "line",
    "line": "line", "sector": "zone", "zone": "zone", "admin": "district", "region": "region", "country": "country",
}  # fmt: skip
_BESIDE: Final = frozenset({"near", "outside", "toward", "north_of", "south_of", "east_of", "west_of"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Precision and circle; None where no pin may be drawn."""

    precision: str
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None


def shape_place(place: Place, relation: str, lexicon: Lexicon) -> Shape:
    """The circle for a place of a pack, widened when the text only says "near"."""
    precision = precision_of(place.kind, relation)
    if place.kind == "admin" and any(p.radius_m > PROVINCE_M for p in place.points):
        precision = "province"
    circle = cover_points(_points_of(place, lexicon))
    if circle is None:
        return Shape(precision)
    lat, lon, radius = circle
    if relation in _BESIDE and precision == "near":
        radius = min(max(radius + NEAR_M, NEAR_M), FARTHEST_NEAR_M)
    return Shape(precision, lat, lon, radius)


def precision_of(kind: str | None, relation: str) -> str:
    """The word of precision for a kind of place and how the text relates to it."""
    precision = _PRECISION.get(kind or "", "unknown")
    if relation in _BESIDE and precision in ("site", "settlement", "unknown"):
        return "near"
    return precision


def shape_chain(nodes: tuple[str, ...], lexicon: Lexicon) -> Shape:
    """A road known by the places it joins: a cover of the known nodes, precision of a line."""
    known = (lexicon.place_by_id[n] for n in nodes if n in lexicon.place_by_id)
    circle = cover_points([point for place in known for point in place.points])
    return Shape("line") if circle is None else Shape("line", *circle)


def _points_of(place: Place, lexicon: Lexicon) -> tuple[Point, ...]:
    """A road without a point of its own runs through its known nodes."""
    if place.points:
        return place.points
    nodes = (lexicon.place_by_id.get(node) for node in place.nodes)
    return tuple(point for node in nodes if node is not None for point in node.points)
