"""Builds on a schedule, until somebody says stop; a round that fails does not end the watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from toldby.application.summary import BuildSummary
from toldby.domain.errors import ToldbyError, UsageProblem

LEAST_SECONDS = 60.0
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


class Bell(Protocol):
    """What a round waits for: the next one is due, or it is to stop (`threading.Event` is one)."""

    def wait(self, timeout: float | None = None) -> bool:
        """True when it is to stop."""
        ...

    def is_set(self) -> bool:
        """It is to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """One build of the watch, or why there was none; `reports` and `incidents` are those that came with it."""

    number: int
    summary: BuildSummary | None
    error: str | None = None
    reports: int = 0
    incidents: int = 0


def read_interval(words: str) -> float:
    """Seconds of `15m`, `2h`, `1d`, `90s`.

    Raises UsageProblem for anything else and for less than a minute: hosts are asked politely.

    >>> read_interval("15m")
    900.0
    """
    number, unit = words[:-1], words[-1:]
    if not number.isdigit() or unit not in _UNITS or len(number) > 6:
        raise UsageProblem(f"--every {words}: a number with s, m, h or d, as in 15m")
    seconds = float(number) * _UNITS[unit]
    if seconds < LEAST_SECONDS:
        raise UsageProblem(f"--every {words}: at least a minute, so that hosts are not pressed")
    return seconds


def watch(
    build: Callable[[], BuildSummary],
    every: float,
    bell: Bell,
    clock: Callable[[], float],
    rounds: int | None = None,
) -> Iterator[Round]:
    """One round after the other, each `every` seconds after the start of the one before; late ones are left out.

    A round that has begun is finished before the watch stops. The first round raises what it raises.
    """
    number, reports, incidents = 0, 0, 0
    due = clock()
    while rounds is None or number < rounds:
        number += 1
        try:
            summary = build()
        except ToldbyError as error:
            if number == 1:
                raise
            yield Round(number, None, str(error))
        else:
            yield Round(number, summary, None, summary.reports - reports, summary.incidents - incidents)
            reports, incidents = summary.reports, summary.incidents
        due = max(due + every, clock())
        if number == rounds or bell.is_set() or bell.wait(due - clock()):
            return
