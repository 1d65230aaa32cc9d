"""Zones of a report: one per paragraph, only headline, body and statement blocks are coded."""

from __future__ import annotations

from toldby.analysis.zoning.captions import CaptionRules, find_repeats
from toldby.analysis.zoning.furniture import FurnitureRules, find_author_names
from toldby.analysis.zoning.headlines import find_headline, find_repeated_headlines, find_standfirst
from toldby.analysis.zoning.lines import Line, cut_lines
from toldby.analysis.zoning.statements import StatementRules
from toldby.analysis.zoning.teasers import find_cut_items, find_listed_items, find_title_runs
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Zone, ZoneKind

_FULL_PARAGRAPH = 12
_CRUMB = 3


def mark_zones(
    text: str, language: LanguagePack, hints: tuple[Zone, ...] = (), is_statement: bool = False
) -> tuple[Zone, ...]:
    """One zone per paragraph, in text order, without overlap; together they hold all non-blank text.

    `hints` are zones that the page's own markup gave; `is_statement` says that the publisher is an
    institution, so that its paragraphs are its own words.
    """
    marker = _ZoneMarker(cut_lines(text), language)
    marker.take_hints(hints)
    marker.mark_furniture()
    marker.mark_captions()
    marker.mark_headline()
    marker.mark_teasers()
    marker.mark_tail()
    marker.mark_top_pictures()
    marker.mark_statements(is_statement)
    return marker.give_zones()


