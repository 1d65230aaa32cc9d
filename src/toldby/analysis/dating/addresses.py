"""The day an address of a page carries: `/2019/05/10/`, `2019-05-10`, `20190510`."""

from __future__ import annotations

import re
from datetime import date

from toldby.analysis.timegrammar.calendar import build_day

_SPLIT = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_TIGHT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def read_address(url: str | None) -> tuple[date, str] | None:
    """The day and the figures that tell it; two different days in one address tell none."""
    if not url:
        return None
    found = {}
    for match in _SPLIT.finditer(url):
        day = build_day(int(match.group(1)), int(match.group(3)), int(match.group(4)))
        if day is not None:
            found[day] = match.group()
    if not found:
        for match in _TIGHT.finditer(url):
            day = build_day(*(int(part) for part in match.groups()))
            if day is not None:
                found[day] = match.group()
    if len(found) != 1:
        return None
    day, figures = next(iter(found.items()))
    return day, figures
