"""What an earlier feed knew of an incident."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """`hash` of all that was said of the incident, and the state of its accounts."""

    hash: str
    state: str
