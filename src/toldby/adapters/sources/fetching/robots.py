"""What a host asks of robots: which pages it keeps to people, and how slowly it wants to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from toldby.adapters.sources.fetching.client import Answer
from toldby.domain.errors import SourceUnreadable

_MOST_BYTES = 500_000
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host."""

    parser: RobotFileParser
    delay: float

    def allows(self, agent: str, url: str) -> bool:
        """The page may be asked for."""
        return self.parser.can_fetch(agent, url)


class Robots:
    """Rules by host, asked once a run. `ask` follows no redirect and raises SourceUnreadable."""

    def __init__(self, ask: Callable[[str], Answer], agent: str, delay: float) -> None:
        """`delay` in seconds holds where the host names none."""
        self._ask = ask
        self._agent = agent
        self._delay = delay
        self._rules: dict[str, Rules | SourceUnreadable] = {}

    def find_rules(self, url: str) -> Rules:
        """The rules for the host of this address; a host that has none allows everything.

        Raises SourceUnreadable when the host cannot be asked: then nothing is allowed.
        """
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            try:
                self._rules[host] = self._read(f"{host}/robots.txt")
            except SourceUnreadable as error:
                self._rules[host] = error
        found = self._rules[host]
        if isinstance(found, SourceUnreadable):
            raise SourceUnreadable(found.code, found.reason)
        return found

    def _read(self, url: str) -> Rules:
        answer = self._ask(url)
        parser = RobotFileParser(url)
        if answer.status in (401, 403):
            parser.disallow_all = True  # type: ignore[attr-defined]
        elif answer.status >= 500 or answer.status == 429:
            reason = f"{url} answers {answer.status}, so it is unknown what may be asked; try again later"
            raise SourceUnreadable("fetch_failed", reason)
        elif answer.status != 200:
            parser.allow_all = True  # type: ignore[attr-defined]
        else:
            parser.parse(answer.content[:_MOST_BYTES].decode("utf-8", "replace").splitlines())
        stated = parser.crawl_delay(self._agent) if answer.status == 200 else None
        delay = min(_LONGEST_DELAY, float(stated)) if stated is not None else 0.0
        return Rules(parser, max(self._delay, delay))
