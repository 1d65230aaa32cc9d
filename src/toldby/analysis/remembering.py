"""What follows from a value that never changes is worked out once and kept on it: the indexes of a pack, mostly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


def remember(owner: object, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, computed once for this value, as a cached property is."""
    kept = vars(owner)
    if name not in kept:
        kept[name] = make()
    return cast(T, kept[name])
