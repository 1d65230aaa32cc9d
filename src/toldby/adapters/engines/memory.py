"""Spares Python's collector of cyclic garbage the packs and the parser, which live as long as the build.

Every full collection walks over all objects there are, half a million of them loaded and never freed:
a seventh of the time of a build.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# from the default of 700: a report makes some 50,000 objects, nearly all freed without the collector
_NEW_OBJECTS = 10_000


def set_aside_loaded() -> None:
    """What exists now is not looked at any more, and new objects less often; a worker does it for life."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def _leave_alone() -> None:
    """Another arrangement is in force."""


@contextmanager
def spare_loaded() -> Iterator[Callable[[], None]]:
    """Gives a function to be called when all is loaded: what exists then is not looked at until the block ends.

    A program that set objects aside itself keeps its own arrangement.
    """
    before = gc.get_threshold()
    is_free = gc.isenabled() and gc.get_freeze_count() == 0

    try:
        yield set_aside_loaded if is_free else _leave_alone
    finally:
        if is_free:
            gc.set_threshold(*before)
            gc.unfreeze()
