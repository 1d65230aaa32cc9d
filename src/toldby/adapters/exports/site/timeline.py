"""The timeline: one bar per incident over its interval, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toldby.adapters.exports.site.labels import GAP, measure
from toldby.adapters.exports.site.lines import IncidentLine, leave_recalled
from toldby.adapters.exports.site.words import name_type

WIDTH, LANE, TOP, LEFT = 1200, 19, 24, 8
MOST_BARS = 400
MOST_LABELS = 60


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
    label: str
    label_x: float

    @property
    def is_inside(self) -> bool:
        """The label stands on the bar itself."""
        return self.x < self.label_x < self.x + self.width

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
    drawn = leave_recalled(lines)
    dated = [(line, *_days(line)) for line in drawn if line.incident.start or line.incident.end]
    undated = len(drawn) - len(dated)
    kept = sorted(dated, key=lambda d: (d[1], d[2], d[0].short_id))[:MOST_BARS]
    left_out = len(lines) - undated - len(kept)
    if not kept:
        return Timeline((), (), TOP, undated, 0)
    first, last = min(d[1] for d in kept), max(d[2] for d in kept)
    span = max(1, (last - first).days + 1)
    scale = (WIDTH - 2 * LEFT) / span
    bars: list[Bar] = []
    lanes: list[float] = []
    for line, start, end in kept:
        width = max(10.0, ((end - start).days + 1) * scale)
        x = min(LEFT + (start - first).days * scale, WIDTH - width)
        label = _name(line) if len(kept) <= MOST_LABELS else ""
        label_x, right = _set_label(label, x, width)
        left = min(x, label_x)
        lane = next((n for n, free in enumerate(lanes) if free <= left), len(lanes))
        lanes[lane : lane + 1] = [right + 2 * GAP]
        bars.append(_draw(line, x, width, lane, label, label_x))
    return Timeline(tuple(bars), _ticks(first, span, scale), TOP + len(lanes) * LANE + 8, undated, left_out)


def _name(line: IncidentLine) -> str:
    return f"{line.short_id} {name_type(line.incident.type)}"


def _set_label(label: str, x: float, width: float) -> tuple[float, float]:
    """Left end of the label and right end of bar and label: inside the bar, beside it, or before it at the edge."""
    needed = measure(label)
    if not label or needed + 22 <= width:
        return x + 16, x + width
    if x + width + GAP + needed <= WIDTH:
        return x + width + GAP, x + width + GAP + needed
    return max(0.0, x - GAP - needed), x + width


def _draw(line: IncidentLine, x: float, width: float, lane: int, label: str, label_x: float) -> Bar:
    is_open = line.incident.start is None or line.incident.end is None
    title = f"{line.when} {line.title}"
    sizes = round(x, 1), round(width, 1)
    return Bar(line.short_id, title, *sizes, lane, line.is_contested, is_open, label, round(label_x, 1))


def _days(line: IncidentLine) -> tuple[date, date]:
    start = line.incident.start or line.incident.end or ""
    end = line.incident.end or line.incident.start or ""
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def _ticks(first: date, span: int, scale: float) -> tuple[Tick, ...]:
    step = next((s for s in (1, 2, 7, 14, 31, 92, 184, 366, 1830, 3660) if span / s <= 12), 36600)
    days = range(0, span, step)
    return tuple(Tick(round(LEFT + n * scale, 1), (first + timedelta(days=n)).isoformat()) for n in days)
