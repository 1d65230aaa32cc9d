"""A server on loopback that plays what servers do; the only address a test ever asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


@dataclass
class Reply:
    """What the server answers; `stream` replaces the body by pieces written one after the other."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    stream: Callable[[], Iterator[bytes]] | None = None


@dataclass
class LocalServer:
    """Replies by path (several for one path are given in turn, the last for ever); `asked` is every request."""

    port: int = 0
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def put(self, path: str, *replies: Reply) -> str:
        self.replies[path] = list(replies)
        return self.url(path)

    def page(self, path: str, body: str, **headers: str) -> str:
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.put(path, Reply(body.encode(), headers={"Content-Type": "text/html; charset=utf-8", **shown}))

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    @property
    def allowed(self) -> list[tuple[str, int]]:
        """The allowance that the guard needs for tests."""
        return [(HOST, self.port)]


def make_handler(local: LocalServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            local.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            waiting = local.replies.get(self.path) or [Reply(b"nothing here", 404)]
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            etag = reply.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                reply = Reply(b"", 304, {"ETag": etag})
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.stream is None:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                for piece in reply.stream() if reply.stream is not None else [reply.body]:
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                pass  # the asker has hung up

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


@contextmanager
def serve() -> Iterator[LocalServer]:
    """The server, running on a free port of loopback."""
    local = LocalServer()
    server = ThreadingHTTPServer((HOST, 0), make_handler(local))
    server.daemon_threads = True
    local.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield local
    finally:
        server.shutdown()
        server.server_close()
