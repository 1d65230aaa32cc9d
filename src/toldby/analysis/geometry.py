"""Circles on the globe: distances and the smallest circle that covers uncertain points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from toldby.domain.places import Point

EARTH_RADIUS_M: Final = 6_371_008.8
_ROUNDS: Final = 400


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in metres between two (lat, lon) pairs."""
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*a, *b))
    rise = math.sin((lat2 - lat1) / 2) ** 2
    run = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(rise + run)))


def cover_points(points: Sequence[Point]) -> tuple[float, float, int] | None:
    """The smallest circle (lat, lon, radius in metres) that holds every point with its own radius.

    A cover, no average: two maps that disagree give one circle around both.
    None when there is no point.
    """
    if not points:
        return None
    if len(points) == 1:
        return points[0].lat, points[0].lon, points[0].radius_m
    circle = _cover_locally(points)
    if circle is None:
        return None
    lat, lon = (round(value, 5) for value in circle)
    return lat, lon, math.ceil(max(distance_m((lat, lon), (p.lat, p.lon)) + p.radius_m for p in points))


def _cover_locally(points: Sequence[Point]) -> tuple[float, float] | None:
    lat0 = math.fsum(p.lat for p in points) / len(points)
    lon0 = _middle_longitude(points)
    shrink = max(math.cos(math.radians(lat0)), 1e-6)
    flat = [((_turn(p.lon - lon0)) * shrink, p.lat - lat0, p.radius_m / 111_195.0) for p in points]
    x, y = _smallest_circle(flat)
    return lat0 + y, _turn(lon0 + x / shrink)


def _middle_longitude(points: Sequence[Point]) -> float:
    first = points[0].lon
    return first + math.fsum(_turn(p.lon - first) for p in points) / len(points)


def _turn(lon: float) -> float:
    """The same longitude in -180 up to 180, so that the date line does not matter."""
    return (lon + 180.0) % 360.0 - 180.0


def _smallest_circle(discs: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Centre of the smallest circle over discs: exact for the widest pair, else by halving steps."""
    pair = _widest_pair(discs)
    if all(_reach(pair, d) <= _radius_of_pair(pair, discs) + 1e-12 for d in discs):
        return pair
    x, y, step = pair[0], pair[1], _radius_of_pair(pair, discs)
    for _ in range(_ROUNDS):
        best = max(_reach((x, y), d) for d in discs)
        moves = ((x + step, y), (x - step, y), (x, y + step), (x, y - step))
        better = min(moves, key=lambda m: max(_reach(m, d) for d in discs))
        if max(_reach(better, d) for d in discs) < best:
            x, y = better
        else:
            step /= 2
    return x, y


def _reach(centre: tuple[float, float], disc: tuple[float, float, float]) -> float:
    return math.hypot(disc[0] - centre[0], disc[1] - centre[1]) + disc[2]


def _radius_of_pair(centre: tuple[float, float], discs: Sequence[tuple[float, float, float]]) -> float:
    a, b = _far_discs(discs)
    return max(_reach(centre, a), _reach(centre, b))


def _far_discs(
    discs: Sequence[tuple[float, float, float]],
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    pairs = ((a, b) for i, a in enumerate(discs) for b in discs[i + 1 :])
    return max(pairs, key=lambda p: math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]) + p[0][2] + p[1][2])


def _widest_pair(discs: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    a, b = _far_discs(discs)
    gap = math.hypot(a[0] - b[0], a[1] - b[1])
    if gap + b[2] <= a[2]:
        return a[0], a[1]
    if gap + a[2] <= b[2]:
        return b[0], b[1]
    share = ((gap + a[2] + b[2]) / 2 - a[2]) / gap
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
