"""Time expressions as four-point intervals (`places-and-times.md` 2)."""

from __future__ import annotations

from dataclasses import dataclass

TimeValue = str
"""`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; ISO text, so values of one form compare as strings."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that was not chosen, with the reason of the order."""

    earliest: TimeValue | None
    latest: TimeValue | None
    reason: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One expression of time in a report: a line of `times.jsonl`.

    `points` = earliest start, latest start, earliest end, latest end; None = open or unknown.
    `earliest` = points[0], `latest` = points[3]. `type`: DATE TIME DURATION SET. `mode`: within
    spans since until constraint vague length. `anchor`: none dct statement text event.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    points: tuple[TimeValue | None, TimeValue | None, TimeValue | None, TimeValue | None]
    mode: str
    granularity: str
    modifier: str | None
    anchor: str
    edtf: str | None
    candidates: tuple[Reading, ...]
    reason: str

    @property
    def earliest(self) -> TimeValue | None:
        """First possible moment."""
        return self.points[0]

    @property
    def latest(self) -> TimeValue | None:
        """Last possible moment."""
        return self.points[3]
