"""The map: circles in metres over a graticule, drawn on the server as SVG.

No border, no tile, no country: at the scale of villages the named places themselves are the base
(`places-and-times.md` 8). A place without coordinates is listed beside the map, never guessed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toldby.adapters.exports.site.labels import Box, Dot, set_labels
from toldby.adapters.exports.site.lines import IncidentLine, leave_recalled

WIDTH, HEIGHT = 520, 380
MOST_LABELS = 30
SCALE = Box(0, HEIGHT - 34, 170, HEIGHT)
METRES_A_DEGREE = 111_320.0
NO_PIN = frozenset({"region", "country", "sea_air", "unknown"})


@dataclass(frozen=True)
class Circle:
    """One place of one or more incidents; radius is the place's own uncertainty."""

    x: float
    y: float
    r: float
    names: str
    short_ids: tuple[str, ...]
    is_contested: bool
    is_coarse: bool
    label: tuple[float, float] | None = None
    """Left end and base line of the label; None = too many to label, the title has the names."""

    @property
    def words(self) -> str:
        """What the label says."""
        return f"! {self.names}" if self.is_contested else self.names


@dataclass(frozen=True)
class GridLine:
    """A line of the graticule with its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    label_at: tuple[float, float] | None


@dataclass(frozen=True)
class Map:
    """Circles, graticule and scale bar; `listed` are incidents with no place good enough to draw."""

    circles: tuple[Circle, ...]
    grid: tuple[GridLine, ...]
    scale_px: float
    scale_label: str
    listed: tuple[str, ...]


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    px_per_degree_lon: float
    px_per_degree_lat: float

    def locate(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon - self.west) * self.px_per_degree_lon
        return round(x, 1), round((self.north - lat) * self.px_per_degree_lat, 1)


def draw_map(lines: Sequence[IncidentLine]) -> Map:
    """Every drawable place once, with all incidents at it; recalled incidents are left out."""
    found: dict[str, tuple[float, float, int, str, str, list[IncidentLine]]] = {}
    listed = []
    for line in leave_recalled(lines):
        drawn = False
        for place in line.incident.places:
            if place.lat is None or place.lon is None or place.precision in NO_PIN:
                continue
            names = " · ".join(sorted((n.text for n in place.names), key=str.casefold))
            here: list[IncidentLine] = []
            row = (place.lat, place.lon, place.radius_m or 0, names, place.precision, here)
            found.setdefault(place.place_id, row)[5].append(line)
            drawn = True
        if not drawn:
            listed.append(line.short_id)
    if not found:
        return Map((), (), 0, "", tuple(listed))
    frame = _fit([(lat, lon, radius) for lat, lon, radius, *_ in found.values()])
    grid = _grid(frame)
    circles = _label([_draw(frame, *row) for _, row in sorted(found.items())], grid)
    metres = _round_scale(110 / frame.px_per_degree_lat * METRES_A_DEGREE)
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"
    return Map(circles, grid, round(metres / METRES_A_DEGREE * frame.px_per_degree_lat, 1), label, tuple(listed))


def _label(circles: list[Circle], grid: Sequence[GridLine]) -> tuple[Circle, ...]:
    if len(circles) > MOST_LABELS:
        return tuple(circles)
    dots = [Dot(c.x, c.y, c.r, c.words) for c in circles]
    taken = [Box(at[0], at[1] - 11, at[0] + 42, at[1]) for at in (line.label_at for line in grid) if at]
    boxes = set_labels(dots, Box(4, 16, WIDTH - 4, HEIGHT - 4), [SCALE, *taken])
    return tuple(
        replace(c, label=(round(b.left, 1), round(b.bottom - 3, 1))) for c, b in zip(circles, boxes, strict=True)
    )


def _draw(
    frame: _Frame, lat: float, lon: float, radius: int, names: str, precision: str, lines: list[IncidentLine]
) -> Circle:
    x, y = frame.locate(lat, lon)
    r = max(5.0, radius / METRES_A_DEGREE * frame.px_per_degree_lat)
    contested = any(line.incident.state == "contested" for line in lines)
    ids = tuple(sorted({line.short_id for line in lines}))
    return Circle(
        x, y, round(r, 1), names, ids, contested, precision in ("near", "line", "district", "province", "zone")
    )


def _fit(points: Sequence[tuple[float, float, int]]) -> _Frame:
    margin = max(0.04, *(radius / METRES_A_DEGREE * 1.3 for *_, radius in points))
    south, north = min(p[0] for p in points) - margin, max(p[0] for p in points) + margin
    squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
    west, east = min(p[1] for p in points) - margin / squeeze, max(p[1] for p in points) + margin / squeeze
    per_lat = min(HEIGHT / (north - south), WIDTH / ((east - west) * squeeze))
    spare_lon = (WIDTH / (per_lat * squeeze) - (east - west)) / 2
    spare_lat = (HEIGHT / per_lat - (north - south)) / 2
    return _Frame(west - spare_lon, north + spare_lat, per_lat * squeeze, per_lat)


def _grid(frame: _Frame) -> tuple[GridLine, ...]:
    height, width = HEIGHT / frame.px_per_degree_lat, WIDTH / frame.px_per_degree_lon
    step = next((s for s in (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20) if max(height, width) / s <= 7), 45.0)
    lines = []
    for n in range(math.ceil((frame.north - height) / step), math.floor(frame.north / step) + 1):
        _, y = frame.locate(n * step, frame.west)
        # the top line has the meridians' labels, the bottom one the scale bar
        label_at = (3.0, y - 3) if 30 < y < SCALE.top else None
        lines.append(GridLine(0, y, WIDTH, y, f"{n * step:.2f}°", label_at))
    for n in range(math.ceil(frame.west / step), math.floor((frame.west + width) / step) + 1):
        x, _ = frame.locate(frame.north, n * step)
        lines.append(GridLine(x, 0, x, HEIGHT, f"{n * step:.2f}°", (x + 3, 12.0) if x < WIDTH - 45 else None))
    return tuple(lines)


def _round_scale(metres: float) -> int:
    power = 10 ** math.floor(math.log10(metres))
    return int(next(f for f in (5, 2, 1) if f * power <= metres) * power)
