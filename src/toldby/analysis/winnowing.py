"""Winnowing: a few of many hashes, so that every long common run keeps one in common.

S. Schleimer, D. Wilkerson, A. Aiken: Winnowing: local algorithms for document fingerprinting (SIGMOD 2003).
"""

from __future__ import annotations

_WINDOW = 4


def winnow(hashes: list[int]) -> tuple[int, ...]:
    """Positions of the rightmost minimum of every window of four hashes.

    Of two sequences with four hashes in a row in common, the same one of these is kept in both.
    """
    if not hashes:
        return ()
    kept: set[int] = set()
    for start in range(max(1, len(hashes) - _WINDOW + 1)):
        window = range(start, min(start + _WINDOW, len(hashes)))
        kept.add(min(window, key=lambda i: (hashes[i], -i)))
    return tuple(sorted(kept))
