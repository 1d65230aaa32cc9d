"""Which blocks of a page become the report: trafilatura's choice where it loses no prose, else our own."""

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
    lines = {squeeze(line) for line in text.split("\n")}
    held = squeeze(text)
    prose = [block.text for block in page.blocks if block.is_prose and block.is_article_text]
    lost = tuple(words for words in prose if (plain := squeeze(words)) not in lines and plain not in held)
    total = sum(len(words) for words in prose)
    return Coverage(1.0 if not total else 1 - sum(len(words) for words in lost) / total, lost)


def choose_blocks(source: str, page: Page, strict: Page) -> tuple[Block, ...]:
    """The blocks of the report in page order, with what markup calls caption, teaser or furniture.

    `page` was read with class names, `strict` without; the coverage is measured on `strict`.
    """
    chosen = _extract(source, page)
    if chosen is not None and not measure_coverage(strict, chosen).is_enough:
        chosen = None
    held = squeeze(chosen) if chosen is not None else None
    has_main = any(block.in_main and block.is_prose and block.is_article_text for block in page.blocks)
    kept: list[Block] = []
    furniture = 0
    beside = _find_beside_prose(page.blocks)
    for index, block in enumerate(page.blocks):
        if block.role in (Role.TEASER, Role.BOILERPLATE):
            furniture += block.element in _TEXT_ELEMENTS
            if furniture <= _KEPT_FURNITURE and block.element in _TEXT_ELEMENTS:
                kept.append(block)
        elif block.role is Role.CAPTION or (
            block.role is Role.NONE and (_belongs(block, held, has_main) or (index in beside and _is_sentence(block)))
        ):
            kept.append(block)
    return tuple(kept)


def _find_beside_prose(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Blocks right before or after prose: a short sentence there belongs to the article, whatever holds it."""
    plain = [i for i, block in enumerate(blocks) if block.is_article_text]
    pairs = list(pairwise(plain))
    return frozenset(a for a, b in pairs if blocks[b].is_prose) | frozenset(b for a, b in pairs if blocks[a].is_prose)


def _is_sentence(block: Block) -> bool:
    ends = block.text.rstrip("\"'\u201d\u2019)] ")[-1:] in (".", "!", "?")
    return ends and len(block.text.split()) >= 3 and block.link_share < 0.5


def _belongs(block: Block, held: str | None, has_main: bool) -> bool:
    if block.is_prose:
        return True
    if block.link_share > 0.8:
        return False
    is_text = block.element in _TEXT_ELEMENTS and block.link_share < 0.5
    if held is not None and squeeze(block.text) in held:
        return True
    return is_text and (block.in_main or not has_main)


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
