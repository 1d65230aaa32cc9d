"""Versions of one address: what a page said before, what it says now, and which words changed in between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from toldby.domain.text import Report

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the earlier version and what stands for them in the later one; one of both may be empty.

    `start`, `end` are code points of the later text.
    """

    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two neighbouring versions of one address with the edits between them; `is_compared` False: too long for it."""

    url: str
    earlier: Report
    later: Report
    edits: tuple[Edit, ...]
    is_compared: bool = True


def pair_versions(reports: Iterable[Report]) -> tuple[VersionPair, ...]:
    """Neighbouring versions of every address that stands with more than one text, by time of retrieval.

    A feed's summary of a page is no version of it.
    """
    by_url: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.url and not any(problem.code == "partial" for problem in report.problems):
            by_url[report.url].append(report)
    pairs = []
    for url, found in sorted(by_url.items()):
        ordered = sorted(found, key=order_of_retrieval)
        pairs += [_pair(url, a, b) for a, b in pairwise(ordered)]
    return tuple(pairs)


def order_of_retrieval(report: Report) -> tuple[str, str, str]:
    """By retrieval, else by publication, else by id: the same order every time."""
    return dict(report.meta).get("retrieved", ""), report.published.earliest or "", report.doc_id


def _pair(url: str, earlier: Report, later: Report) -> VersionPair:
    if max(len(earlier.text), len(later.text)) > _LONGEST:
        return VersionPair(url, earlier, later, (), is_compared=False)
    return VersionPair(url, earlier, later, tuple(find_edits(earlier.text, later.text)))


def find_edits(before: str, after: str) -> Iterator[Edit]:
    """Stretches of words that differ; layout alone is no edit.

    >>> [(e.before, e.after) for e in find_edits("Five died, it said.", "Three died, it said.")]
    [('Five', 'Three')]
    """
    old, new = [*_TOKEN.finditer(before)], [*_TOKEN.finditer(after)]
    matcher = SequenceMatcher(None, [m.group() for m in old], [m.group() for m in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone = before[old[a].start() : old[b - 1].end()] if a < b else ""
        at = new[c].start() if c < len(new) else len(after)
        yield Edit(gone, after[at : new[d - 1].end()] if c < d else "", at, new[d - 1].end() if c < d else at)
