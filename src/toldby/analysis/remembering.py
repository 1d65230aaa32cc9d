"""Indexes are built once per pack and kept on the pack value, which never changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


def remember(owner: object, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, computed once for this pack or lexicon value, as a cached property is."""
    kept = vars(owner)
    if name not in kept:
        kept[name] = make()
    return cast(T, kept[name])