class _ZoneMarker:
    """Gives each line a kind once; what no rule takes is body."""

    def __init__(self, lines: tuple[Line, ...], language: LanguagePack) -> None:
        self._lines, self._language = lines, language
        self._kinds: dict[int, ZoneKind] = {}
        self._furniture = FurnitureRules(language)
        self._captions = CaptionRules(language)
        self._statements = StatementRules(language)
        self._headline: int | None = None

    def take_hints(self, hints: tuple[Zone, ...]) -> None:
        """A hint that holds more than half of a line decides it."""
        at = 0
        ordered = sorted(hints)
        for index, line in enumerate(self._lines):
            while at < len(ordered) and ordered[at].end <= line.start:
                at += 1
            if at < len(ordered):
                hint = ordered[at]
                shared = min(hint.end, line.end) - max(hint.start, line.start)
                if 2 * shared > line.end - line.start:
                    self._kinds[index] = hint.kind
                    if hint.kind is ZoneKind.HEADLINE and self._headline is None:
                        self._headline = index

    def mark_furniture(self) -> None:
        """Furniture of the site and notes on the author, wherever they stand."""
        notes = {i for i, line in self._free() if self._furniture.is_author_note(line) and 2 * i >= len(self._lines)}
        self._set(notes, ZoneKind.BOILERPLATE)
        self._set(find_author_names(self._lines, frozenset(notes)), ZoneKind.BOILERPLATE)
        self._set({i for i, line in self._free() if self._furniture.is_teaser_header(line)}, ZoneKind.BOILERPLATE)
        self._set({i for i, line in self._free() if self._furniture.is_inline_teaser(line)}, ZoneKind.TEASER)
        self._set({i for i, line in self._free() if self._furniture.is_furniture(line)}, ZoneKind.BOILERPLATE)

    def mark_captions(self) -> None:
        """Lines with a credit or a dated picture text, and their repetitions."""
        found = {
            i for i, line in self._free() if self._captions.is_credit(line) or self._captions.is_picture_text(line)
        }
        self._set(found, ZoneKind.CAPTION)
        captions = frozenset(i for i, kind in self._kinds.items() if kind is ZoneKind.CAPTION)
        self._set(find_repeats(self._lines, captions), ZoneKind.CAPTION)

    def mark_headline(self) -> None:
        """Headline, its repetitions, standfirst."""
        if self._headline is None:
            self._headline = find_headline(self._lines, self._taken())
        if self._headline is None:
            return
        self._set({self._headline}, ZoneKind.HEADLINE)
        self._set(find_repeated_headlines(self._lines, self._headline, self._taken()), ZoneKind.HEADLINE)
        self._mark_crumbs(self._headline)
        last = max(i for i, kind in self._kinds.items() if kind is ZoneKind.HEADLINE)
        self._set(find_standfirst(self._lines, last, self._taken(), self._language), ZoneKind.HEADLINE)

    def _mark_crumbs(self, headline: int) -> None:
        """A name or category between the headline and the first full paragraph: `Anna Korin`, `in News`."""
        for index, line in self._free():
            if index > headline:
                if len(line.words) >= _FULL_PARAGRAPH or line.is_terminated or len(line.words) > _CRUMB:
                    return
                if index + 1 < len(self._lines):
                    self._set({index}, ZoneKind.BOILERPLATE)

    def mark_teasers(self) -> None:
        """Lists under a header, titles with a cut-off sentence."""
        headers = {i for i, line in enumerate(self._lines) if self._furniture.is_teaser_header(line)}
        headers |= {i for i, kind in self._kinds.items() if kind is ZoneKind.TEASER}
        self._set(find_listed_items(self._lines, frozenset(headers), self._taken()), ZoneKind.TEASER)
        taken = self._taken()
        tail = max((i for i, line in self._free() if _is_full(line)), default=-1) + 1
        self._set(find_cut_items(self._lines, lambda i: i not in taken, tail), ZoneKind.TEASER)

    def mark_tail(self) -> None:
        """After the last full paragraph: titles are teasers, other short lines furniture."""
        full = [i for i, line in self._free() if _is_full(line)]
        start = self._find_tail(full)
        if start is None:
            return
        self._set(find_title_runs(self._lines, start, self._taken()), ZoneKind.TEASER)
        for index, line in self._free():
            is_short = len(line.words) < _FULL_PARAGRAPH and not (line.is_terminated and not line.is_truncated)
            if index >= start and is_short:
                self._set({index}, ZoneKind.BOILERPLATE)

    def _find_tail(self, full: list[int]) -> int | None:
        """A header that ends the report after two full paragraphs, else the line after the last one."""
        for index, line in enumerate(self._lines):
            if self._furniture.is_tail_header(line) and sum(i < index for i in full) >= 2:
                self._set({i for i, _ in self._free() if i > index and i in full}, ZoneKind.BOILERPLATE)
                return max(i for i in full if i < index) + 1
        return full[-1] + 1 if full else None

    def mark_top_pictures(self) -> None:
        """Picture text between headline and body, and verbless labels of pictures."""
        self._set({i for i, line in self._free() if self._captions.is_label(line)}, ZoneKind.CAPTION)
        top = len(self._lines) if self._headline is None else self._headline
        for index, line in self._free():
            if index <= top or not self._captions.is_picture_text_on_top(line):
                break
            if any(j > index and len(other.words) >= _FULL_PARAGRAPH for j, other in self._free()):
                self._set({index}, ZoneKind.CAPTION)

    def mark_statements(self, is_statement: bool) -> None:
        """The body of an official text, or the statement that a report prints in full."""
        body = tuple(i for i, _ in self._free())
        if not is_statement and self._headline is not None:
            is_statement = self._statements.is_statement_title(self._lines[self._headline])
        found = frozenset(body) if is_statement else self._statements.find_blocks(self._lines, body)
        self._set(found, ZoneKind.STATEMENT_BLOCK)

    def give_zones(self) -> tuple[Zone, ...]:
        """All lines with their kinds."""
        return tuple(
            Zone(line.start, line.end, self._kinds.get(i, ZoneKind.BODY)) for i, line in enumerate(self._lines)
        )

    def _free(self) -> list[tuple[int, Line]]:
        return [(i, line) for i, line in enumerate(self._lines) if i not in self._kinds]

    def _taken(self) -> frozenset[int]:
        return frozenset(self._kinds)

    def _set(self, indices: set[int] | frozenset[int], kind: ZoneKind) -> None:
        for index in indices:
            self._kinds.setdefault(index, kind)


def _is_full(line: Line) -> bool:
    """A paragraph that ends as sentences do and was not cut off."""
    return len(line.words) >= _FULL_PARAGRAPH and line.is_terminated and not line.is_truncated
