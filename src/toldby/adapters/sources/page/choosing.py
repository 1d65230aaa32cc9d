"""Which blocks of a page become the report: those its marks name, else trafilatura's choice where it loses no

prose, else our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from toldby.adapters.sources.page.blocks import Block, Page
from toldby.adapters.sources.page.roles import Role

LEAST_COVERAGE = 0.9
LARGEST_LOSS = 200

_TRAFILATURA_LONGEST = 1_000_000
_TRAFILATURA_BLOCKS = 3_000
_KEPT_FURNITURE = 20
_MARKED = 0.9
_TEXT_ELEMENTS = frozenset(["p", "blockquote", "li", "td", "th", "dd", "dt", "pre", "h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class Coverage:
    """Share of the page's prose that a text holds, and the prose it lost."""

    share: float
    lost: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Nothing of weight is missing."""
        return self.share >= LEAST_COVERAGE and all(len(text) <= LARGEST_LOSS for text in self.lost)


def squeeze(text: str) -> str:
    """The text without blanks: comparisons do not depend on layout."""
    return "".join(text.split())


def measure_coverage(page: Page, text: str) -> Coverage:
    """How much of the page's prose outside menus, asides and footers stands in the text."""
    prose = [block.text for block in page.blocks if block.is_prose and block.is_article_text]
    whole_lines = set(text.split("\n"))
    missing = [words for words in prose if words not in whole_lines]
    if not missing:
        return Coverage(1.0, ())
    lines = {squeeze(line) for line in whole_lines}
    held = squeeze(text)
    lost = tuple(words for words in missing if (plain := squeeze(words)) not in lines and plain not in held)
    total = sum(len(words) for words in prose)
    return Coverage(1.0 if not total else 1 - sum(len(words) for words in lost) / total, lost)


def choose_blocks(source: str, page: Page, strict: Page) -> tuple[Block, ...]:
    """The blocks of the report in page order, with what markup calls caption, teaser or furniture.

    `page` was read with class names, `strict` with the sure ones; the coverage is measured on `strict`.
    """
    has_main = any(block.in_main and block.is_prose and block.is_article_text for block in page.blocks)
    beside = _find_beside_prose(page.blocks)
    marked = is_marked(strict)
    plain = [
        _belongs(block, has_main) or ((index in beside or (marked and block.in_main)) and _is_sentence(block))
        for index, block in enumerate(page.blocks)
    ]
    open_ = [block for block, is_kept in zip(page.blocks, plain, strict=True) if not is_kept and _is_open(block)]
    held = None if marked or not open_ else _extract_covering(source, page, strict)
    kept: list[Block] = []
    furniture = 0
    for block, is_kept in zip(page.blocks, plain, strict=True):
        if block.role in (Role.TEASER, Role.BOILERPLATE):
            furniture += block.element in _TEXT_ELEMENTS
            if furniture <= _KEPT_FURNITURE and block.element in _TEXT_ELEMENTS:
                kept.append(block)
        elif block.role is Role.CAPTION or (
            block.role is Role.NONE
            and (is_kept or (held is not None and _is_open(block) and squeeze(block.text) in held))
        ):
            kept.append(block)
    return tuple(kept)


def _is_open(block: Block) -> bool:
    """Its place in the article is not told by its own marks."""
    return block.role is Role.NONE and not block.is_prose and block.link_share <= 0.8


def _extract_covering(source: str, page: Page, strict: Page) -> str | None:
    """Trafilatura's text without blanks, where it loses no prose."""
    chosen = _extract(source, page)
    if chosen is None or not measure_coverage(strict, chosen).is_enough:
        return None
    return squeeze(chosen)


def is_marked(page: Page) -> bool:
    """The page marks its article (`article`, `main`), and what stands outside holds next to no prose.

    Then the marks say all that another reader could find out.
    """
    prose = [block for block in page.blocks if block.is_prose and block.is_article_text]
    inside = sum(len(block.text) for block in prose if block.in_main)
    return inside > 0 and inside >= _MARKED * sum(len(block.text) for block in prose)


def _find_beside_prose(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Blocks right before or after prose: a short sentence there belongs to the article, whatever holds it."""
    plain = [i for i, block in enumerate(blocks) if block.is_article_text]
    pairs = list(pairwise(plain))
    return frozenset(a for a, b in pairs if blocks[b].is_prose) | frozenset(b for a, b in pairs if blocks[a].is_prose)


def _is_sentence(block: Block) -> bool:
    ends = block.text.rstrip("\"'\u201d\u2019)] ")[-1:] in (".", "!", "?")
    return ends and len(block.text.split()) >= 3 and block.link_share < 0.5


def _belongs(block: Block, has_main: bool) -> bool:
    """By its own marks alone."""
    if block.is_prose:
        return True
    return block.element in _TEXT_ELEMENTS and block.link_share < 0.5 and (block.in_main or not has_main)


def _extract(source: str, page: Page) -> str | None:
    """Trafilatura's text; None for pages on which it is slow or known to lose text."""
    if len(source) > _TRAFILATURA_LONGEST or len(page.blocks) > _TRAFILATURA_BLOCKS or page.is_unwrapped:
        return None
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import extract

    try:
        found = extract(source, fast=True, include_comments=False, include_tables=True)
    except (LxmlError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # a foreign parser over foreign markup: our own blocks stand in
        return None
    return str(found) if found else None
