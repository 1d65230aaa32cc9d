"""Which addresses may be asked: public ones alone, checked before the connection and connected to as checked.

A name is resolved once; all its addresses must be public, and the connection goes to one of those that were
checked, so that a second answer of the name server (rebinding) changes nothing.
"""

from __future__ import annotations

import socket
import ssl
import time
import unicodedata
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

import httpcore2

from toldby.domain.errors import SourceUnreadable

PORTS = frozenset({80, 443})
_SCHEMES = {"http": 80, "https": 443}
_LONGEST = 2_000
# our own table: the standard library calls several of these global, among them a cloud's metadata address
_DENIED_4 = tuple(map(ip_network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)))  # fmt: skip
_ALLOWED_6 = ip_network("2000::/3")
_DOTS = frozenset("\u3002\uff0e\uff61")
_DENIED_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def refuse_address(reason: str) -> SourceUnreadable:
    """We do not ask there."""
    return SourceUnreadable("fetch_refused", reason)


def is_public(address: str) -> bool:
    """An address of the public network, IPv4 or IPv6; a mapped IPv4 address counts as what it is."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return not any(found in net for net in _DENIED_4)
    return found in _ALLOWED_6 and not any(found in net for net in _DENIED_6)


def check_address(url: str, ports: frozenset[int] = PORTS) -> SplitResult:
    """The parts of an address that may be asked.

    Raises SourceUnreadable (`fetch_refused`) for another scheme or port, a user name, a name in odd signs.
    """
    if not url or len(url) > _LONGEST or any(sign <= " " or sign == "\x7f" for sign in url) or "\\" in url:
        raise refuse_address("the address is empty, too long, or holds blanks or control characters; correct it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refuse_address("the address cannot be read; correct it") from None
    if parts.scheme not in _SCHEMES:
        raise refuse_address(f"only http and https are asked, not {parts.scheme[:20] or 'an address without scheme'!r}")
    if "@" in url.partition("//")[2].partition("/")[0]:
        raise refuse_address("an address with a user name; take it out")
    host = (parts.hostname or "").rstrip(".")
    if not host or _is_disguised(host) or ((parts.hostname or "").endswith(".") and host[-1].isdigit()):
        raise refuse_address("no host in plain letters; write international names in their xn-- form")
    if (port or _SCHEMES[parts.scheme]) not in ports:
        raise refuse_address(f"port {port}; only 80 and 443 are asked")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        raise refuse_address(f"{host} is a name of this machine or network")
    return parts


def _is_disguised(host: str) -> bool:
    """Letters, digits or dots that only look like others, or zones of an interface, and are turned into them."""
    return "%" in host or unicodedata.normalize("NFKC", host).lower() != host or bool(set(host) & _DOTS)


class _Bounded(httpcore2.NetworkStream):
    """A connection that ends at a fixed moment, however slowly its bytes drip."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for this address is over")
        return left if timeout is None else min(left, timeout)


class Guard(httpcore2.SyncBackend):
    """Connects to public addresses alone. `allowed` are (address, port) pairs let through all the same, for tests."""

    def __init__(self, seconds: float, allowed: Iterable[tuple[str, int]] = ()) -> None:
        """`seconds` is the life of a connection; nothing is allowed beside public addresses unless named."""
        super().__init__()
        self._seconds = seconds
        self._allowed = frozenset(allowed)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve once, check every address, connect to the first of them.

        Raises SourceUnreadable when one is not public, or none is found.
        """
        addresses = self._resolve(host, port)
        for address in addresses:
            if not is_public(address) and (address, port) not in self._allowed:
                raise refuse_address(f"{host} leads to {address}, which is no public address")
        until = time.monotonic() + self._seconds
        return _Bounded(super().connect_tcp(addresses[0], port, timeout, local_address, socket_options), until)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """Never."""
        raise refuse_address("a socket of this machine")

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise SourceUnreadable("fetch_failed", f"{host} is not found ({error}); correct the address") from None
        addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
        if not addresses:
            raise SourceUnreadable("fetch_failed", f"{host} has no address; correct it")
        return addresses
