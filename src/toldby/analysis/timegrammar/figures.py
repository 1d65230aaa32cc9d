"""Slots that are figures rather than words: days, years, clock times, written dates."""

from __future__ import annotations

import re
from collections.abc import Callable

_EDGE = r"(?![\w%])(?![.,:]\d)"

_DAY = re.compile(rf"(0?[1-9]|[12]\d|3[01])(?:(?<=1)st|(?<=2)nd|(?<=3)rd|th)?{_EDGE}", re.I)
_YEAR = re.compile(rf"(1[5-9]\d\d|20\d\d){_EDGE}")
_DECADE = re.compile(r"((?:1[5-9]|20)\d0)\s?['’]?s(?!\w)")
_ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_EDGE}")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?![\w%])(?![.,:]\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/%])")
_CLOCK = re.compile(
    r"(?:([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?\s?m\b\.?)?"
    r"|(1[0-2]|0?[1-9])\s?([ap])\.?\s?m\b\.?"
    r")(?![\w:%])",
    re.I,
)
_BARE_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?![\w:%])(?![.,]\d)")
_SHORT_YEAR = re.compile(rf"(\d\d){_EDGE}")
_DOT_CLOCK = re.compile(r"\d{1,2}\.\d\d(?!\s?[ap]\.?\s?m)", re.I)


def _one_group(match: re.Match[str]) -> str:
    return match.group(1).lstrip("0")


def _year_value(match: re.Match[str]) -> str:
    return match.group(1)


def _triple(match: re.Match[str]) -> str:
    return "-".join(match.groups())


def _bare_value(match: re.Match[str]) -> str:
    """As in "0630 hours": a clock time only beside a word that says so."""
    return f"{match.group(1)}:{match.group(2)}"


def _clock_value(match: re.Match[str]) -> str:
    """24-hour `HH:MM`; a dot counts as a colon only before a.m. or p.m."""
    if _DOT_CLOCK.fullmatch(match.group()):
        return ""
    hour_text = match.group(1) or match.group(4)
    minute = match.group(2) or "00"
    half = (match.group(3) or match.group(5) or "").lower()
    hour = int(hour_text)
    if half:
        if hour > 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        return "24:00" if minute == "00" else ""
    return f"{hour:02}:{minute}"


_FIGURES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("day", _DAY, _one_group),
    ("year", _YEAR, _year_value),
    ("decade", _DECADE, _year_value),
    ("iso", _ISO, _triple),
    ("dotted", _DOTTED, _triple),
    ("slashed", _SLASHED, _triple),
    ("clock", _CLOCK, _clock_value),
    ("digits", _BARE_CLOCK, _bare_value),
    ("yy", _SHORT_YEAR, _year_value),
)


def read_figures(text: str, at: int) -> tuple[tuple[str, int, str], ...]:
    """(slot class, end offset, value) of every figure that begins at the offset."""
    found = []
    for kind, pattern, read in _FIGURES:
        match = pattern.match(text, at)
        value = read(match) if match else ""
        if match and value:
            found.append((kind, match.end(), value))
    return tuple(found)
