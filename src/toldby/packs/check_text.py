"""Level 1: how a file is written: UTF-8, NFC, no tabs, nothing that cannot be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from toldby.packs.parse import list_files
from toldby.packs.problems import Problem

# some scripts cannot be written without them
_JOINERS = "\u200c\u200d"


def check_text(folder: Path) -> Iterator[Problem]:
    """Problems of the characters of all files of a pack."""
    for path in list_files(folder):
        name = path.relative_to(folder).as_posix()
        text = path.read_bytes().decode("utf-8", errors="replace")
        for line, content in enumerate(text.split("\n"), 1):
            yield from _check_line(name, line, content.removesuffix("\r"))
    for path in sorted(folder.glob("**/*.yaml")):
        name = path.relative_to(folder).as_posix()
        yield Problem(name, 1, 1, "is not read", "rename it to .yml")


def fix_text(text: str) -> str:
    """The same text in NFC with one final newline; nothing else is touched."""
    return unicodedata.normalize("NFC", text).rstrip("\n") + "\n"


def _check_line(name: str, line: int, text: str) -> Iterator[Problem]:
    if text.isascii() and text.isprintable():
        return
    if "\t" in text:
        yield Problem(name, line, 1, "a tab", "use spaces")
    for character in dict.fromkeys(text):
        if character != "\t" and is_invisible(character):
            yield Problem(name, line, 1, f"invisible character U+{ord(character):04X}")
    if not unicodedata.is_normalized("NFC", text):
        yield Problem(name, line, 1, "is not NFC", "'toldby pack check --fix' composes the letters")


def is_invisible(character: str) -> bool:
    """A character that takes part in comparison and cannot be seen."""
    if character == " " or character in _JOINERS:
        return False
    return unicodedata.category(character) in ("Cf", "Cc", "Co", "Cn", "Zs", "Zl", "Zp")
