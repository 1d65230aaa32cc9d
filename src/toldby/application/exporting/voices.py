"""Origins as a policy hears them: what each of them says in the end, whatever reports it speaks through.

An origin is heard once. Where it changed its word, the word of its latest reports counts; reports of one day count
alike, so that nothing depends on the order in which they are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from toldby.application.exporting.accounts import Account, list_accounts
from toldby.application.exporting.index import ExportIndex
from toldby.application.exporting.tolls import Toll, sum_latest
from toldby.domain.incidents import Incident, IncidentPlace

V = TypeVar("V", bound=Hashable)
When = tuple[str | None, str | None, str]
Weighed = list[tuple[V, int, int]]
"""Distinct values with how many stand behind each: origins (or reports) and camps."""

_WIDTH = ("minute", "day", "days", "week", "month", "longer", "open", "unknown")


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin on one incident. `rounds` are its accounts by the day of their reports, the latest last."""

    name: str
    camp: str | None
    side: str | None
    rounds: tuple[tuple[Account, ...], ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All of them, oldest first."""
        return tuple(account for told in self.rounds for account in told)

    @property
    def denies(self) -> bool:
        """It denies the incident in one report at least and stands behind it in none."""
        return any(a.is_denial for a in self.accounts) and not any(a.is_behind for a in self.accounts)

    @property
    def denies_a_point(self) -> bool:
        """It denies the incident or something said of it."""
        return any(a.denies_a_point for a in self.accounts)


def list_voices(index: ExportIndex, incident: Incident) -> tuple[Voice, ...]:
    """Origins that speak of the incident, by name."""
    grouped: dict[str, list[Account]] = defaultdict(list)
    for account in list_accounts(index, incident):
        grouped[account.origin_id or account.account_id].append(account)
    found = [_make_voice(index, accounts) for accounts in grouped.values()]
    return tuple(sorted(found, key=lambda v: (v.name.casefold(), v.accounts[0].account_id)))


def _make_voice(index: ExportIndex, accounts: Sequence[Account]) -> Voice:
    first = accounts[0]
    origin = index.origins.get(first.origin_id) if first.origin_id is not None else None
    by_day: dict[str, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: a.account_id):
        by_day[index.report(account.doc_id).published.latest or ""].append(account)
    rounds = tuple(tuple(by_day[day]) for day in sorted(by_day))
    if origin is None:
        return Voice(first.speaker, None, first.side, rounds)
    return Voice(origin.name, origin.camp, origin.side, rounds)


def _weigh(voices: Sequence[Voice], settle: Callable[[Voice], Iterable[V]]) -> Weighed[V]:
    votes: Counter[V] = Counter()
    camps: dict[V, set[str]] = defaultdict(set)
    for voice in voices:
        for value in settle(voice):
            votes[value] += 1
            camps[value].add(voice.camp or "none")
    return [(value, number, len(camps[value])) for value, number in votes.items()]


def gather_whens(voices: Sequence[Voice], weight: str) -> Weighed[When]:
    """Days said; of one origin the narrowest that its latest word allows."""
    return _weigh(voices, lambda v: _each(v, read_when) if weight == "reports" else _settle_when(v))


def gather_places(voices: Sequence[Voice], weight: str) -> Weighed[tuple[IncidentPlace, ...]]:
    """Places said; of one origin the narrowest of its latest word."""
    return _weigh(voices, lambda v: _each(v, lambda a: a.places or None) if weight == "reports" else _settle_places(v))


def gather_parties(
    voices: Sequence[Voice], read: Callable[[Account], tuple[str, ...]], weight: str
) -> Weighed[tuple[str, ...]]:
    """Agents or patients said; of one origin all that it names."""

    def settle(voice: Voice) -> Iterable[tuple[str, ...]]:
        names = {name for account in _telling(voice) for name in read(account)}
        return [tuple(sorted(names))] if names else []

    return _weigh(voices, lambda v: _each(v, lambda a: read(a) or None) if weight == "reports" else settle(v))


def gather_tolls(voices: Sequence[Voice], weight: str) -> Weighed[tuple[int, int | None]]:
    """Numbers of dead said; a later number of an origin for one side keeps the others."""

    def settle(voice: Voice) -> Iterable[tuple[int, int | None]]:
        said = [[c for a in told if not a.is_denial for c in a.other_counts] for told in voice.rounds]
        toll: Toll | None = sum_latest(said, "killed")
        return [] if toll is None else [toll.span]

    return _weigh(
        voices, lambda v: _each(v, lambda a: a.deaths.span if a.deaths else None) if weight == "reports" else settle(v)
    )


def _telling(voice: Voice) -> list[Account]:
    return [a for a in voice.accounts if not a.is_denial]


def _each(voice: Voice, read: Callable[[Account], V | None]) -> list[V]:
    return [value for account in _telling(voice) if (value := read(account)) is not None]


def _latest(voice: Voice, read: Callable[[Account], V | None]) -> list[V]:
    """The values of the latest day that gives any."""
    for told in reversed(voice.rounds):
        values = [v for a in told if not a.is_denial and (v := read(a)) is not None]
        if values:
            return values
    return []


def read_when(account: Account) -> When | None:
    """The days of an account; None = none said."""
    if account.date_precision is None:
        return None
    return account.start, account.end, account.date_precision


def rank_when(when: When) -> tuple[int, str, str]:
    """Narrow before wide, then by day."""
    return (_WIDTH.index(when[2]) if when[2] in _WIDTH else len(_WIDTH)), when[0] or "", when[1] or ""


def _settle_when(voice: Voice) -> list[When]:
    latest = _latest(voice, read_when)
    if not latest:
        return []
    word = min(latest, key=rank_when)
    return [min([w for w in _each(voice, read_when) if _is_inside(w, word)], key=rank_when, default=word)]


def _is_inside(inner: When, outer: When) -> bool:
    """The inner days are a closer word for the outer ones."""
    if None in (inner[0], inner[1], outer[0], outer[1]):
        return inner == outer
    return _floor(outer[0]) <= _floor(inner[0]) and _ceil(inner[1]) <= _ceil(outer[1])


def _floor(value: str | None) -> str:
    return "" if value is None else value if "T" in value else value + "T00:00"


def _ceil(value: str | None) -> str:
    return "~" if value is None else value if "T" in value else value + "T23:59"


def _settle_places(voice: Voice) -> list[tuple[IncidentPlace, ...]]:
    latest = _latest(voice, lambda a: a.places or None)
    if not latest:
        return []
    least = min(map(measure_radius, latest))
    tied = {place for places in latest if measure_radius(places) == least for place in places}
    return [tuple(sorted(tied, key=lambda p: p.place_id))]


def measure_radius(places: Sequence[IncidentPlace]) -> float:
    """The widest radius among them; without a point it is as wide as can be."""
    return max(float("inf") if p.radius_m is None else float(p.radius_m) for p in places)
