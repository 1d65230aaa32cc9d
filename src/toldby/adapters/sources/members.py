"""What a container holds: reports of its own, and addresses of reports that lie elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from toldby.adapters.sources.words import Given, Words
from toldby.domain.errors import SourceUnreadable


@dataclass(frozen=True, slots=True)
class Member:
    """One report inside a container, or why there is none; `name` None speaks of the container itself."""

    name: str | None
    found: Words | SourceUnreadable
    sha256: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a container names, with what it says about it.

    `held` is what the container itself has of the text; `is_feed` for the address of a feed.
    """

    url: str
    given: Given = NOTHING_GIVEN
    held: Member | None = None
    is_feed: bool = False


Item = Member | Link
Items = Iterator[Item]


def hash_bytes(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def hash_text(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hash_bytes(text.encode("utf-8", "surrogatepass"))


def refuse_member(name: str | None, code: str, reason: str, content: bytes | None = None) -> Member:
    """A member that is no report."""
    return Member(name, SourceUnreadable(code, reason), None if content is None else hash_bytes(content))
