"""Blocking keys: two episodes are compared only when they share one (`linking.md` 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from math import floor

from toldby.analysis.compare.partial import list_month_days, list_partial_months
from toldby.analysis.compare.place import is_wide
from toldby.analysis.compare.time import Days, read_days, span_days
from toldby.analysis.compare.type import SPEECH, list_families
from toldby.analysis.compare.words import find_words
from toldby.domain.incidents import Episode
from toldby.domain.lexicon import Lexicon

_NARROW = 7
_LONGEST = 400
_FAMILIES = ("civilian", "engagement", "posture", "public", "remote", "restrict", "settle")
_RUN = 8

Closed = tuple[int, int]
"""Ordinal days of an interval with two ends."""


def episode_keys(episode: Episode, lexicon: Lexicon) -> frozenset[str]:
    """Keys of day and type family, place and month, map cell and days, and rare wording.

    Days and months also without their year, since a report may not say it.
    """
    intervals = list_intervals(episode)
    return frozenset(
        (
            *_time_keys(episode, intervals),
            *_yearless_keys(episode, lexicon),
            *_place_keys(episode, intervals, lexicon),
            *_word_keys(episode, intervals),
        )
    )


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


def _yearless_keys(episode: Episode, lexicon: Lexicon) -> Iterator[str]:
    days = {day for when in episode.whens for day in list_month_days(when)}
    if len(days) < _NARROW:
        yield from (f"yearless:{m}-{d}:{family}" for m, d in sorted(days) for family in sorted(_list_told(episode)))
    months = {month for when in episode.whens for month in list_partial_months(when)}
    for place_id in sorted({ref.place_id for ref in episode.places if ref.place_id is not None}):
        if not is_wide(place_id, lexicon):
            yield from (f"yearless:{place_id}:{month}" for month in sorted(months))


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


def _word_keys(episode: Episode, intervals: tuple[Closed, ...]) -> Iterator[str]:
    """Runs of eight words, only where date or place is missing: else the other keys suffice."""
    if intervals and episode.places:
        return
    words = [word for word, _, _ in find_words(episode.words)]
    for i in range(len(words) - _RUN + 1):
        digest = hashlib.blake2b(" ".join(words[i : i + _RUN]).encode(), digest_size=8)
        yield f"words:{digest.hexdigest()}"
