"""An HTML page as a report: text, zone hints from its markup, title, dates, address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.adapters.sources.door import MAX_TEXT_BYTES
from toldby.adapters.sources.page.blocks import Block, Page, read_blocks, scan_page
from toldby.adapters.sources.page.choosing import Coverage, choose_blocks, measure_coverage
from toldby.adapters.sources.page.metadata import PageFacts, read_facts
from toldby.adapters.sources.page.roles import Hearing, Role
from toldby.adapters.sources.refusals import describe_size, warn
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import Problem, SourceMap, Zone, ZoneKind

_DATA_URI = re.compile(r"data:[a-z0-9/+.;=-]{1,100},[A-Za-z0-9+/=%_-]*")
_KINDS = {Role.CAPTION: ZoneKind.CAPTION, Role.TEASER: ZoneKind.TEASER, Role.BOILERPLATE: ZoneKind.BOILERPLATE}
_BARS = re.compile(r" [|\u2013\u2014\u00b7-] ")


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a page gives for a report; offsets of `hints` are into `text`."""

    text: str
    hints: tuple[Zone, ...]
    facts: PageFacts
    title: str | None
    problems: tuple[Problem, ...]
    source_map: SourceMap


def looks_like_html(text: str) -> bool:
    """The text opens as a page does, whatever its suffix says."""
    head = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body"))


def read_page(source: str) -> PageReport:
    """The article of a page with what stands around it.

    Raises SourceUnreadable for too many tags, too much markup, and pages that hold no text.
    """
    inline = sum(len(match.group()) for match in _DATA_URI.finditer(source)) if "data:" in source else 0
    if len(source) - inline > MAX_TEXT_BYTES:
        size = describe_size(len(source) - inline)
        raise SourceUnreadable("too_large", f"{size} of markup, at most {describe_size(MAX_TEXT_BYTES)} are read")
    tokens = scan_page(source)
    page, strict = _hear_both(read_blocks(source, tokens))
    facts = read_facts(source, tokens)
    blocks = choose_blocks(source, page, strict)
    title, headline = _find_title(blocks, facts, page)
    ordered = _place_headline(blocks, headline)
    if not any(block.role is Role.NONE and len(block.text.split()) >= 3 for block in ordered if block is not headline):
        raise SourceUnreadable("no_text", "the page holds no sentences outside menus and scripts; save it as text")
    text, hints, source_map = _compose(ordered, headline, title)
    problems = _list_problems(page, inline, measure_coverage(strict, text))
    return PageReport(text, hints, facts, title, problems, source_map)


def _hear_both(page: Page) -> tuple[Page, Page]:
    """The page with all class names and with the sure ones alone.

    Class names that would hide the article are not heard; where even the sure ones leave no text, none is.
    """
    strict = page.hear(Hearing.SURE)
    if not any(_is_text(block) for block in strict.blocks):
        bare = page.hear(Hearing.NONE)
        return bare, bare
    return (page, strict) if 2 * _count_prose(page) >= _count_prose(strict) else (strict, strict)


def _is_text(block: Block) -> bool:
    is_heading = len(block.element) == 2 and block.element[0] == "h"
    return block.is_article_text and not is_heading and len(block.text.split()) >= 5 and block.link_share < 0.5


def _count_prose(page: Page) -> int:
    return sum(len(block.text) for block in page.blocks if block.is_prose and block.is_article_text)


def _find_title(blocks: tuple[Block, ...], facts: PageFacts, page: Page) -> tuple[str | None, Block | None]:
    """The title, and the block that shows it as the headline of the page."""
    headings = [block for block in blocks if block.element == "h1" and block.role is Role.NONE]
    stated = facts.title or page.title
    shown = [block for block in headings if stated and squared(block.text) in squared(stated)]
    headline = _find_heading(blocks, shown or headings)
    if headline is not None:
        return headline.text, headline
    parts = _BARS.split(page.title) if page.title else []
    return facts.title or max((part.strip() for part in parts), key=len, default=None) or None, None


def _find_heading(blocks: tuple[Block, ...], headings: list[Block]) -> Block | None:
    """The last first-rank heading above the prose; a site's name may stand above it."""
    prose = next((i for i, block in enumerate(blocks) if block.is_prose and block.is_article_text), len(blocks))
    above = [block for block in blocks[:prose] if block in headings]
    return above[-1] if above else next(iter(headings), None)


def _place_headline(blocks: tuple[Block, ...], headline: Block | None) -> tuple[Block, ...]:
    """Short stretches above the headline are furniture; prose above it stays."""
    if headline is None:
        return blocks
    at = blocks.index(headline)
    return tuple(b for b in blocks[:at] if b.is_prose or b.role is not Role.NONE) + blocks[at:]


def _compose(
    blocks: tuple[Block, ...], headline: Block | None, title: str | None
) -> tuple[str, tuple[Zone, ...], SourceMap]:
    parts: list[str] = []
    hints: list[Zone] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    if headline is None and title and not any(squared(block.text) == squared(title) for block in blocks[:3]):
        parts.append(title)
        hints.append(Zone(0, len(title), ZoneKind.HEADLINE))
        anchors.append((0, 0))
        length = len(title) + 2
    for block in blocks:
        kind = ZoneKind.HEADLINE if block is headline else _KINDS.get(block.role)
        if kind is not None:
            hints.append(Zone(length, length + len(block.text), kind))
        anchors += [(length + at, source) for at, source in block.anchors]
        parts.append(block.text)
        length += len(block.text) + 2
    return "\n\n".join(parts) + "\n", tuple(hints), SourceMap(tuple(anchors) or ((0, 0),))


def squared(text: str) -> str:
    """Lower-case words joined by single blanks, for comparing titles."""
    return " ".join(text.lower().split())


def _list_problems(page: Page, inline: int, coverage: Coverage) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if inline > 10_000:
        problems.append(warn("inline_data_dropped", f"{inline} characters of inline images left out"))
    if page.is_unwrapped:
        problems.append(warn("depth_unwrapped", "elements nested above 200 deep were unwrapped; their text stays"))
    if page.hidden_characters > 20:
        problems.append(warn("hidden_text", f"{page.hidden_characters} characters that the page hides left out"))
    if not coverage.is_enough:
        words = coverage.lost[0][:80] if coverage.lost else ""
        problems.append(warn("low_coverage", f"{coverage.share:.0%} of the page's prose kept; missing: {words}"))
    return tuple(problems)
