"""Winnowing: a few of many hashes, so that every long common run keeps one in common.

S. Schleimer, D. Wilkerson, A. Aiken: Winnowing: local algorithms for document fingerprinting (SIGMOD 2003).
"""

from __future__ import annotations


def winnow(hashes: list[int], width: int) -> tuple[int, ...]:
    """Positions of the rightmost minimum of every window of `width` hashes.

    Of two sequences with so many hashes in a row in common, the same one of these is kept in both.
    """
    if not hashes:
        return ()
    kept: set[int] = set()
    for start in range(max(1, len(hashes) - width + 1)):
        window = range(start, min(start + width, len(hashes)))
        kept.add(min(window, key=lambda i: (hashes[i], -i)))
    return tuple(sorted(kept))
