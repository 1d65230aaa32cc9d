"""The timeline: one bar per incident over its interval, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toldby.adapters.exports.site.views import IncidentLine

WIDTH, LANE, TOP, LEFT = 960, 16, 26, 8
MOST_BARS = 400


@dataclass(frozen=True)
class Bar:
    """One incident on the timeline; x and width in SVG units, open ends are drawn with an arrow."""

    short_id: str
    title: str
    x: float
    width: float
    lane: int
    is_contested: bool
    is_open: bool

    @property
    def y(self) -> int:
        """Top of the bar."""
        return TOP + self.lane * LANE


@dataclass(frozen=True)
class Tick:
    """A labelled day on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """Bars, ticks, the height of the drawing, and how many incidents are not on it."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    undated: int
    left_out: int


def draw_timeline(lines: Sequence[IncidentLine]) -> Timeline:
    """Bars in lanes so that none overlap; incidents without any day are counted, not drawn."""
    dated = [(line, *_days(line)) for line in lines if line.incident.start or line.incident.end]
    dated.sort(key=lambda d: (d[1], d[2], d[0].short_id))
    kept, left_out = dated[:MOST_BARS], max(0, len(dated) - MOST_BARS)
    if not kept:
        return Timeline((), (), TOP, len(lines), 0)
    first, last = min(d[1] for d in kept), max(d[2] for d in kept)
    span = max(1, (last - first).days + 1)
    scale = (WIDTH - 2 * LEFT) / span
    bars: list[Bar] = []
    lanes: list[float] = []
    for line, start, end in kept:
        x = LEFT + (start - first).days * scale
        width = max(6.0, ((end - start).days + 1) * scale)
        lane = next((n for n, free in enumerate(lanes) if free <= x), len(lanes))
        lanes[lane : lane + 1] = [x + width + 2]
        is_open = line.incident.start is None or line.incident.end is None
        bars.append(Bar(line.short_id, f"{line.when} {line.title}", round(x, 1), round(width, 1), lane,
                        line.incident.state == "contested", is_open))  # fmt: skip
    return Timeline(
        tuple(bars), _ticks(first, span, scale), TOP + len(lanes) * LANE + 8, len(lines) - len(dated), left_out
    )


def _days(line: IncidentLine) -> tuple[date, date]:
    start = line.incident.start or line.incident.end or ""
    end = line.incident.end or line.incident.start or ""
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def _ticks(first: date, span: int, scale: float) -> tuple[Tick, ...]:
    step = next((s for s in (1, 2, 7, 14, 31, 92, 184, 366, 1830, 3660) if span / s <= 10), 36600)
    days = range(0, span, step)
    return tuple(Tick(round(LEFT + n * scale, 1), (first + timedelta(days=n)).isoformat()) for n in days)
