"""Runs the per-report work in this process, one report after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from toldby.application.ports import Failure

T = TypeVar("T")
R = TypeVar("R")


class SerialEngine:
    """The plainest engine; the one every other engine must equal."""

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure]:
        """Results in the order of the items; a report that raises becomes a Failure."""
        for item in items:
            try:
                yield work(item)
            except MemoryError:
                yield Failure("memory", "memory: this report needs more memory than there is; it was left out")
            except Exception as error:  # the one place: one bad report never stops a build
                yield Failure("worker_died", f"worker_died: {type(error).__name__}: {error}"[:300])
