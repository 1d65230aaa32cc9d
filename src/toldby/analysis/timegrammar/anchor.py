"""The day a reading hangs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from toldby.analysis.timegrammar.sense import Sense


@dataclass(frozen=True, slots=True)
class Anchor:
    """One day to read from. `is_future`: a cue in the clause turns the phrase to the future."""

    day: date
    is_future: bool = False


Slots = Mapping[str, str]
Rule = Callable[[Slots, Anchor], Sense | None]
