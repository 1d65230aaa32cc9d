"""`.toldbyignore`: names and paths that are no inputs, one pattern a line."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

NAME = ".toldbyignore"


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """Patterns in the manner of shells; a pattern with `/` is matched against the whole path."""

    patterns: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """The path, or a folder above it, is to be left out."""
        parts = path.split("/")
        heads = ["/".join(parts[: i + 1]) for i in range(len(parts))]
        return any(_matches(pattern, parts, heads) for pattern in self.patterns)


def read_patterns(text: str) -> IgnoreList:
    r"""Blank lines and `#` lines are skipped.

    >>> read_patterns("# drafts\ndrafts/\n*.bak").holds("drafts/a.txt")
    True
    """
    lines = (line.strip() for line in text.splitlines()[:10_000])
    return IgnoreList(tuple(line for line in lines if line and not line.startswith("#")))


def _matches(pattern: str, parts: list[str], heads: list[str]) -> bool:
    wanted = pattern.strip("/")
    if "/" in wanted or pattern.startswith("/"):
        return any(fnmatchcase(head, wanted) for head in heads)
    return any(fnmatchcase(part, wanted) for part in parts)
