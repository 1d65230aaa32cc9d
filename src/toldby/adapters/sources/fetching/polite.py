"""The fetcher: robots, a pause between questions to one host, redirects each through the guard, retries."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from toldby.adapters.sources.fetching.client import Answer, Client, Limits, Unanswered
from toldby.adapters.sources.fetching.keeping import Keeper
from toldby.adapters.sources.fetching.robots import Robots
from toldby.application.ports import Fetched, Validators
from toldby.domain.errors import SourceUnreadable

ROBOT = "toldby"
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 500, 502, 503, 504})


@dataclass
class PoliteFetcher:
    """A `Fetcher` over one client. `sleep` and `now` are given so that tests need not wait.

    `keeper` keeps every raw answer. A host that asks for more patience than `limits` allow is left for later.
    """

    client: Client
    limits: Limits = field(default_factory=Limits)
    delay: float = 1.0
    keeper: Keeper | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._robots = Robots(self._ask_plainly, ROBOT, self.delay)

    def fetch(self, url: str, known: Validators) -> Fetched | None:
        """The page behind an address, through at most `limits.redirects` redirects; None when it did not change.

        Raises SourceUnreadable.
        """
        at = url
        passed: list[str] = []
        for _ in range(self.limits.redirects + 1):
            answer = self._ask_politely(at, known)
            if answer.status == 304:
                return None
            if answer.status not in _MOVED:
                return self._take(url, at, tuple(passed), answer)
            target = answer.headers.get("location", "")
            if not target:
                raise SourceUnreadable("fetch_failed", f"{at} answers {answer.status} without saying where to")
            passed.append(at)
            at = urljoin(at, target).partition("#")[0]
        raise SourceUnreadable("fetch_failed", f"more than {self.limits.redirects} redirects; name the last address")

    def close(self) -> None:
        """Give connections and the archive file back."""
        self.client.close()
        if self.keeper is not None:
            self.keeper.close()

    def _ask_politely(self, url: str, known: Validators) -> Answer:
        self.client.check(url)
        rules = self._robots.find_rules(url)
        if not rules.allows(ROBOT, url):
            reason = "the host's robots.txt keeps it from programs; save the page by hand"
            raise SourceUnreadable("fetch_refused", reason)
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return self._try(url, {name: value for name, value in headers.items() if value}, rules.delay)

    def _try(self, url: str, headers: dict[str, str], delay: float) -> Answer:
        """One question, asked again with growing pauses where the host is busy or does not answer."""
        wait = self.limits.first_wait
        for number in range(1, self.limits.tries + 1):
            self._pause(url, delay)
            try:
                answer = self.client.ask(url, headers)
            except Unanswered:
                if number == self.limits.tries:
                    raise
                pause = wait
            else:
                if answer.status not in _LATER or number == self.limits.tries:
                    return answer
                pause = max(wait, self._read_patience(answer))
            if pause > self.limits.longest_wait:
                raise SourceUnreadable("fetch_failed", f"the host asks to wait {pause:.0f} seconds; try again later")
            self.sleep(pause)
            wait *= 2
        raise SourceUnreadable("fetch_failed", "no answer")  # pragma: no cover  (the loop always leaves before)

    def _ask_plainly(self, url: str) -> Answer:
        """A host's robots.txt: redirects on the same host alone."""
        at = url
        for _ in range(self.limits.redirects + 1):
            answer = self._try(at, {}, self.delay)
            target = answer.headers.get("location", "")
            if answer.status not in _MOVED or not target:
                return answer
            at = urljoin(at, target)
            if urlsplit(at).hostname != urlsplit(url).hostname:
                return Answer(at, 404, {}, b"")
        return Answer(at, 404, {}, b"")

    def _pause(self, url: str, delay: float) -> None:
        host = urlsplit(url).netloc
        last = self._asked.get(host)
        if last is not None and (left := last + delay - self.clock()) > 0:
            self.sleep(left)
        self._asked[host] = self.clock()

    def _read_patience(self, answer: Answer) -> float:
        """Seconds that `Retry-After` asks for."""
        value = answer.headers.get("retry-after", "").strip()
        if value.isdigit():
            return float(value[:9])
        try:
            return max(0.0, (parsedate_to_datetime(value) - self.now()).total_seconds())
        except (TypeError, ValueError):
            return 0.0

    def _take(self, url: str, at: str, passed: tuple[str, ...], answer: Answer) -> Fetched:
        if answer.status != 200:
            raise SourceUnreadable("fetch_failed", f"the host answers {answer.status}; look at it in a browser")
        retrieved = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.keeper is not None:
            self.keeper.keep(at, answer, retrieved)
        kind, _, rest = answer.headers.get("content-type", "").partition(";")
        _, _, charset = rest.partition("charset=")
        return Fetched(
            url=url,
            final_url=at,
            status=answer.status,
            content=answer.content,
            sha256=hashlib.sha256(answer.content).hexdigest(),
            retrieved=retrieved,
            media_type=kind.strip().lower() or None,
            charset=charset.split(";")[0].strip("\"' ") or None,
            redirects=passed,
            validators=Validators(answer.headers.get("etag"), answer.headers.get("last-modified")),
        )
