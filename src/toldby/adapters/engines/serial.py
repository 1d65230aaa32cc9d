"""Runs the per-report work in this process, one report after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from toldby.adapters.engines.attempt import attempt
from toldby.application.ports import Failure

T = TypeVar("T")
R = TypeVar("R")


def _nothing() -> None:
    """Nothing is to be done."""


class SerialEngine:
    """The plainest engine; the one every other engine must equal."""

    def __init__(self, when_loaded: Callable[[], None] = _nothing) -> None:
        """`when_loaded` is called behind the first item: whatever the work loads is there by then."""
        self._when_loaded = when_loaded

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure]:
        """Results in the order of the items; a report that raises becomes a Failure."""
        for number, item in enumerate(items):
            result = attempt(work, item)
            if number == 0:
                self._when_loaded()
            yield result
