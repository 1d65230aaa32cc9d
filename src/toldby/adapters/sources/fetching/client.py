"""One question to one server: guarded, bounded in time, size and swelling; redirects are not followed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpcore2
import httpx2

from toldby.adapters.sources.fetching.guard import PORTS, Guard, check_address
from toldby.adapters.sources.refusals import describe_size
from toldby.domain.errors import SourceUnreadable

_RATIO_FROM = 1_000_000
_RATIO = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one question may cost. Seconds, bytes after unpacking, redirects, tries, seconds between tries."""

    connect: float = 5.0
    total: float = 30.0
    body: int = 10_000_000
    redirects: int = 5
    tries: int = 3
    longest_wait: float = 120.0
    first_wait: float = 2.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body of one answer, as they came."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class _Guarded(httpx2.BaseTransport):
    """A connection pool whose every connection passes the guard; nothing of the environment is used."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            network_backend=guard,
            max_connections=4,
            max_keepalive_connections=0,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions={"http_version": answer.extensions.get("http_version", b"HTTP/1.1")},
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterable[bytes]:  # type: ignore[override]
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Client:
    """Asks one address at a time."""

    def __init__(
        self,
        agent: str,
        limits: Limits,
        *,
        allowed: Iterable[tuple[str, int]] = (),
    ) -> None:
        """`agent` names the program and a contact; `allowed` (address, port) pairs are let through, for tests."""
        self._limits = limits
        self._ports = PORTS | {port for _, port in allowed}
        timeout = httpx2.Timeout(limits.connect, read=limits.total, write=limits.connect, pool=limits.connect)
        headers = {
            "User-Agent": agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/html, application/xml;q=0.9, */*;q=0.5",
        }
        self._http = httpx2.Client(
            transport=_Guarded(Guard(limits.total, allowed)),
            headers=headers,
            timeout=timeout,
            trust_env=False,
            follow_redirects=False,
        )

    def check(self, url: str) -> None:
        """Raises SourceUnreadable for an address that is never asked, before anything is looked up."""
        check_address(url, self._ports)

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer with its whole body.

        Raises SourceUnreadable: refused addresses, no connection, too slow, too large, swelling bodies.
        """
        self.check(url)
        try:
            with self._http.stream("GET", url, headers=dict(headers or {})) as response:
                self._http.cookies.clear()
                return Answer(str(response.url), response.status_code, response.headers, self._read(response))
        except (httpx2.HTTPError, httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            reason = f"{type(error).__name__} {str(error)[:100]}".strip()
            raise Unanswered(f"no usable answer ({reason}); try again later") from None
        except (httpx2.InvalidURL, UnicodeError, ValueError):
            raise SourceUnreadable("fetch_refused", "the address cannot be read; correct it") from None

    def _read(self, response: httpx2.Response) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self._limits.body:
                raise _fail(f"more than {describe_size(self._limits.body)}; save the article as a file")
            if size > _RATIO_FROM and size > _RATIO * max(1, response.num_bytes_downloaded):
                raise _fail(f"the body swells more than {_RATIO} times when unpacked; leave it out")
            parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        """Give connections back."""
        self._http.close()


class Unanswered(SourceUnreadable):
    """No usable answer now; another try may help."""

    def __init__(self, reason: str) -> None:
        """Why."""
        super().__init__("fetch_failed", reason)


def _fail(reason: str) -> SourceUnreadable:
    return SourceUnreadable("fetch_failed", reason)
