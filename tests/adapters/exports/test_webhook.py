"""Notices, to a server on the loopback alone: what is posted, how it is signed, and what an odd answer does."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from toldby.adapters.exports import webhook
from toldby.application.exporting.changes import take_snapshot
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.view import ExportView
from toldby.domain.errors import UsageProblem


@dataclass
class Listener:
    """What came in at which path."""

    port: int = 0
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status = {"/ok": 204, "/moved": 302, "/broken": 500}[self.path]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", listener.url("/ok"))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    listener.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_each_address_gets_the_changes_whatever_the_others_answer(demo_view: ExportView) -> None:
    with listening() as server:
        urls = [server.url("/broken"), server.url("/ok"), server.url("/moved")]
        told = webhook.post_changes(demo_view, urls, None)
    assert [(one.changes, one.error) for one in told] == [(12, "answered 500"), (12, None), (12, "answered 302")]
    assert [path for path, _, _ in server.got] == ["/broken", "/ok", "/moved"], "a redirect is not followed"
    body = json.loads(server.got[1][2])
    assert body["contract"] == "toldby/1"
    assert {c["change"] for c in body["changes"]} == {"new"}
    assert {c["incident"]["incident_id"] for c in body["changes"]} == {i.incident_id for i in demo_view.incidents}
    assert all(c["x_url"] and c["x_policy"] == "none" for c in body["changes"])


def test_a_secret_signs_the_body(demo_view: ExportView) -> None:
    with listening() as server:
        webhook.post_changes(demo_view, [server.url("/ok")], "hush")
    ((_, headers, body),) = server.got
    expected = hmac.new(b"hush", body, hashlib.sha256).hexdigest()
    assert headers["x-toldby-signature"] == f"sha256={expected}"
    assert b"hush" not in body


def test_nothing_changed_sends_nothing(demo_view: ExportView) -> None:
    from dataclasses import replace

    view = replace(demo_view, options=ExportOptions(since=take_snapshot(demo_view)))
    with listening() as server:
        assert webhook.post_changes(view, [server.url("/ok")], None) == ()
    assert server.got == []


def test_nobody_there_is_an_answer(demo_view: ExportView) -> None:
    with listening() as server:
        url = server.url("/ok")
    ((one),) = webhook.post_changes(demo_view, [url], None)
    assert one.error


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://desk.example/", "desk.example/hook", "https://anna:pw@desk.example/", "http:///x"],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageProblem, match="--webhook"):
        webhook.check_address(url)
