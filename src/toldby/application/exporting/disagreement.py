"""How far the accounts of an event differ, variable by variable: the scores of the R package `eventreport` 0.1.1.

An empty cell is a value of its own in the divergence scores and the share of events with disagreement; it is left
out in the event-level score, the modal confidence, and in deviation and range, which are of numbers only.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = str | int | float | None
Events = Mapping[str, Sequence[Mapping[str, Cell]]]


@dataclass(frozen=True, slots=True)
class Scores:
    """One variable over all events; None = it cannot be computed."""

    variable: str
    dscore: float | None
    dscore_normalized: float | None
    mean_sd: float | None
    mean_range: float | None
    share_disagreement: float | None
    modal_confidence: float | None


def score_variable(events: Events, variable: str, *, is_number: bool) -> Scores:
    """All scores of one variable; `events` maps an event to its rows."""
    columns = [[row[variable] for row in rows] for rows in events.values()]
    distinct = {cell for column in columns for cell in column}
    divergences = [float(len(set(column)) - 1) for column in columns]
    divergence = _mean(divergences)
    numbers = [[float(c) for c in column if isinstance(c, int | float)] for column in columns] if is_number else []
    modal = [1 - d for column in columns if (d := score_event(column)) is not None]
    return Scores(
        variable,
        divergence,
        None if divergence is None or not distinct else divergence / len(distinct),
        _mean([statistics.stdev(n) for n in numbers if len(n) > 1]),
        _mean([max(n) - min(n) for n in numbers if n]),
        _mean([1.0 if len(set(column)) > 1 else 0.0 for column in columns]),
        _mean(modal),
    )


def score_event(column: Sequence[Cell]) -> float | None:
    """1 minus the share of the most frequent value among the rows that give one; None when none does."""
    given = [str(cell) for cell in column if cell is not None]
    if not given:
        return None
    return 1 - Counter(given).most_common(1)[0][1] / len(given)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
