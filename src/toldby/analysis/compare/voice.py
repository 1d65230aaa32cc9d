"""Compares who tells two accounts: one statement reaches several outlets, each in its own translation."""

from __future__ import annotations

from toldby.analysis.compare.time import measure_gap, span_days
from toldby.domain.incidents import Episode

_TOGETHER = 1


def compare_voices(a: Episode, b: Episode) -> str:
    """One statement when a named origin tells both in reports of the same day or the next, else "missing".

    Only the chain joins what was translated twice (`linking.md` 12): origin, time of the statement, content.
    Reports of no known day say nothing, since an office says the like again and again.
    """
    if set(a.voices).isdisjoint(b.voices):
        return "missing"
    x, y = span_days(*a.published), span_days(*b.published)
    if x is None or y is None or None in (*x, *y):
        return "missing"
    return "same statement" if measure_gap(x, y) <= _TOGETHER else "missing"
