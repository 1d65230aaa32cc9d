"""Sets labels beside their circles so that they do not cover each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LETTER, LINE = 6.9, 14.0
GAP = 4.0


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """They share some area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def share(self, other: Box) -> float:
        """The area they share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


@dataclass(frozen=True)
class Dot:
    """What a label belongs to: a circle and its words."""

    x: float
    y: float
    r: float
    words: str


def measure(words: str) -> float:
    """The width of a label, about."""
    return len(words) * LETTER


def set_labels(dots: Sequence[Dot], frame: Box, taken: Sequence[Box] = ()) -> list[Box]:
    """One box per dot, in order: above, below, right or left of it, wherever least is covered."""
    solid = [*taken, *(Box(d.x - 4, d.y - 4, d.x + 4, d.y + 4) for d in dots)]
    placed: list[Box] = []
    for dot in dots:
        tries = [_hold(box, frame) for box in _propose(dot)]
        best = min(range(len(tries)), key=lambda n: (round(_cost(tries[n], placed, solid), 1), n))
        placed.append(tries[best])
    return placed


def _propose(dot: Dot) -> Iterator[Box]:
    width = measure(dot.words)
    for step in range(3):
        away = dot.r + GAP + step * LINE
        left = dot.x - width / 2
        yield Box(left, dot.y - away - LINE, left + width, dot.y - away)
        yield Box(left, dot.y + away, left + width, dot.y + away + LINE)
        yield Box(dot.x + away, dot.y - LINE / 2, dot.x + away + width, dot.y + LINE / 2)
        yield Box(dot.x - away - width, dot.y - LINE / 2, dot.x - away, dot.y + LINE / 2)


def _hold(box: Box, frame: Box) -> Box:
    """The box pushed inside the frame."""
    right = min(0.0, frame.right - box.right)
    down = min(0.0, frame.bottom - box.bottom)
    moved = Box(box.left + right, box.top + down, box.right + right, box.bottom + down)
    left, up = max(0.0, frame.left - moved.left), max(0.0, frame.top - moved.top)
    return Box(moved.left + left, moved.top + up, moved.right + left, moved.bottom + up)


def _cost(box: Box, placed: Sequence[Box], solid: Sequence[Box]) -> float:
    return sum(5 * box.share(other) for other in placed) + sum(box.share(other) for other in solid)
