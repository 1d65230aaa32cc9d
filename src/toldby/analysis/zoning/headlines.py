"""The headline, its repetitions, and the standfirst under it."""

from __future__ import annotations

from toldby.analysis.zoning.lines import Line
from toldby.domain.lexicon import LanguagePack

_LONGEST = 28
_STANDFIRST_LONGEST = 38
_STANDFIRST_SHARE = 0.25
_TOP = 12


def find_headline(lines: tuple[Line, ...], taken: frozenset[int]) -> int | None:
    """The first line that is neither furniture nor caption, if it reads as a headline.

    A line that ends as a sentence, or is all there is, is text and no headline.
    """
    free = [index for index in range(len(lines)) if index not in taken]
    if len(free) < 2:
        return None
    first = lines[free[0]]
    is_repeated = any(_is_same_title(lines[i], first) for i in free[1:4])
    if is_repeated:
        return free[0]
    is_heading = len(first.words) <= _LONGEST and first.stops == 0 and _ends_open(first)
    return free[0] if is_heading and not _has_dateline(first) else None


def find_repeated_headlines(lines: tuple[Line, ...], headline: int, taken: frozenset[int]) -> frozenset[int]:
    """Lines near the top that say the headline again, with or without the name of the site."""
    near = range(max(0, headline - 4), min(len(lines), headline + _TOP))
    title = lines[headline]
    return frozenset(i for i in near if i != headline and i not in taken and _is_same_title(lines[i], title))


def find_standfirst(
    lines: tuple[Line, ...], headline: int, taken: frozenset[int], language: LanguagePack
) -> frozenset[int]:
    """The line under the headline that sums the report up; the body starts after a caption or byline.

    A line without a full stop right under the headline is a second headline.
    """
    following = [i for i in range(headline + 1, min(len(lines), headline + _TOP)) if i not in taken]
    if len(following) < 2:
        return frozenset()
    first, second = following[0], following[1]
    line = lines[first]
    if len(line.words) > _STANDFIRST_LONGEST or line.stops > 1:
        return frozenset()
    if not line.is_terminated and len(lines[second].words) >= 12 and len(line.words) >= 4:
        return frozenset({first})
    is_parted = any(i in taken for i in range(first + 1, second))
    is_plain = language.group("quotation_verbs").isdisjoint(line.low_words) and '"' not in line.shown
    resumes = len(lines[second].words) >= 15 and _share_words(line, lines[second], language) >= _STANDFIRST_SHARE
    return frozenset({first}) if is_parted and line.stops == 0 and is_plain and resumes else frozenset()


def _is_same_title(line: Line, title: Line) -> bool:
    """Equal words, or the headline with the site's name after a dash or bar."""
    if line.low == title.low:
        return True
    short, long = sorted((line.low_words, title.low_words), key=len)
    has_bar = any(bar in line.shown or bar in title.shown for bar in (" | ", " - ", " \u2013 ", " \u2014 "))
    return len(short) >= 4 and long[: len(short)] == short and has_bar and len(long) - len(short) <= 6


def _ends_open(line: Line) -> bool:
    return line.tail[-1:] not in (".", ":", ",", ";") or line.tail.endswith(("...", "\u2026"))


def _has_dateline(line: Line) -> bool:
    """`SARQUIL, May 8 (TPA) - Our soldiers ...` opens a body."""
    head = line.shown[:60]
    first = line.words[0] if line.words else ""
    return len(first) > 2 and first.isupper() and (") -" in head or ") \u2013" in head or ") \u2014" in head)


def _share_words(line: Line, other: Line, language: LanguagePack) -> float:
    """Share of the content words of `line` that stand in `other` again."""
    common = language.group("frequent_words")
    words = {word for word in line.low_words if len(word) > 3 and word not in common}
    return len(words.intersection(other.low_words)) / len(words) if words else 0.0
