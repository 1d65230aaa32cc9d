"""One linear pass over HTML: tags and text with their offsets; broken markup loses no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][A-Za-z0-9_:.-]{0,60})\s{0,20}=\s{0,20}(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_BARE = re.compile(r"(?:^|\s)(hidden)(?=[\s/>]|$)", re.IGNORECASE)
_RAW = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "template", "noscript"}
)
# a tag as most are: no sign that needs a second look; every repetition is bounded and unambiguous
_SIMPLE = re.compile(
    r"<(/?)((?>[A-Za-z][A-Za-z0-9:-]{0,40}))([^<>\"'=]{0,200}|(?:\s[A-Za-z:-]{1,40}=\"[^<>\"']{0,400}\"){1,12})>"
)
_LONGEST_TAG = 100_000
_ATTRIBUTES_FROM = 20_000


class Tag(NamedTuple):
    """A start or end tag; `attributes` is the raw stretch after the name."""

    name: str
    is_end: bool
    is_closed: bool
    attributes: str
    start: int
    end: int

    def read_attributes(self) -> dict[str, str]:
        """Attribute values by lower-case name; the first of equal names counts."""
        return read_attributes(self.attributes)


def read_attributes(raw: str) -> dict[str, str]:
    """The values in the stretch after a tag's name."""
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(raw[:_ATTRIBUTES_FROM]):
        plain = value[1:-1] if value[:1] in ("'", '"') else value
        values.setdefault(name.lower(), unescape(plain) if "&" in plain else plain)
    if "hidden" in raw.lower() and _BARE.search(raw[:_ATTRIBUTES_FROM]):
        values.setdefault("hidden", "")
    return values


class Words(NamedTuple):
    """Text between tags; `raw_in` names the raw-text element that holds it (script, title ...)."""

    start: int
    end: int
    raw_in: str | None = None


Token = Tag | Words


def scan_html(source: str) -> Iterator[Tag | Words]:
    """Tags and text of a page in order, each character looked at a bounded number of times."""
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._last_close = source.rfind(">")
        self._ends: dict[str, int] = {}

    def scan(self) -> Iterator[Tag | Words]:
        at = begin = 0
        source = self._source
        while (at := source.find("<", at)) >= 0:
            if (simple := _SIMPLE.match(source, at)) and simple.group(2).lower() not in _RAW:
                if begin < at:
                    yield Words(begin, at)
                inside = simple.group(3)
                begin = simple.end()
                yield Tag(simple.group(2).lower(), bool(simple.group(1)), inside.endswith("/"), inside, at, begin)
                at = begin
                continue
            after = self._skip_declaration(at)
            tag = None if after is not None else self._read_tag(at)
            if after is None and tag is None:
                at += 1
                continue
            if begin < at:
                yield Words(begin, at)
            if tag is None:
                at = begin = after or at + 1
                continue
            yield tag
            at = begin = tag.end
            if tag.name in _RAW and not tag.is_end and not tag.is_closed:
                end = self._find_raw_end(tag.name, at)
                yield Words(at, end, tag.name)
                at = begin = end
        if begin < len(source):
            yield Words(begin, len(source))

    def _skip_declaration(self, at: int) -> int | None:
        """The offset after a comment, doctype or processing instruction; an unclosed one loses its sign only."""
        source = self._source
        if source.startswith("<!--", at):
            end = self._find_cached("-->", at + 4)
            return end + 3 if end >= 0 else at + 4
        if source.startswith(("<!", "<?"), at):
            end = source.find(">", at) if at < self._last_close else -1
            return end + 1 if 0 <= end < at + 2000 else at + 2
        return None

    def _read_tag(self, at: int) -> Tag | None:
        name = _NAME.match(self._source, at + 1)
        if name is None or at > self._last_close:
            return None
        end = self._find_tag_end(name.end())
        inside = self._source[name.end() : end]
        is_end = self._source[at + 1] == "/"
        return Tag(name.group(1).lower(), is_end, inside.endswith("/"), inside, at, min(end + 1, len(self._source)))

    def _find_tag_end(self, at: int) -> int:
        """The closing sign, past those inside quoted values; a bounded number of steps."""
        source = self._source
        end = source.find(">", at, at + _LONGEST_TAG)
        for _ in range(20):
            inside = source[at : max(at, end)]
            if end < 0 or (inside.count('"') % 2 == 0 and inside.count("'") % 2 == 0) or "=" not in inside:
                break
            later = source.find(">", end + 1, at + _LONGEST_TAG)
            if later < 0 or "<" in source[end:later]:
                break
            end = later
        return end if end >= 0 else min(at, len(source))

    def _find_raw_end(self, name: str, at: int) -> int:
        end = self._find_cached(f"</{name}", at)
        return end if end >= 0 else (len(self._source) if name in ("script", "style") else at)

    def _find_cached(self, needle: str, at: int) -> int:
        """The next place of the needle; a search that failed once is not made again."""
        known = self._ends.get(needle)
        if known is not None and (known < 0 or known >= at):
            return known
        match = re.compile(re.escape(needle), re.IGNORECASE).search(self._source, at)
        self._ends[needle] = match.start() if match else -1
        return self._ends[needle]
