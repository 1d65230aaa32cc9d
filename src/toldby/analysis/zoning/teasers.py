"""Other stories offered on the page: lists under a header, titles with a cut-off sentence."""

from __future__ import annotations

from collections.abc import Callable

from toldby.analysis.zoning.lines import Line

_TITLE_LONGEST = 22
_RUN = 3


def find_cut_items(lines: tuple[Line, ...], free: Callable[[int], bool], tail: int) -> frozenset[int]:
    """Short lines without a full stop, each followed by a sentence that ends in dots.

    Two such pairs in a row are a list; one alone is, after `tail`, where the report is over.
    """
    pairs = [i for i in range(len(lines) - 1) if free(i) and free(i + 1) and _is_cut_pair(lines[i], lines[i + 1])]
    starts = frozenset(pairs)
    kept = [i for i in pairs if i >= tail or i + 2 in starts or i - 2 in starts]
    return frozenset(kept) | frozenset(i + 1 for i in kept)


def _is_cut_pair(title: Line, lead: Line) -> bool:
    return is_title(title) and not title.is_truncated and _is_cut(lead)


def find_listed_items(lines: tuple[Line, ...], headers: frozenset[int], taken: frozenset[int]) -> frozenset[int]:
    """Titles and cut sentences that follow a header, up to the next full paragraph."""
    found: set[int] = set()
    for header in headers:
        index = header + 1
        while index < len(lines) and (index in taken or is_title(lines[index]) or _is_cut(lines[index])):
            if index not in taken:
                found.add(index)
            index += 1
    return frozenset(found)


def find_title_runs(lines: tuple[Line, ...], start: int, taken: frozenset[int]) -> frozenset[int]:
    """Three or more titles in a row after the last full paragraph."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(start, len(lines)):
        if index in taken:
            continue
        if is_title(lines[index]) and len(lines[index].words) >= 4:
            run.append(index)
            continue
        found.update(run if len(run) >= _RUN else ())
        run = []
    found.update(run if len(run) >= _RUN else ())
    return frozenset(found)


def is_title(line: Line) -> bool:
    """A line that offers a story: short, one stretch, no full stop."""
    return len(line.words) <= _TITLE_LONGEST and (not line.is_terminated or line.tail.endswith("?")) and line.stops == 0


def _is_cut(line: Line) -> bool:
    return line.is_truncated and len(line.words) <= 2 * _TITLE_LONGEST
