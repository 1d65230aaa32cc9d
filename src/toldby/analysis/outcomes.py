"""How two sayings stand to each other on one slot."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.sayings import Saying

Account = tuple[Saying, ...]
"""All that one origin says on one incident, earliest first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How two sayings stand to each other on one slot. `is_directed`: a is the later or the denier."""

    slot: str
    kind: str
    a: Saying
    b: Saying
    reason: str
    flags: tuple[str, ...] = ()
    is_directed: bool = False
