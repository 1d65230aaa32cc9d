"""Named policies: several accounts made into one row. They run over origins, and the accounts stay beside them.

A policy can be undone, because the accounts table is complete; a value that is not said stays empty.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from toldby.analysis.geometry import cover_points
from toldby.analysis.incident_slots import measure_precision
from toldby.application.exporting.accounts import Account
from toldby.application.exporting.index import ExportIndex
from toldby.application.exporting.precision import is_drawable
from toldby.application.exporting.voices import (
    Voice,
    When,
    gather_parties,
    gather_places,
    gather_tolls,
    gather_whens,
    list_voices,
    measure_radius,
    rank_when,
)
from toldby.domain.incidents import Incident, IncidentPlace
from toldby.domain.places import Point

V = TypeVar("V", bound=Hashable)
_UNPLACED = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """One incident as a policy tells it.

    `denied_by` are origins that deny it or a point of it.
    `deaths` is the number of the policy (None = not said, or the origins differ under `none`); `low`, `high` are
    least and greatest said by anybody who does not deny. `left_out` counts distinct values said that the row does
    not show: days, places, numbers of dead, agents and patients.
    """

    incident: Incident
    policy: str
    side: str | None
    accounts: tuple[Account, ...]
    denied_by: tuple[str, ...]
    start: str | None
    end: str | None
    date_precision: str
    places: tuple[IncidentPlace, ...]
    lat: float | None
    lon: float | None
    radius_m: int | None
    place_precision: str
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    deaths: int | None
    low: int | None
    high: int | None
    is_high_open: bool
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the places of the row, alphabetical; none of them is the main one."""
        return name_places(self.places)


def name_places(places: Iterable[IncidentPlace]) -> tuple[str, ...]:
    """Every name of these places, alphabetical."""
    return tuple(sorted({n.text for p in places for n in p.names}, key=lambda t: (t.casefold(), t)))


def make_rows(index: ExportIndex, incident: Incident, policy: str, weight: str = "origins") -> tuple[Row, ...]:
    """One row, or one for each side under `per-party` (third parties and outlets are the side None)."""
    voices = list_voices(index, incident)
    denied = tuple(sorted({v.name for v in voices if v.denies_a_point and v.name}))
    if policy != "per-party":
        return (_make_row(incident, policy, None, voices, denied, weight),)
    sides = sorted({v.side for v in voices}, key=lambda s: (s is None, s or ""))
    return tuple(
        _make_row(incident, policy, side, [v for v in voices if v.side == side], denied, weight) for side in sides
    )


def _make_row(
    incident: Incident, policy: str, side: str | None, voices: Sequence[Voice], denied: tuple[str, ...], weight: str
) -> Row:
    asked = [v for v in voices if not v.denies]
    told = [a for v in asked for a in v.accounts if not a.is_denial]
    whens = gather_whens(asked, weight)
    spots = gather_places(asked, weight)
    tolls = gather_tolls(asked, weight)
    start, end, precision = choose_when(policy, incident, whens)
    places = choose_places(policy, incident, spots)
    lat, lon, radius = cover_places(places)
    agents = choose_parties(policy, gather_parties(asked, lambda a: a.agents, weight))
    patients = choose_parties(policy, gather_parties(asked, lambda a: a.patients, weight))
    deaths = choose_deaths(policy, tolls)
    lows = [low for low, _ in _values(tolls)]
    highs = [high for _, high in _values(tolls)]
    said = len(set(_values(whens))) + len({p.place_id for s in _values(spots) for p in s}) + len(set(_values(tolls)))
    said += len({n for a in told for n in (*a.agents, *a.patients)})
    shown = (1 if _shows((start, end, precision), whens) else 0) + len(places) + _count_shown(policy, tolls, deaths)
    shown += len(set(agents) | set(patients))
    known = [h for h in highs if h is not None]
    return Row(
        incident=incident,
        policy=policy if side is None and policy != "per-party" else f"{policy}={side or 'none'}",
        side=side,
        accounts=tuple(a for v in voices for a in v.accounts),
        denied_by=denied,
        start=start,
        end=end,
        date_precision=precision,
        places=places,
        lat=lat,
        lon=lon,
        radius_m=radius,
        place_precision=_widest(places),
        agents=agents,
        patients=patients,
        deaths=deaths,
        low=min(lows, default=None),
        high=max([*known, *lows], default=None),
        is_high_open=None in highs,
        left_out=max(0, said - shown),
    )


