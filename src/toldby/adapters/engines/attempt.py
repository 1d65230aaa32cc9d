"""One piece of work, tried: the one place where an exception of a report becomes a Failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from toldby.application.ports import Failure

T = TypeVar("T")
R = TypeVar("R")

NO_MEMORY = Failure("memory", "memory: this report needs more memory than there is; it was left out")


def attempt(work: Callable[[T], R], item: T) -> R | Failure:
    """The result, or why there is none; only what ends the whole program gets through."""
    try:
        return work(item)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # one bad report never stops a build
        return blame(error)


def blame(error: BaseException) -> Failure:
    """An unexpected error as a Failure that names it."""
    return Failure("worker_died", f"worker_died: {type(error).__name__}: {error}"[:300])
