"""Lines of a set width to paragraphs: PDF and mail break lines where the paper or the screen ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

_ENDS = (".", "!", "?", ":", "”", '"', "»", "…", "։", "؟", ")")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ITEM = re.compile(r"(?:[-•–*·]|\d{1,3}[.)]) ")
_SHORT = 0.8


def join_lines(lines: Iterable[str]) -> str:
    """Paragraphs with an empty line between; a word broken at a line's end is whole again.

    A paragraph ends at an empty line, and after a line that ends a sentence well before the margin.
    """
    rows = [" ".join(line.split()) for line in lines]
    widths = [len(row) for row in rows if row]
    margin = _SHORT * (median(widths) if widths else 0)
    paragraphs: list[str] = []
    open_: str = ""
    for row in rows:
        if not row or _ITEM.match(row):
            paragraphs.append(open_)
            open_ = row
            continue
        open_ = _join(open_, row)
        if len(row) < margin and row.endswith(_ENDS):
            paragraphs.append(open_)
            open_ = ""
    return "\n\n".join(each for each in (*paragraphs, open_) if each)


def _join(before: str, row: str) -> str:
    if not before:
        return row
    if _BROKEN_WORD.search(before):
        return (_BROKEN_WORD.sub("", before) if row[:1].islower() else before) + row
    return f"{before} {row}"