def _count_shown(policy: str, tolls: Sequence[tuple[tuple[int, int | None], int, int]], deaths: int | None) -> int:
    spans = _values(tolls)
    if policy != "range":
        return 1 if spans and deaths is not None else 0
    ends = {min(low for low, _ in spans), max(low if high is None else high for low, high in spans)} if spans else set()
    return len({span for span in spans if span[0] in ends | {deaths} or span[1] in ends})


def _values(rows: Sequence[tuple[V, int, int]]) -> list[V]:
    return [value for value, _, _ in rows]


def choose_when(policy: str, incident: Incident, whens: Sequence[tuple[When, int, int]]) -> When:
    """`none` and `range`: the incident's hull; the others one of the intervals said."""
    if policy in ("none", "range"):
        return incident.start, incident.end, incident.date_precision
    if not whens:
        return (None, None, "unknown")
    values = sorted(_values(whens), key=rank_when)
    if policy == "most-informative":
        return values[0]
    if policy == "most-conservative":
        return values[-1]
    if policy == "per-party":
        starts, ends = [v[0] for v in values], [v[1] for v in values]
        start = None if None in starts else min(s for s in starts if s)
        end = None if None in ends else max(e for e in ends if e)
        return start, end, values[0][2] if len(values) == 1 else measure_precision(start, end)
    return min(whens, key=lambda r: (-r[1], -r[2], values.index(r[0])))[0]


def choose_places(
    policy: str, incident: Incident, spots: Sequence[tuple[tuple[IncidentPlace, ...], int, int]]
) -> tuple[IncidentPlace, ...]:
    """All places under `none` and `range`, else those of one account (of all that tie, of that side)."""
    if policy in ("none", "range"):
        return tuple(sorted(incident.places, key=lambda p: p.place_id))
    if not spots:
        return ()
    if policy == "per-party":
        return tuple(sorted({p for s in _values(spots) for p in s}, key=lambda p: p.place_id))

    values = _values(spots)
    if policy == "most-informative":
        tied = [v for v in values if measure_radius(v) == min(map(measure_radius, values))]
    elif policy == "most-conservative":
        tied = [v for v in values if measure_radius(v) == max(map(measure_radius, values))]
    else:
        best = max((votes, camps, -measure_radius(v)) for v, votes, camps in spots)
        tied = [v for v, votes, camps in spots if (votes, camps, -measure_radius(v)) == best]
    return tuple(sorted({p for v in tied for p in v}, key=lambda p: p.place_id))


def choose_deaths(policy: str, tolls: Sequence[tuple[tuple[int, int | None], int, int]]) -> int | None:
    """The number of dead under the policy; None where nobody says one, or where `none` leaves a difference."""
    spans = _values(tolls)
    if not spans:
        return None
    if policy == "none":
        return spans[0][0] if len(set(spans)) == 1 and spans[0][0] == spans[0][1] else None
    if policy == "most-conservative":
        return min(low for low, _ in spans)
    if policy == "most-informative":
        return max(low if high is None else high for low, high in spans)
    low, _ = min(tolls, key=lambda r: (-r[1], -r[2], r[0][0], r[0][1] is None, r[0][1] or 0))[0]
    return low


def cover_places(places: Sequence[IncidentPlace]) -> tuple[float | None, float | None, int | None]:
    """The smallest circle over all drawable places; nothing when one of them must not be drawn."""
    if not places or any(p.lat is None or p.lon is None or not is_drawable(p.precision) for p in places):
        return None, None, None
    circle = cover_points(
        [Point(p.lat, p.lon, p.radius_m or 0) for p in places if p.lat is not None and p.lon is not None]
    )
    return (None, None, None) if circle is None else circle


def _widest(places: Sequence[IncidentPlace]) -> str:
    order = (
        "site", "settlement", "near", "line", "district", "zone", "province", "region", "country", "sea_air", _UNPLACED,
    )  # fmt: skip
    return max((p.precision for p in places), key=order.index, default=_UNPLACED)


def choose_parties(policy: str, weighed: Sequence[tuple[tuple[str, ...], int, int]]) -> tuple[str, ...]:
    """All names, or those of the account the policy takes; equal ones are joined, no policy says who began."""
    if not weighed:
        return ()
    chosen = _values(weighed)
    if policy == "most-conservative":
        chosen = [names for names in chosen if len(names) == min(map(len, chosen))]
    elif policy == "most-representative":
        most = max((votes, camps) for _, votes, camps in weighed)
        chosen = [names for names, votes, camps in weighed if (votes, camps) == most]
    return tuple(sorted({name for names in chosen for name in names}, key=lambda n: (n.casefold(), n)))


def _shows(chosen: When, whens: Sequence[tuple[When, int, int]]) -> bool:
    return bool(whens) and (chosen[0] is not None or chosen[1] is not None)
