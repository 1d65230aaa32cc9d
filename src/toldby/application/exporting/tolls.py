"""How many people one account says were hit; intervals, and nothing where nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toldby.domain.propositions import Count


@dataclass(frozen=True, slots=True)
class Toll:
    """An interval; `high` None = open. `best` is set only where a number was said."""

    low: int
    high: int | None
    best: int | None

    @property
    def span(self) -> tuple[int, int | None]:
        """Both ends."""
        return self.low, self.high


def sum_toll(counts: Iterable[Count], kind: str) -> Toll | None:
    """The toll of one account: a total where one is said, else the parts of sides and statuses added up.

    "No casualties" is 0 killed and 0 wounded. Several totals of one account give their hull and no best number.
    """
    rows = [c for c in counts if c.what == "people" and (c.kind == kind or _is_none_hurt(c, kind))]
    totals = [c for c in rows if c.side in (None, "all") and c.victim_status is None]
    parts = [c for c in rows if c not in totals]
    if totals:
        return _hull([make_toll(c) for c in totals])
    if not parts:
        return None
    groups: dict[tuple[str | None, str | None], list[Toll]] = {}
    for count in parts:
        groups.setdefault((count.side, count.victim_status), []).append(make_toll(count))
    return _add([_hull(group) for group in groups.values()])


def sum_latest(told: Sequence[Sequence[Count]], kind: str) -> Toll | None:
    """The toll of one origin over its accounts, oldest first: a later number of a side replaces the earlier one.

    A total replaces everything before it; numbers of sides said after a total replace it only when they exceed it.
    """
    total: Toll | None = None
    sides: dict[str | None, Toll] = {}
    for counts in told:
        rows = [c for c in counts if c.what == "people" and (c.kind == kind or _is_none_hurt(c, kind))]
        whole = sum_toll([c for c in rows if c.side in (None, "all")], kind)
        if whole is not None:
            total, sides = whole, {}
        for side in sorted({c.side for c in rows} - {None, "all"}, key=str):
            part = sum_toll([c for c in rows if c.side == side], kind)
            if part is not None:
                sides[side] = part
    parts = _add(list(sides.values())) if sides else None
    if total is None or (parts is not None and parts.low > total.low):
        return parts
    return total


def _is_none_hurt(count: Count, kind: str) -> bool:
    return count.kind == "killed_or_wounded" and (count.low, count.high) == (0, 0) and kind in ("killed", "wounded")


def make_toll(count: Count) -> Toll:
    """One number as said: exact numbers are the best number, "at least three" is three or more with best 3.

    Words without a number ("several", a bare plural) and derived values have no best number.
    """
    has_number = count.qualifier not in ("indefinite", "derived") and not (
        count.qualifier == "range" and count.high is not None and count.high > 2 * max(count.low, 1)
    )
    return Toll(count.low, count.high, count.low if has_number and count.qualifier != "ceiling" else None)


def _hull(tolls: Sequence[Toll]) -> Toll:
    spans = {t.span for t in tolls}
    if len(spans) == 1:
        return tolls[0]
    low = min(t.low for t in tolls)
    high = None if any(t.high is None for t in tolls) else max(t.high for t in tolls if t.high is not None)
    return Toll(low, high, None)


def _add(tolls: Sequence[Toll]) -> Toll:
    high = None if any(t.high is None for t in tolls) else sum(t.high for t in tolls if t.high is not None)
    best = None if any(t.best is None for t in tolls) else sum(t.best for t in tolls if t.best is not None)
    return Toll(sum(t.low for t in tolls), high, best)
