"""Named policies: several accounts made into one row. They run over origins, and the accounts stay beside them.

A policy can be undone, because the accounts table is complete; a value that is not said stays empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from toldby.analysis.geometry import cover_points
from toldby.analysis.incident_slots import measure_precision
from toldby.application.exporting.accounts import Account, list_accounts
from toldby.application.exporting.index import ExportIndex
from toldby.application.exporting.precision import is_drawable
from toldby.application.exporting.tolls import sum_latest
from toldby.domain.incidents import Incident, IncidentPlace
from toldby.domain.places import Point

V = TypeVar("V", bound=Hashable)
When = tuple[str | None, str | None, str]
_WIDTH = ("minute", "day", "days", "week", "month", "longer", "open")
_UNPLACED = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin on one incident: its accounts in all reports, the latest last."""

    name: str
    camp: str | None
    side: str | None
    kind: str
    accounts: tuple[Account, ...]

    @property
    def denies(self) -> bool:
        """It denies the incident in one report at least and stands behind it in none."""
        return any(a.is_denial for a in self.accounts) and not any(a.is_behind for a in self.accounts)

    @property
    def denies_a_point(self) -> bool:
        """It denies the incident or something said of it."""
        return any(a.denies_a_point for a in self.accounts)


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


def list_voices(index: ExportIndex, incident: Incident) -> tuple[Voice, ...]:
    """Origins that speak of the incident, by name."""
    grouped: dict[str, list[Account]] = defaultdict(list)
    for account in list_accounts(index, incident):
        grouped[account.origin_id or account.account_id].append(account)
    found = []
    for accounts in grouped.values():
        origin = index.origins.get(accounts[0].origin_id) if accounts[0].origin_id is not None else None
        ordered = sorted(accounts, key=lambda a: (index.report(a.doc_id).published.latest or "", a.account_id))
        name, camp, kind = (origin.name, origin.camp, origin.kind) if origin else (accounts[0].speaker, None, "unknown")
        found.append(Voice(name, camp, origin.side if origin else accounts[0].side, kind, tuple(ordered)))
    return tuple(sorted(found, key=lambda v: (v.name.casefold(), v.accounts[0].account_id)))


def _make_row(
    incident: Incident, policy: str, side: str | None, voices: Sequence[Voice], denied: tuple[str, ...], weight: str
) -> Row:
    asked = [v for v in voices if not v.denies]
    told = [a for v in asked for a in v.accounts if not a.is_denial]
    whens = _gather(asked, read_when, weight)
    spots = _gather(asked, lambda a: a.places or None, weight)
    tolls = gather_tolls(asked, weight)
    start, end, precision = choose_when(policy, incident, whens)
    places = choose_places(policy, incident, spots)
    lat, lon, radius = cover_places(places)
    agents = _join(policy, [a.agents for a in told], _gather(asked, lambda a: a.agents or None, weight))
    patients = _join(policy, [a.patients for a in told], _gather(asked, lambda a: a.patients or None, weight))
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


def _gather(voices: Sequence[Voice], read: Callable[[Account], V | None], weight: str) -> list[tuple[V, int, int]]:
    """Distinct values with votes and camps; an origin that changed its word counts with its latest."""
    votes: Counter[V] = Counter()
    camps: dict[V, set[str]] = defaultdict(set)
    for voice in voices:
        values = [v for a in voice.accounts if not a.is_denial and (v := read(a)) is not None]
        for value in values if weight == "reports" else values[-1:]:
            votes[value] += 1
            camps[value].add(voice.camp or "none")
    return [(value, number, len(camps[value])) for value, number in votes.items()]


def gather_tolls(voices: Sequence[Voice], weight: str) -> list[tuple[tuple[int, int | None], int, int]]:
    """Numbers of dead said, each with votes and camps; a later number of an origin for one side keeps the others."""
    votes: Counter[tuple[int, int | None]] = Counter()
    camps: dict[tuple[int, int | None], set[str]] = defaultdict(set)
    for voice in voices:
        told = [a for a in voice.accounts if not a.is_denial]
        if weight == "reports":
            tolls = [a.deaths for a in told if a.deaths is not None]
        else:
            latest = sum_latest([a.other_counts for a in told], "killed")
            tolls = [] if latest is None else [latest]
        for toll in tolls:
            votes[toll.span] += 1
            camps[toll.span].add(voice.camp or "none")
    return [(span, number, len(camps[span])) for span, number in votes.items()]


def _count_shown(policy: str, tolls: Sequence[tuple[tuple[int, int | None], int, int]], deaths: int | None) -> int:
    spans = _values(tolls)
    if policy != "range":
        return 1 if spans and deaths is not None else 0
    ends = {min(low for low, _ in spans), max(low if high is None else high for low, high in spans)} if spans else set()
    return len({span for span in spans if span[0] in ends | {deaths} or span[1] in ends})


def _values(rows: Sequence[tuple[V, int, int]]) -> list[V]:
    return [value for value, _, _ in rows]


def read_when(account: Account) -> When | None:
    """The days of an account; None = none said."""
    if account.date_precision is None:
        return None
    return account.start, account.end, account.date_precision


def choose_when(policy: str, incident: Incident, whens: Sequence[tuple[When, int, int]]) -> When:
    """`none` and `range`: the incident's hull; the others one of the intervals said."""
    if policy in ("none", "range"):
        return incident.start, incident.end, incident.date_precision
    if not whens:
        return (None, None, "unknown")
    values = sorted(
        _values(whens), key=lambda w: (_WIDTH.index(w[2]) if w[2] in _WIDTH else 99, w[0] or "", w[1] or "")
    )
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
    """All places under `none` and `range`, else those of one account (all of that side under `per-party`)."""
    if policy in ("none", "range"):
        return tuple(sorted(incident.places, key=lambda p: p.place_id))
    if not spots:
        return ()
    if policy == "per-party":
        return tuple(sorted({p for s in _values(spots) for p in s}, key=lambda p: p.place_id))

    def width(places: tuple[IncidentPlace, ...]) -> tuple[float, str]:
        radius = max(float("inf") if p.radius_m is None else float(p.radius_m) for p in places)
        return radius, "/".join(p.place_id for p in places)

    if policy == "most-informative":
        return min(_values(spots), key=width)
    if policy == "most-conservative":
        return max(_values(spots), key=width)
    return min(spots, key=lambda r: (-r[1], -r[2], width(r[0])))[0]


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


def _join(
    policy: str, said: Sequence[tuple[str, ...]], weighed: Sequence[tuple[tuple[str, ...], int, int]]
) -> tuple[str, ...]:
    """All names, or those of the account the policy takes; no policy says who began."""
    if policy in ("none", "range", "per-party", "most-informative"):
        return tuple(sorted({name for names in said for name in names}, key=str.casefold))
    if not weighed:
        return ()
    if policy == "most-conservative":
        return min(_values(weighed), key=lambda names: (len(names), names))
    return min(weighed, key=lambda r: (-r[1], -r[2], r[0]))[0]


def _shows(chosen: When, whens: Sequence[tuple[When, int, int]]) -> bool:
    return bool(whens) and (chosen[0] is not None or chosen[1] is not None)
