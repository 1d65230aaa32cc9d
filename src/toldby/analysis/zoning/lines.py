"""Paragraphs of a report with the features that zone rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from toldby.analysis.zoning.phrases import Phrases

_LINE = re.compile(r"[^\n\r\x0b\x0c\u0085\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*|[#\u00a9]+")
_TERMINAL = frozenset(".!?\u2026:\u3002\u061f")
_CLOSERS = "\"'\u201d\u2019\u00bb)]"
_LOOK = 1500
_WRAP_LONGEST = 100
_WRAP_SHORTEST = 40


@dataclass(frozen=True)
class Line:
    """One paragraph; `gap` counts the line breaks before it."""

    text: str
    start: int
    end: int
    gap: int

    @cached_property
    def shown(self) -> str:
        """The words as they stand, cut at a length that no rule needs to exceed."""
        return self.text[self.start : min(self.end, self.start + _LOOK)]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words as they stand."""
        return tuple(_WORD.findall(self.shown.replace("\u2019", "'")))

    @cached_property
    def low(self) -> str:
        """Lower-case words joined by blanks, with one blank at both ends: a phrase is found by `in`."""
        return f" {' '.join(word.lower() for word in self.words)} "

    @cached_property
    def low_words(self) -> tuple[str, ...]:
        """Lower-case words."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def tail(self) -> str:
        """The last characters without closing marks."""
        return self.text[max(self.start, self.end - 60) : self.end].rstrip(_CLOSERS + " \u00a0")

    @property
    def is_terminated(self) -> bool:
        """Ends as a sentence ends."""
        return self.tail[-1:] in _TERMINAL

    @property
    def is_truncated(self) -> bool:
        """Ends in dots: the sentence was cut off."""
        return self.tail.endswith(("...", "\u2026", "[...]", "[\u2026]"))

    @cached_property
    def is_title_case(self) -> bool:
        """Most words of four letters and more begin with a capital."""
        long = [word for word in self.words if len(word) >= 4 and word[0].isalpha()]
        return bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)

    @cached_property
    def stops(self) -> int:
        """Sentence ends inside the line, roughly."""
        return len(re.findall(r"[.!?][\"'\u201d\u2019)]? +[A-Z\"\u201c]", self.shown))

    def has_any(self, phrases: Phrases) -> bool:
        """One of the phrases stands in the line as whole words."""
        return any(f" {form} " in self.low for word in self.low_words for form in phrases.starting(word))

    def starts_with(self, phrases: Phrases) -> str | None:
        """The longest of the phrases that opens the line."""
        named = phrases.starting(self.low_words[0]) if self.low_words else ()
        return next((form for form in named if self.low.startswith(f" {form} ")), None)


def cut_lines(text: str) -> tuple[Line, ...]:
    """The non-blank paragraphs; lines that were wrapped at a fixed width are joined again."""
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = _strip(text, match.start(), match.end())
        if start < end:
            lines.append(Line(text, start, end, _count_breaks(text, last, start) if lines else 2))
            last = end
    return _join_wrapped(lines)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _count_breaks(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) + (text.count("\r", start, end) if "\n" not in text[start:end] else 0)


def _join_wrapped(lines: list[Line]) -> tuple[Line, ...]:
    joined: list[Line] = []
    block: list[Line] = []
    for line in lines:
        if line.gap > 1:
            joined += _join_block(block)
            block = []
        block.append(line)
    return tuple(joined + _join_block(block))


def _join_block(block: list[Line]) -> list[Line]:
    """One paragraph if the lines of a block look wrapped at a fixed width, else the lines as they are."""
    if len(block) < 2:
        return block
    widths = [line.end - line.start for line in block]
    widest = max(widths)
    is_even = widest <= _WRAP_LONGEST and min(widths[:-1]) >= max(_WRAP_SHORTEST, 0.6 * widest)
    is_broken = any(not a.is_terminated and b.shown[0].islower() for a, b in pairwise(block))
    if not (is_even and is_broken):
        return block
    return [Line(block[0].text, block[0].start, block[-1].end, block[0].gap)]
