"""Runs the per-report work in this process, one report after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from toldby.adapters.engines.attempt import attempt
from toldby.application.ports import Failure

T = TypeVar("T")
R = TypeVar("R")


class SerialEngine:
    """The plainest engine; the one every other engine must equal."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure]:
        """Results in the order of the items; a report that raises becomes a Failure."""
        for item in items:
            yield attempt(work, item)
