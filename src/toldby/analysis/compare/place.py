"""Compares where two accounts say an act happened: identity, then containment, then distance."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.analysis.geometry import distance_m
from toldby.analysis.remembering import remember
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import Place, Point
from toldby.domain.propositions import PlaceRef

WIDE_KINDS = frozenset({"region", "country"})
_NEAR_M = 10_000
_REACH_M = 40_000
_WIDE_M = 30_000
_MOST_KEPT = 50_000


def measure_distance(a: Point, b: Point) -> float:
    """Metres between two points, centre to centre."""
    return distance_m((a.lat, a.lon), (b.lat, b.lon))


def list_parents(place_id: str, lexicon: Lexicon) -> frozenset[str]:
    """Every place that holds this one, over all levels of `part_of`."""
    seen: set[str] = set()
    open_ids = [place_id]
    while open_ids:
        place = lexicon.place_by_id.get(open_ids.pop())
        for parent in place.part_of if place else ():
            if parent not in seen:
                seen.add(parent)
                open_ids.append(parent)
    return frozenset(seen)


def is_inside(inner: str, outer: str, lexicon: Lexicon) -> bool:
    """The inner place is part of the outer one, or a node of that road or line."""
    place = lexicon.place_by_id.get(outer)
    return outer in list_parents(inner, lexicon) or (place is not None and inner in place.nodes)


def measure_places(a: Place, b: Place) -> float | None:
    """Least distance in metres between any two points; None when one of them has no point."""
    gaps = [measure_distance(p, q) for p in a.points for q in b.points]
    return min(gaps, default=None)


def measure_clearance(a: Place, b: Place) -> float | None:
    """Least distance in metres between the discs of two places; negative when they overlap."""
    gaps = [measure_distance(p, q) - p.radius_m - q.radius_m for p in a.points for q in b.points]
    return min(gaps, default=None)


def compare_place_ids(a: str, b: str, lexicon: Lexicon) -> str:
    """The level of `linking.md` 5 for two place ids."""
    x, y = lexicon.place_by_id.get(a), lexicon.place_by_id.get(b)
    if any(place is not None and _is_wide(place) for place in (x, y)):
        return "region only"
    if a == b:
        if x is None:
            return "same name"
        return "same hub" if x.is_hub else "same place"
    if x is None or y is None:
        return "other name"
    if is_inside(a, b, lexicon) or is_inside(b, a, lexicon):
        return "inside"
    return _compare_distance(x, y)


def _compare_distance(a: Place, b: Place) -> str:
    distance = measure_places(a, b)
    if distance is None:
        return "other name"
    clearance = distance - max(p.radius_m for p in a.points + b.points)
    if clearance <= 0:
        return "inside"
    if distance <= _NEAR_M:
        return "near"
    return "10-40 km" if distance <= _REACH_M else "far"


def compare_places(a: Iterable[PlaceRef], b: Iterable[PlaceRef], lexicon: Lexicon) -> frozenset[str]:
    """All levels over all places of two accounts; {"missing"} when one of them names none.

    A region, country or front line says nothing where both also name a place of their own.
    """
    mine, theirs = _list_named(a), _list_named(b)
    own, other = _drop_wide(mine, lexicon), _drop_wide(theirs, lexicon)
    if own and other:
        mine, theirs = own, other
    levels = {_compare_pair(p, q, lexicon) for p in mine for q in theirs}
    x, y = {place_id for place_id, _ in mine}, {place_id for place_id, _ in theirs}
    if "same name" in levels and x - y and y - x:
        levels = levels - {"same name"} | {"same name among others"}
    return frozenset(levels) or frozenset({"missing"})


def _list_named(refs: Iterable[PlaceRef]) -> frozenset[tuple[str, bool]]:
    return frozenset((ref.place_id, ref.relation == "at") for ref in refs if ref.place_id is not None)


def _drop_wide(named: frozenset[tuple[str, bool]], lexicon: Lexicon) -> frozenset[tuple[str, bool]]:
    return frozenset(each for each in named if not is_wide(each[0], lexicon))


def _compare_pair(a: tuple[str, bool], b: tuple[str, bool], lexicon: Lexicon) -> str:
    """Two villages named as such are two places, however close; "near" one may mean near the other."""
    known: dict[tuple[tuple[str, bool], tuple[str, bool]], str] = remember(lexicon, "_place_levels", dict)
    if (a, b) not in known:
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[a, b] = _judge_pair(a, b, lexicon)
    return known[a, b]


def _judge_pair(a: tuple[str, bool], b: tuple[str, bool], lexicon: Lexicon) -> str:
    level = compare_place_ids(a[0], b[0], lexicon)
    if level == "near" and a[1] and b[1] and _is_settlement(a[0], lexicon) and _is_settlement(b[0], lexicon):
        return "neighbours"
    return level


def _is_settlement(place_id: str, lexicon: Lexicon) -> bool:
    place = lexicon.place_by_id.get(place_id)
    return place is not None and place.kind == "settlement"


def are_compatible(a: Iterable[PlaceRef], b: Iterable[PlaceRef], lexicon: Lexicon) -> bool:
    """Nothing tells the two places apart (one may be silent, hold the other, or name only a region).

    Two neighbouring places named apart in one report are two places.
    """
    return bool(compare_places(a, b, lexicon) - {"near", "neighbours", "10-40 km", "far", "other name"})


def is_wide(place_id: str | None, lexicon: Lexicon) -> bool:
    """Too wide to tell two happenings apart: a region, a country, a front line, a long river."""
    place = lexicon.place_by_id.get(place_id or "")
    return place is not None and _is_wide(place)


def _is_wide(place: Place) -> bool:
    wide_points = bool(place.points) and all(point.radius_m >= _WIDE_M for point in place.points)
    return place.kind in WIDE_KINDS or place.kind == "line" or wide_points
