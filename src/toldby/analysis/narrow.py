"""Narrows an inferred publication date by what dated reports say of the same incident (rung 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from toldby.analysis.compare.time import Days, read_day, span_days
from toldby.domain.incidents import Episode
from toldby.domain.text import DateEvidence, DocumentDate

_INFERRED = frozenset({"text", "reports"})
_RECENT = 31


def is_given(published: DocumentDate) -> bool:
    """Somebody or something said the date; it was not inferred from the words of reports."""
    return published.earliest is not None and published.method not in _INFERRED


def narrow_date(published: DocumentDate, events: Iterable[Days]) -> DocumentDate:
    """The interval without the days before a linked act; unchanged when that leaves nothing.

    `events` are days of acts this report tells, as told by reports whose own date is given. Only an
    interval inferred from the text is narrowed; an unknown date stays unknown, since an act bounds a
    report on one side only. An act that narrows nothing is kept as evidence that agrees.
    """
    first, last = read_day(published.earliest), read_day(published.latest)
    if published.method not in _INFERRED or first is None or last is None:
        return published
    begun = max((low for low, _ in events if low is not None and first - _RECENT <= low <= last), default=None)
    if begun is None:
        return published
    day = date.fromordinal(begun).isoformat()
    found = DateEvidence("reports", f"not before {day}")
    evidence = published.evidence if found in published.evidence else (*published.evidence, found)
    if begun <= first:
        return replace(published, evidence=evidence)
    return replace(published, earliest=day, method="reports", evidence=evidence)


def list_event_days(episodes: Iterable[Episode], but_not: str) -> tuple[Days, ...]:
    """Days of the linked episodes of other reports that have a publication date."""
    spans = (
        span_days(when.start, when.end)
        for episode in episodes
        if episode.doc_id != but_not and episode.core and episode.published[0] is not None
        for when in episode.whens
    )
    return tuple(sorted({span for span in spans if span is not None}, key=repr))
