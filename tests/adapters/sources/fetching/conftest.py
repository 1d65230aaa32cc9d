"""A server on loopback, and fetchers that may ask it and need not wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.adapters.sources.fetching.local_server import LocalServer, serve
from toldby.adapters.sources.fetching.client import Client, Limits
from toldby.adapters.sources.fetching.polite import PoliteFetcher


@dataclass
class Patience:
    """A clock that moves only when somebody sleeps."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def clock(self) -> float:
        return self.time


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serve() as local:
        yield local


@pytest.fixture
def patience() -> Patience:
    return Patience()


Make = Callable[..., PoliteFetcher]


@pytest.fixture
def make_fetcher(server: LocalServer, patience: Patience) -> Iterator[Make]:
    """Fetchers with the test-only allowance for the loopback server."""
    made: list[PoliteFetcher] = []

    def make(limits: Limits | None = None, **given: object) -> PoliteFetcher:
        own = limits or Limits(total=5.0)
        client = Client("toldby-test (nobody@example.org)", own, allowed=server.allowed)
        fetcher = PoliteFetcher(client, own, sleep=patience.sleep, clock=patience.clock, **given)  # type: ignore[arg-type]
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()
