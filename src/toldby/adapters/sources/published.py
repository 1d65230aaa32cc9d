"""The `published` cell of a sidecar as EDTF; a date that can be read two ways is refused."""

from __future__ import annotations

import calendar
import re

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|\dX|XX))?)?"
    r"(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?([~?%]?)"
)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH_ONLY = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")


class UnclearDate(ValueError):
    """The words give no date, or more than one."""


def read_published(cell: str) -> str | None:
    """The date as EDTF (`2022-04-03`, `2022-03-24/2022-03-26`, `2022-04~`); None for an empty cell.

    >>> read_published("3 April 2022")
    '2022-04-03'
    """
    words = " ".join(cell.split())
    if not words or words.lower() in ("unknown", "xxxx", ".."):
        return None
    if words.count("/") == 1 and not re.fullmatch(r"\d{1,2}/\d{1,4}", words):
        earliest, latest = (part.strip() for part in words.split("/"))
        return f"{_read_end(earliest)}/{_read_end(latest)}"
    return _read_one(words)


def _read_end(words: str) -> str:
    return words if words in ("", "..") else _read_one(words)


def _read_one(words: str) -> str:
    plain = re.sub(r"^(\d{4}-\d\d-\d\d) (?=\d\d:\d\d)", r"\1T", words)
    if match := _ISO.fullmatch(plain):
        year, month, day = int(match.group(1)), match.group(2), match.group(3)
        _check_day(year, _number(month), _number(day), words)
        if match.group(4) and (int(match.group(4)) > 23 or int(match.group(5)) > 59):
            raise UnclearDate(f"{words!r} is no time of day")
        return plain
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        if match := pattern.fullmatch(words):
            named = [match.group(i) for i in order]
            return _name_day(int(named[0]), named[1], int(named[2]), words)
    if match := _MONTH_ONLY.fullmatch(words):
        return _name_day(int(match.group(2)), match.group(1), None, words)
    raise UnclearDate(f"{words!r} can be read in two ways or none; write 2022-04-03 or 3 April 2022")


def _name_day(year: int, name: str, day: int | None, words: str) -> str:
    month = _MONTHS.get(name.lower())
    if month is None:
        raise UnclearDate(f"{words!r} names no month; write 2022-04-03 or 3 April 2022")
    _check_day(year, month, day, words)
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdigit() else None


def _check_day(year: int, month: int | None, day: int | None, words: str) -> None:
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        raise UnclearDate(f"{words!r} is no date of the calendar")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise UnclearDate(f"{words!r} is no day of the calendar")
