"""Finds of a report in text order, asked for stretch by stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from toldby.domain.text import Span


class _Placed(Protocol):
    """Something at `[start, end)` of the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Placed)


class InOrder(Generic[T]):
    """Finds sorted by their start; a stretch costs what lies in it, not what the report holds."""

    __slots__ = ("_finds", "_starts")

    def __init__(self, finds: Sequence[T]) -> None:
        """`finds` are in text order."""
        self._finds = finds
        self._starts = [find.start for find in finds]

    def within(self, span: Span) -> tuple[tuple[int, T], ...]:
        """The finds that lie wholly in the span, each with its index."""
        first, after = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        return tuple((i, self._finds[i]) for i in range(first, after) if self._finds[i].end <= span.end)
