"""Marks of one paragraph paired into quotations by position, so that nested equal marks come out right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toldby.analysis.quoting.marks import DOUBLE, SINGLE, Mark, find_marks

MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation inside one paragraph; `close` None = no closing mark, it ends at `end`.

    `reopens` tells that it carries on the pair before it: the paragraphs of a long quotation were run
    together, and only the last one has a closing mark.
    """

    open: Mark
    close: Mark | None
    end: int
    depth: int = 0
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """All quotations of a paragraph in text order, and its first closing mark that closes nothing."""

    pairs: tuple[Pair, ...]
    stray: Mark | None = None


def pair_marks(text: str, start: int, end: int) -> Pairing:
    """The quotations of a paragraph.

    >>> [p.open.start for p in pair_marks('a "b" c', 0, 7).pairs]
    [2]
    """
    marks = find_marks(text, start, end)
    return _Pairer(text, start, end).pair(marks)


class _Pairer:
    """A stack of open marks; singles that never close were apostrophes."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._stack: list[Mark] = []
        self._pairs: list[Pair] = []
        self._stray: Mark | None = None

    def pair(self, marks: tuple[Mark, ...]) -> Pairing:
        later_close = _count_later_closes(marks)
        for index, mark in enumerate(marks):
            is_open = mark.is_open if mark.is_open is not None else not self._has_open(mark.family)
            if is_open:
                self._open(mark)
            elif not self._is_possessive(mark, later_close[index]):
                self._close(mark)
        for mark in self._stack:
            self._keep_unclosed(mark)
        return Pairing(self._set_depths(), self._stray)

    def _set_depths(self) -> tuple[Pair, ...]:
        """Pairs in text order with their depth; those below `MAX_DEPTH` are left out.

        A pair without closing mark ends where a sentence right inside it opens with a mark again.
        """
        kept: list[Pair] = []
        holders: list[int] = []
        for pair in sorted(self._pairs, key=lambda p: p.open.start):
            while holders and kept[holders[-1]].end <= pair.open.start:
                holders.pop()
            reopens = bool(holders) and self._is_reopened(kept[holders[-1]], pair)
            if reopens:
                last = holders.pop()
                kept[last] = replace(kept[last], end=pair.open.start)
            if len(holders) < MAX_DEPTH:
                kept.append(replace(pair, depth=len(holders), reopens=reopens))
                holders.append(len(kept) - 1)
        return tuple(kept)

    def _is_reopened(self, holder: Pair, pair: Pair) -> bool:
        return holder.close is None and holder.open.family == pair.open.family and self._opens_sentence(pair.open)

    def _opens_sentence(self, mark: Mark) -> bool:
        return self._text[max(self._start, mark.start - 3) : mark.start].rstrip()[-1:] in (".", "!", "?", "\u2026")

    def _has_open(self, family: str) -> bool:
        return any(mark.family == family for mark in self._stack)

    def _open(self, mark: Mark) -> None:
        if len(self._stack) < 2 * MAX_DEPTH:
            self._stack.append(mark)

    def _close(self, mark: Mark) -> None:
        if not self._has_open(mark.family):
            if mark.family == DOUBLE and self._stray is None:
                self._stray = mark
            return
        while self._stack[-1].family != mark.family:
            self._stack.pop()
        opening = self._stack.pop()
        if opening.end < mark.start:
            self._pairs.append(Pair(opening, mark, mark.end))

    def _is_possessive(self, mark: Mark, has_later_close: bool) -> bool:
        # 'the residents' union left' : the first closing sign after "residents" is an apostrophe
        if mark.family != SINGLE or not has_later_close or mark.start == self._start:
            return False
        after = self._text[mark.end : min(mark.end + 2, self._end)]
        return self._text[mark.start - 1] in "sSxz" and after[:1].isspace() and after[1:2].isalpha()

    def _keep_unclosed(self, mark: Mark) -> None:
        is_quote_start = mark.family == DOUBLE or (mark.start == self._start and not mark.is_ascii)
        if is_quote_start and self._text[mark.end : self._end].strip():
            self._pairs.append(Pair(mark, None, self._end))


def _count_later_closes(marks: tuple[Mark, ...]) -> list[bool]:
    """For each mark: the next single mark after it is a closing one."""
    answer = [False] * len(marks)
    is_close = False
    for index in range(len(marks) - 1, -1, -1):
        answer[index] = is_close
        if marks[index].family == SINGLE:
            is_close = marks[index].is_open is False
    return answer
