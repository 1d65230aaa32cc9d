"""Manners and bounds, against a server on loopback that plays what servers do."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.sources.fetching.conftest import Make, Patience
from tests.adapters.sources.fetching.local_server import LocalServer, Reply
from toldby.adapters.sources.fetching.client import Limits
from toldby.adapters.sources.fetching.keeping import Keeper
from toldby.adapters.sources.warc import list_captures
from toldby.adapters.sources.words import Words
from toldby.application.ports import Fetched, Fetcher, Validators
from toldby.domain.errors import SourceUnreadable

PAGE = "<html><body><h1>Bridge closed</h1><p>The bridge at Ulvane was closed on Monday, it said.</p></body></html>"
NOTHING = Validators()


def get(fetcher: Fetcher, url: str) -> Fetched:
    found = fetcher.fetch(url, NOTHING)
    assert found is not None
    return found


def refuse(fetcher: Fetcher, url: str) -> SourceUnreadable:
    with pytest.raises(SourceUnreadable) as told:
        fetcher.fetch(url, NOTHING)
    return told.value


def test_a_page_with_its_evidence(server: LocalServer, make_fetcher: Make) -> None:
    url = server.page("/a", PAGE, ETag='"1"', Last_Modified="Mon, 13 May 2019 08:00:00 GMT", Set_Cookie="id=1")
    fetcher = make_fetcher()
    found = get(fetcher, url)
    assert (found.content, found.status, found.final_url) == (PAGE.encode(), 200, url)
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert found.validators == Validators('"1"', "Mon, 13 May 2019 08:00:00 GMT")
    get(fetcher, url)
    headers = server.asked[-1][1]
    assert "nobody@example.org" in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip"
    assert "cookie" not in headers


def test_conditional(server: LocalServer, make_fetcher: Make) -> None:
    url = server.page("/a", PAGE, ETag='"1"')
    assert make_fetcher().fetch(url, Validators(etag='"1"')) is None
    assert make_fetcher().fetch(url, Validators(etag='"0"')) is not None


def test_robots_are_heard(server: LocalServer, make_fetcher: Make) -> None:
    server.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /private/\n", headers={"Content-Type": "text/plain"}))
    url = server.page("/private/a", PAGE)
    told = refuse(make_fetcher(), url)
    assert (told.code, "robots.txt" in told.reason, server.count("/private/a")) == ("fetch_refused", True, 0)
    get(make_fetcher(), server.page("/open", PAGE))


@pytest.mark.parametrize(("status", "code"), [(404, "ok"), (403, "fetch_refused"), (503, "fetch_failed")])
def test_robots_that_cannot_be_read(server: LocalServer, make_fetcher: Make, status: int, code: str) -> None:
    """None: all is open. Forbidden: nothing is. Broken: unknown, so nothing is asked."""
    server.put("/robots.txt", Reply(status=status))
    url = server.page("/a", PAGE)
    fetcher = make_fetcher(Limits(tries=1))
    assert (get(fetcher, url).status == 200) if code == "ok" else (refuse(fetcher, url).code == code)
    assert server.count("/a") == (code == "ok")


def test_robots_are_asked_once_a_host(server: LocalServer, make_fetcher: Make) -> None:
    fetcher = make_fetcher()
    for path in ("/a", "/b", "/c"):
        get(fetcher, server.page(path, PAGE))
    assert server.count("/robots.txt") == 1


@pytest.mark.parametrize(("robots", "pause"), [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 7\n", 7.0)])
def test_a_pause_between_questions(
    server: LocalServer, make_fetcher: Make, patience: Patience, robots: bytes, pause: float
) -> None:
    server.put("/robots.txt", Reply(robots))
    fetcher = make_fetcher()
    for path in ("/a", "/b"):
        get(fetcher, server.page(path, PAGE))
    assert patience.slept == [pause, pause]


def test_redirects(server: LocalServer, make_fetcher: Make) -> None:
    target = server.page("/new", PAGE)
    middle = server.put("/middle", Reply(status=301, headers={"Location": "/new"}))
    url = server.put("/old", Reply(status=302, headers={"Location": middle}))
    found = get(make_fetcher(), url)
    assert (found.url, found.final_url, found.redirects) == (url, target, (url, middle))


def test_redirects_without_end(server: LocalServer, make_fetcher: Make) -> None:
    url = server.put("/round", Reply(status=302, headers={"Location": "/round"}))
    assert "5 redirects" in refuse(make_fetcher(), url).reason
    assert server.count("/round") == 6
    nowhere = server.put("/nowhere", Reply(status=302, headers={}))
    assert refuse(make_fetcher(), nowhere).code == "fetch_failed"


def test_busy_host(server: LocalServer, make_fetcher: Make, patience: Patience) -> None:
    """429 and 503 are asked again after the pause the host names, or a growing one of our own."""
    busy = Reply(status=429, headers={"Retry-After": "11"})
    url = server.put("/busy", busy, Reply(status=503), Reply(PAGE.encode()))
    assert get(make_fetcher(delay=0.0), url).status == 200
    assert patience.slept == [11.0, 4.0]


def test_host_that_stays_busy(server: LocalServer, make_fetcher: Make, patience: Patience) -> None:
    url = server.put("/busy", Reply(status=503))
    assert "503" in refuse(make_fetcher(delay=0.0), url).reason
    assert server.count("/busy") == 3
    patient = server.put("/later", Reply(status=429, headers={"Retry-After": "86400"}))
    assert "86400 seconds" in refuse(make_fetcher(delay=0.0), patient).reason
    assert server.count("/later") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 500])
def test_no_page(server: LocalServer, make_fetcher: Make, status: int) -> None:
    told = refuse(make_fetcher(), server.put("/x", Reply(b"no", status)))
    assert (told.code, str(status) in told.reason) == ("fetch_failed", True)


def test_too_large(server: LocalServer, make_fetcher: Make) -> None:
    url = server.put("/large", Reply(b"x" * 300_000))
    assert "more than" in refuse(make_fetcher(Limits(body=200_000)), url).reason


def drip() -> Iterator[bytes]:
    for _ in range(100):
        time.sleep(0.05)
        yield b"x"


def test_slow_body_ends(server: LocalServer, make_fetcher: Make) -> None:
    """Each byte comes in time, the whole never does."""
    url = server.put("/slow", Reply(stream=drip))
    began = time.monotonic()
    assert refuse(make_fetcher(Limits(total=0.5, tries=1)), url).code == "fetch_failed"
    assert time.monotonic() - began < 3


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * 1_000_000
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()


@pytest.mark.parametrize("content", [bomb(200), gzip.compress(bomb(200))], ids=["gzip", "gzip in gzip"])
def test_bombs(server: LocalServer, make_fetcher: Make, content: bytes) -> None:
    """200 MB of zeros in 200 kB: refused long before they are unpacked."""
    twice = content[:2] == b"\x1f\x8b" and len(content) < 20_000
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip, gzip" if twice else "gzip"}
    url = server.put("/bomb", Reply(content, headers=headers))
    assert refuse(make_fetcher(), url).code == "fetch_failed"


def test_broken_answers(server: LocalServer, make_fetcher: Make) -> None:
    broken = server.put("/gz", Reply(b"no gzip", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}))
    assert refuse(make_fetcher(Limits(tries=1)), broken).code == "fetch_failed"
    cut = server.put("/cut", Reply(headers={"Content-Length": "500"}, stream=lambda: iter([b"half"])))
    assert refuse(make_fetcher(Limits(tries=1, total=2.0)), cut).code == "fetch_failed"


def test_a_closed_port(server: LocalServer, make_fetcher: Make, patience: Patience) -> None:
    fetcher = make_fetcher()
    url = server.page("/a", PAGE)
    get(fetcher, url)
    fetcher.client._ports |= {1}  # let it through the list of ports, to a port that nobody listens on
    assert refuse(fetcher, "http://127.0.0.1:1/").code == "fetch_refused"  # and the guard still says no


def test_raw_answers_are_kept(server: LocalServer, make_fetcher: Make, tmp_path: Path) -> None:
    url = server.page("/a", PAGE)
    target = tmp_path / "kept.warc.gz"
    fetcher = make_fetcher(keeper=Keeper(target))
    found = get(fetcher, url)
    fetcher.close()
    with target.open("rb") as stream:
        (member,) = list_captures(stream)
    assert (member.name, member.sha256) == (url, found.sha256)
    assert isinstance(member.found, Words)
    assert dict(member.found.meta)["retrieved"] == found.retrieved[:16] + "Z"
