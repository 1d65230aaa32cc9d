"""No address of the own machine or network is ever asked, however it is written or reached."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.adapters.sources.fetching.conftest import Make
from tests.adapters.sources.fetching.local_server import HOST, LocalServer, Reply
from toldby.adapters.sources.fetching.client import Client, Limits
from toldby.adapters.sources.fetching.guard import is_public
from toldby.adapters.sources.fetching.polite import PoliteFetcher
from toldby.application.ports import Validators
from toldby.domain.errors import SourceUnreadable

HOSTS = [
    # loopback by name, by dots, by one number, in octal, hexadecimal and short forms
    "127.0.0.1", "localhost", "localhost.", "127.0.0.1.", "0.0.0.0", "0", "[::]", "[::1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1",
    # metadata services of clouds
    "169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "192.0.0.192",
    # IPv4 inside IPv6, tunnels, link-local, site-local, multicast
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
    "[fe80::1%25lo]", "[fec0::1]", "[ff02::1]",
    # private and special networks
    "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.1.1", "198.18.0.1", "192.88.99.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255",
    # other signs for the same digits and letters
    "\uff11\uff12\uff17.0.0.1", "\u2460\u2461\u2466.0.0.1", "127\u30020\u30020\u30021",
    "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
    # users in front of the host
    "user:pw@127.0.0.1", "example.com@127.0.0.1", "example.com:80#@127.0.0.1", "example.com\\@127.0.0.1",
    "127.0.0.1:22", "printer.local", "metadata.google.internal",
]  # fmt: skip
WHOLE = [
    "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "data:text/html,x", "http:///path", "http://",
    "http://127.0.0.1 .example/", "http://example.com/\r\nHost: localhost", "", "unix:/run/docker.sock",
    "http://[::1", "http://example.com:99999/",
]  # fmt: skip


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[PoliteFetcher]:
    """A fetcher without any allowance; a connection would fail the test."""

    def connect(address: object, *_: object, **__: object) -> None:
        raise AssertionError(f"a connection to {address}")

    monkeypatch.setattr(socket, "create_connection", connect)
    limits = Limits()
    fetcher = PoliteFetcher(Client("toldby-test", limits), limits, sleep=lambda _: None)
    yield fetcher
    fetcher.close()


@pytest.mark.parametrize("url", [*(f"http://{host}/" for host in HOSTS), *(f"https://{h}/" for h in HOSTS[:4]), *WHOLE])
def test_refused(closed: PoliteFetcher, url: str) -> None:
    with pytest.raises(SourceUnreadable) as told:
        closed.fetch(url, Validators())
    assert told.value.code == "fetch_refused"


@pytest.mark.parametrize("target", ["http://127.0.0.2:80/", "file:///etc/passwd", "//localhost/x", "http://[::1]/"])
def test_redirect_to_the_own_network(server: LocalServer, make_fetcher: Make, target: str) -> None:
    """A public page that leads home: the second question is checked like the first."""
    url = server.put("/moved", Reply(status=302, headers={"Location": target}))
    with pytest.raises(SourceUnreadable) as told:
        make_fetcher().fetch(url, Validators())
    assert told.value.code == "fetch_refused"


def answer_names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Plays a name server that gives these answers in turn; gives the list of names asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: object, **given: object) -> list[tuple[object, ...]]:
        if not host.endswith(".example"):
            return real(host, port, *args, **given)  # type: ignore[arg-type,return-value]
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_one_private_address_among_public_ones(closed: PoliteFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_names(monkeypatch, ["93.184.216.34", "10.0.0.5"])
    with pytest.raises(SourceUnreadable) as told:
        closed.fetch("http://news.example/", Validators())
    assert told.value.code == "fetch_refused"


def test_rebinding(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is looked up again could lead elsewhere: one look-up a connection, to the address checked."""
    asked = answer_names(monkeypatch, [HOST], ["10.0.0.5"])
    server.page("/page", "<p>Nothing of interest happened here today.</p>")
    limits = Limits(total=5.0)
    client = Client("toldby-test", limits, allowed=server.allowed)
    assert client.ask(f"http://news.example:{server.port}/page").status == 200
    assert asked == ["news.example"]
    with pytest.raises(SourceUnreadable) as told:
        client.ask(f"http://news.example:{server.port}/page")
    assert told.value.code == "fetch_refused"
    client.close()


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("::ffff:10.0.0.1", False),
        ("2001:db8::1", False),
        ("5f00::1", False),
        ("3fff::1", False),
        ("no address", False),
    ],
)
def test_public_addresses(address: str, answer: bool) -> None:
    assert is_public(address) is answer
