"""A watch: rounds at their time, failures told, a stop that leaves nothing half done."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from toldby.application.summary import BuildSummary
from toldby.application.watching import Round, read_interval, watch
from toldby.domain.errors import SourceUnreadable, UnknownLedger, UsageProblem


@dataclass
class Clock:
    """Time that passes only by waiting and by building; rings after `stops_after` waits."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)
    stops_after: int | None = None
    rung: bool = False

    def clock(self) -> float:
        return self.now

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        self.now += timeout or 0.0
        return self.rung or (self.stops_after is not None and len(self.waits) >= self.stops_after)

    def is_set(self) -> bool:
        return self.rung


def summary(reports: int) -> BuildSummary:
    values = dict.fromkeys(("languages", "shared", "skipped", "warned", "rows"), ())
    counts = {name: 0 for name in BuildSummary.__slots__ if name not in values}
    return BuildSummary(
        **{**counts, **values, "ledger": "x", "run": "r", "reports": reports, "incidents": reports // 2}
    )  # type: ignore[arg-type]


def run(bell: Clock, *results: BuildSummary | Exception, takes: float = 5.0, rounds: int | None = None) -> list[Round]:
    waiting = list(results)

    def build() -> BuildSummary:
        bell.now += takes
        result = waiting.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    return list(watch(build, 900.0, bell, bell.clock, rounds))


def test_rounds_start_at_even_times() -> None:
    """The wait is what is left of the interval after the build."""
    bell = Clock()
    found = run(bell, summary(4), summary(6), summary(6), rounds=3)
    assert [(one.number, one.reports, one.incidents) for one in found] == [(1, 4, 2), (2, 2, 1), (3, 0, 0)]
    assert bell.waits == [895.0, 895.0]


def test_a_build_longer_than_the_interval() -> None:
    """The next begins at once; the ones that were missed are not made up for."""
    bell = Clock()
    run(bell, summary(1), summary(1), summary(1), takes=2_000.0, rounds=3)
    assert bell.waits == [0.0, 0.0]


def test_a_failed_round_is_told_and_the_watch_goes_on() -> None:
    found = run(Clock(), summary(1), SourceUnreadable("fetch_failed", "x"), summary(3), rounds=3)
    assert [(one.summary is None, one.error) for one in found] == [
        (False, None),
        (True, "fetch_failed: x"),
        (False, None),
    ]
    assert found[2].reports == 2


def test_the_first_round_raises() -> None:
    with pytest.raises(UnknownLedger):
        run(Clock(), UnknownLedger("no ledger"))


def test_stops() -> None:
    assert len(run(Clock(stops_after=2), *(summary(1) for _ in range(9)))) == 2
    assert len(run(Clock(rung=True), summary(1))) == 1


@pytest.mark.parametrize(("words", "seconds"), [("15m", 900.0), ("60s", 60.0), ("2h", 7_200.0), ("1d", 86_400.0)])
def test_intervals(words: str, seconds: float) -> None:
    assert read_interval(words) == seconds


@pytest.mark.parametrize("words", ["", "m", "15", "15 m", "-5m", "1.5h", "30s", "0m", "9999999d", "½h"])
def test_what_is_no_interval(words: str) -> None:
    with pytest.raises(UsageProblem):
        read_interval(words)
