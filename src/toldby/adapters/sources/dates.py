"""Dates as tables, feeds and archives write them, as evidence for the ladder of dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from toldby.adapters.sources.page.metadata import read_page_date
from toldby.adapters.sources.published import UnclearDate, read_published
from toldby.domain.text import DateEvidence

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_SQL = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?")


def read_moment(value: str) -> str | None:
    """ISO, `2022-03-25 10:11:12`, GDELT's digits (UTC), mail's form, or a date in words; None for anything else.

    >>> read_moment("20220325101500")
    '2022-03-25T10:15Z'
    """
    words = " ".join(value.split())[:80]
    if match := _COMPACT.fullmatch(words):
        day = "-".join(match.group(1, 2, 3))
        return read_page_date(f"{day}T{match.group(4)}:{match.group(5)}Z" if match.group(4) else day)
    if match := _SQL.fullmatch(words):
        return read_page_date(f"{match.group(1)}T{match.group(2)}")
    return read_page_date(words) or _read_mail_date(words) or _read_words(words)


def _read_words(words: str) -> str | None:
    try:
        return read_published(words)
    except UnclearDate:
        return None


def _read_mail_date(words: str) -> str | None:
    try:
        moment = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return write_moment(moment)


def write_moment(moment: datetime) -> str | None:
    """A moment of a plausible year, in UTC when its zone is known."""
    if not 1990 <= moment.year <= 2100:
        return None
    try:
        utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except (OverflowError, ValueError):
        return None
    return utc.strftime("%Y-%m-%dT%H:%M") + ("Z" if moment.tzinfo else "")


def date_evidence(method: str, value: str | None) -> tuple[DateEvidence, ...]:
    """The evidence of a date string, none when it cannot be read."""
    moment = read_moment(value) if value else None
    return (DateEvidence(method, moment),) if moment else ()
