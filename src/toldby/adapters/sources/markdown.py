"""Markdown to text: marks are taken off lightly, words are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.domain.text import SourceMap

_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_HEADING = re.compile(r"^ {0,3}#{1,6} +")
_HEADING_END = re.compile(r" #{1,6}$")
_PREFIX = re.compile(r"^(?: {0,3}> ?){1,9}|^ {0,6}(?:[-*+]|\d{1,3}[.)]) +(?=\S)")
_RULE = re.compile(r"^ {0,3}(?:[-*_=] ?){3,80}$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_REFERENCE = re.compile(r"\[([^\]\n]{1,300})\]\[[^\]\n]{0,100}\]")
_STRONG = re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]{1,500}?)(?<=[^\s\\])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_\n]{1,500}?)(?<=[^\s\\])\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{1,40}): {0,4}(.{1,2000})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PlainMarkdown:
    """Text without marks; `fields` are the simple lines of the front matter."""

    text: str
    fields: tuple[tuple[str, str], ...]
    source_map: SourceMap


def strip_markdown(source: str) -> PlainMarkdown:
    """The words of a Markdown report, line for line.

    >>> strip_markdown("# Hill *taken*").text
    'Hill taken'
    """
    front = _FRONT.match(source)
    at = front.end() if front else 0
    fields = tuple((k.lower(), v.strip().strip("\"'")) for k, v in _FIELD.findall(front.group(1))) if front else ()
    parts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for line in source[at:].splitlines(keepends=True):
        words = _strip_line(line.rstrip("\r\n"))
        anchors.append((length, at + max(0, line.find(words[:12])) if words else at))
        parts.append(words)
        length += len(words) + 1
        at += len(line)
    return PlainMarkdown("\n".join(parts), fields, SourceMap(tuple(anchors) or ((0, 0),)))


def _strip_line(line: str) -> str:
    if _FENCE.match(line) or _RULE.match(line):
        return ""
    line = _HEADING_END.sub("", _HEADING.sub("", line)) if _HEADING.match(line) else _PREFIX.sub("", line)
    for pattern in (_IMAGE, _LINK, _REFERENCE):
        line = pattern.sub(r"\1", line)
    for pattern in (_STRONG, _UNDERLINED):
        line = pattern.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", line)
