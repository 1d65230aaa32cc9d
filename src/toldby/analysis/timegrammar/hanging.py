"""What a reading hangs on: document date, statement, a date said before, the event before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from toldby.analysis.timegrammar.calendar import Days
from toldby.analysis.timegrammar.sense import Sense
from toldby.domain.text import DocumentDate, Zone, ZoneKind

_FINE = frozenset({"day", "minute", "hour"})
_COARSE = frozenset({"week", "month"})
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Hang:
    """`kind`: none dct statement text event. `days` None = nothing known to hang on."""

    kind: str
    days: Days | None
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A time already read: where it stands and what it means."""

    start: int
    zone: int
    sense: Sense
    is_spoken_at: bool = False


def hang_on_date(published: DocumentDate) -> Hang:
    """The document date, both ends."""
    if published.earliest is None or published.latest is None:
        return Hang("dct", None, "the document date is unknown")
    days = (date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10]))
    why = f"document date {days[0]}" if days[0] == days[1] else f"document date {days[0]} to {days[1]}"
    return Hang("dct", days, why)


def hang_on_event(told: Sequence[Told], zones: Sequence[Zone], start: int, zone: int) -> Hang | None:
    """The event time before (`told` is in text order): in the paragraph, then the one before, then the headline."""
    before = told[: bisect_left(told, start, key=_start)][-_LOOK_BACK:]
    for place in (zone, _paragraph_before(zones, zone)):
        inside = [t for t in before if t.zone == place and is_event_time(t.sense)]
        if inside:
            fine = [t for t in inside if t.sense.granularity in _FINE]
            return _hang((fine or inside)[-1])
    first = (t for t in told if zones[t.zone].kind is ZoneKind.HEADLINE)
    headline = [t for t in islice(first, _LOOK_BACK) if t.start < start and is_event_time(t.sense)]
    return _hang(headline[-1]) if headline else None


def hang_on_lead(told: Sequence[Told], zones: Sequence[Zone]) -> Hang | None:
    """The first event time of the first body paragraph: the day a news report is about."""
    body = next((i for i, zone in enumerate(zones) if zone.kind is ZoneKind.BODY), None)
    inside = (t for t in islice(told, _LOOK_BACK) if t.zone == body and is_event_time(t.sense))
    found = next(inside, None)
    return _hang(found) if found else None


def _start(told: Told) -> int:
    return told.start


def is_event_time(sense: Sense) -> bool:
    """Days, weeks and months can be shifted from; "the 2020 war" tells no event time."""
    return (
        sense.days is not None
        and sense.mode in ("within", "spans")
        and sense.granularity in _FINE | _COARSE
        and sense.type in ("DATE", "TIME")
    )


def _paragraph_before(zones: Sequence[Zone], zone: int) -> int:
    """The nearest earlier zone of the same kind; -1 when there is none."""
    return next((i for i in range(zone - 1, -1, -1) if zones[i].kind is zones[zone].kind), -1)


def _hang(told: Told) -> Hang:
    days = told.sense.days
    return Hang("event", days, f"event of {days[0]}" if days else "")
