"""Quotation marks of one paragraph: each is decided open or close from its neighbours, not by counting."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile("''|``|[\"\u201c\u201d\u201e\u201f\uff02\u00ab\u00bb\u2018\u2019\u201a\u201b\u2039\u203a'`]")
_DECADE = re.compile(r"\d0s\b")

DOUBLE = "double"
SINGLE = "single"

_SINGLE_MARKS = frozenset("'`\u2018\u2019\u201a\u201b\u2039\u203a")
_NATURAL_OPEN = frozenset({"\u201c", "\u201e", "\u201f", "\u00ab", "\u2018", "\u201a", "\u201b", "\u2039", "``", "`"})
_NATURAL_CLOSE = frozenset({"\u201d", "\u00bb", "\u2019", "\u203a"})
_OPENS_BEFORE = frozenset("([{<\u2014\u2013-/\u2026")
_NEVER_OPENS = frozenset(",;:?!)]}")
_CLOSES_AFTER = frozenset(".,;:!?)]}>\u2014\u2013-/\u2026")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; `is_open` None = its neighbours do not tell."""

    start: int
    end: int
    family: str
    is_open: bool | None
    is_ascii: bool


def find_marks(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """The quotation marks of `text[start:end]`; apostrophes inside words are left out."""
    marks: list[Mark] = []
    for match in MARK.finditer(text, start, end):
        mark = _judge_mark(text, match.start(), match.end(), start, end, marks[-1] if marks else None)
        if mark is not None:
            marks.append(mark)
    return tuple(marks)


def _judge_mark(text: str, at: int, stop: int, start: int, end: int, last: Mark | None) -> Mark | None:
    sign = text[at:stop]
    before = text[at - 1] if at > start else ""
    after = text[stop] if stop < end else ""
    family = SINGLE if sign in _SINGLE_MARKS else DOUBLE
    if family == SINGLE and ((before.isalnum() and after.isalnum()) or _DECADE.match(text, stop, end)):
        return None
    touches = last is not None and last.end == at
    can_open = _can_open(before, after, last.is_open if last is not None and touches else None)
    can_close = _can_close(before, after, last.is_open if last is not None and touches else None)
    is_open = can_open if can_open != can_close else _by_nature(sign)
    return Mark(at, stop, family, is_open, is_ascii=sign in ('"', "'", "''", "\uff02"))


def _can_open(before: str, after: str, touching_open: bool | None) -> bool:
    if not after or after.isspace() or after in _NEVER_OPENS:
        return False
    return not before or before.isspace() or before in _OPENS_BEFORE or touching_open is True


def _can_close(before: str, after: str, touching_open: bool | None) -> bool:
    if not before or before.isspace() or touching_open is True:
        return False
    return not after or after.isspace() or after in _CLOSES_AFTER or MARK.match(after) is not None


def _by_nature(sign: str) -> bool | None:
    if sign in _NATURAL_OPEN:
        return True
    return False if sign in _NATURAL_CLOSE else None
