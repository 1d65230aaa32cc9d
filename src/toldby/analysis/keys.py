"""Blocking keys: two episodes are compared only when they meet under one (`linking.md` 4).

An episode is stored under some keys and seeks others under some; what seeks and what is found is
the same from both ends, so that the order in which two reports arrive does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import floor

from toldby.analysis.compare.counts import is_telling
from toldby.analysis.compare.partial import list_month_days, list_partial_months
from toldby.analysis.compare.place import is_wide
from toldby.analysis.compare.time import Days, read_days, span_days
from toldby.analysis.compare.type import SPEECH, list_families
from toldby.analysis.compare.words import find_words
from toldby.analysis.winnowing import winnow
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import When

_NARROW = 7
_LONGEST = 400
_FAMILIES = ("civilian", "engagement", "posture", "public", "remote", "restrict", "settle")
_RUN = 5
_WINDOW = 6
_STEP = 62
_YEAR = 366
_NARROW_WINDOW = 200
_WIDEST = 3660
_LATE = 92
_SLACK = 4

KEYS_VERSION = "keys-2"
"""Part of what an analysis depends on: stored keys of another version do not meet these."""

Closed = tuple[int, int]
"""Ordinal days of an interval with two ends."""


@dataclass(frozen=True, slots=True)
class EpisodeKeys:
    """Keys an episode is stored under, and keys under which it looks for others."""

    stored: frozenset[str]
    sought: frozenset[str]

    def meets(self, other: EpisodeKeys) -> bool:
        """The two are to be compared; the same from both ends."""
        return not self.sought.isdisjoint(other.stored)

    def __or__(self, more: EpisodeKeys) -> EpisodeKeys:
        """The keys of both."""
        return EpisodeKeys(self.stored | more.stored, self.sought | more.sought)


def pair_keys(keys: Iterable[str]) -> EpisodeKeys:
    """Keys that are stored and sought alike."""
    both = frozenset(keys)
    return EpisodeKeys(both, both)


def episode_keys(episode: Episode, lexicon: Lexicon) -> EpisodeKeys:
    """Keys of day and type family, place and month, map cell and days, copied wording, and numbers told alike.

    Days and months also without their year, since a report may not say it.
    """
    intervals = list_intervals(episode)
    alike = (*_time_keys(episode, intervals), *_place_keys(episode, intervals, lexicon))
    windows = list_windows(episode)
    places = {ref.place_id for ref in episode.places if ref.place_id is not None}
    rare = [
        *_list_prints(episode),
        *_list_numbers(episode),
        *(f"at:{p}" for p in sorted(places) if not is_wide(p, lexicon)),
    ]
    return pair_keys(alike) | _yearless_keys(episode, lexicon) | place_in_time(rare, rare, windows)


def list_intervals(episode: Episode) -> tuple[Closed, ...]:
    """All readings of all dates, closed: an open end reaches one month beyond the known one."""
    found = {days for when in episode.whens for days in read_days(when)}
    return tuple(sorted(_close(days) for days in found))


def _close(days: Days) -> Closed:
    low, high = days
    if low is None:
        end = 31 if high is None else high
        return end - 30, end
    if high is None:
        return low, low + 30
    return low, min(high, low + _LONGEST)


def _time_keys(episode: Episode, intervals: tuple[Closed, ...]) -> Iterator[str]:
    families = _list_told(episode)
    for low, high in intervals:
        for family in sorted(families):
            if high - low < _NARROW:
                yield from (f"day:{day}:{family}" for day in range(low - 1, high + 2))
            yield from (f"week:{week}:{family}" for week in range((low - 1) // 7, (high + 1) // 7 + 1))


def _list_told(episode: Episode) -> frozenset[str]:
    return list_families(episode.types) - {SPEECH} or frozenset(_FAMILIES)


def _yearless_keys(episode: Episode, lexicon: Lexicon) -> EpisodeKeys:
    """Month and day of two accounts of which at least one names no year; two full dates meet by their days."""
    stored: set[str] = set()
    sought: set[str] = set()
    for when in episode.whens:
        marks = frozenset(_list_yearless((when,), episode, lexicon))
        kind = "full" if when.partial is None else "part"
        stored |= {f"yearless:{kind}:{mark}" for mark in marks}
        sought |= {f"yearless:part:{mark}" for mark in marks}
        sought |= {f"yearless:full:{mark}" for mark in marks if when.partial is not None}
    return EpisodeKeys(frozenset(stored), frozenset(sought))


def _list_yearless(whens: tuple[When, ...], episode: Episode, lexicon: Lexicon) -> Iterator[str]:
    days = {day for when in whens for day in list_month_days(when)}
    if len(days) < _NARROW:
        yield from (f"{m}-{d}:{family}" for m, d in sorted(days) for family in sorted(_list_told(episode)))
    months = {month for when in whens for month in list_partial_months(when)}
    for place_id in sorted({ref.place_id for ref in episode.places if ref.place_id is not None}):
        if not is_wide(place_id, lexicon):
            yield from (f"{place_id}:{month}" for month in sorted(months))


def _place_keys(episode: Episode, intervals: tuple[Closed, ...], lexicon: Lexicon) -> Iterator[str]:
    months = sorted(list_months(episode, intervals))
    for place_id in sorted({ref.place_id for ref in episode.places if ref.place_id is not None}):
        if is_wide(place_id, lexicon):
            continue
        yield from (f"place:{place_id}:{month}" for month in months)
        yield from _cell_keys(place_id, intervals, lexicon)


def list_months(episode: Episode, intervals: tuple[Closed, ...]) -> frozenset[str]:
    """Months an act may lie in; without a date the month of publication and the one before."""
    spans = intervals or _published(episode)
    if not spans:
        return frozenset({"undated"})
    return frozenset(_month(day) for low, high in spans for day in _steps(low, high))


def _published(episode: Episode) -> tuple[Closed, ...]:
    days = span_days(*episode.published)
    if days is None:
        return ()
    low, high = _close(days)
    return ((low - 30, high),)


def _steps(low: int, high: int) -> Iterator[int]:
    yield from range(low, high, 15)
    yield high


def _month(day: int) -> str:
    return date.fromordinal(max(1, day)).isoformat()[:7]


def _cell_keys(place_id: str, intervals: tuple[Closed, ...], lexicon: Lexicon) -> Iterator[str]:
    place = lexicon.place_by_id.get(place_id)
    for point in place.points if place else ():
        lat, lon = floor(point.lat * 2), floor(point.lon * 2)
        cells = [(lat + i, lon + j) for i in (0, 1) for j in (0, 1)]
        for low, high in intervals:
            if high - low < _NARROW:
                steps = range(low // 4, high // 4 + 2)
                yield from (f"cell:{x}:{y}:{step}" for x, y in cells for step in steps)


def _list_prints(episode: Episode) -> list[str]:
    """Copied wording: two accounts with ten words in a row in common share one."""
    words = [word for word, _, _ in find_words(episode.words)]
    runs = [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
    hashes = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs]
    return [f"words:{hashes[i]:x}" for i in winnow(hashes, _WINDOW)]


def _list_numbers(episode: Episode) -> list[str]:
    """Exact numbers of people that tell something, by kind of act."""
    told = {f"{count.kind}:{count.low}" for count in episode.counts if count.kind is not None and is_telling(count)}
    return [f"count:{number}:{family}" for number in sorted(told) for family in sorted(_list_told(episode))]


def place_in_time(stored: Iterable[str], sought: Iterable[str], windows: tuple[Closed, ...]) -> EpisodeKeys:
    """The keys, each for the time of the episode: what is of a known time meets what is of the same or of none.

    Without windows the time is unknown, and everything under these keys is met.
    """
    marks = mark_time(windows)
    return EpisodeKeys(
        frozenset(f"{each}:{mark}" for each in stored for mark in marks.stored),
        frozenset(f"{each}:{mark}" for each in sought for mark in marks.sought),
    )


def _reach(days: Days) -> Closed:
    """The whole interval; an open end reaches one month beyond the known one."""
    low, high = days
    return _close(days) if low is None or high is None else (low, high)


def mark_time(windows: tuple[Closed, ...]) -> EpisodeKeys:
    """Stretches of two months for a narrow window, years for a wide one; the two meet by their years."""
    if not windows or any(high - low > _WIDEST for low, high in windows):
        return EpisodeKeys(frozenset({"any", "open"}), frozenset({"any"}))
    stored, sought = {"any"}, {"open"}
    for low, high in windows:
        first, last = low - _SLACK, high + _SLACK
        years = range(first // _YEAR, last // _YEAR + 1)
        wide = {f"w{year}" for year in years}
        near = {f"y{year}" for year in years}
        if last - first <= _NARROW_WINDOW:
            steps = {f"s{step}" for step in range(first // _STEP, last // _STEP + 1)}
            stored |= steps | near
            sought |= steps | wide
        else:
            stored |= wide
            sought |= wide | near
    return EpisodeKeys(frozenset(stored), frozenset(sought))


def list_windows(episode: Episode) -> tuple[Closed, ...]:
    """When the act may have been: its days, else the months before the report came out; empty when unknown.

    A day without its year may be in any.
    """
    if any(when.partial is not None for when in episode.whens):
        return ()
    told = {days for when in episode.whens for days in read_days(when)}
    if told:
        return tuple(sorted(_reach(days) for days in told))
    days = span_days(*episode.published)
    if days is None:
        return ()
    low, high = _close(days)
    return ((low - _LATE, high),)
