"""Nothing is fetched: the demo runs where no socket can be opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.system.commands import Toldby

GUARD = """
import os, socket, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        with open(os.environ["TOLDBY_TEST_CALLS"], "a") as calls:
            calls.write(f"{event} {arguments}\\n")
        raise OSError(f"no network in this test: {event}")

sys.addaudithook(refuse)
"""


def test_demo_runs_without_network(toldby: Toldby) -> None:
    guard = toldby.folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    calls = toldby.folder / "calls.txt"
    closed = {"PYTHONPATH": str(guard), "TOLDBY_TEST_CALLS": str(calls)}
    done = toldby("demo", "--no-browser", "--out", "demo", env=closed)
    assert (done.code, done.complaints) == (0, []), done.err
    assert not calls.exists(), calls.read_text()
    assert (toldby.folder / "demo" / "site" / "index.html").exists()
    shut = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=toldby.environment(closed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no network in this test" in shut.stderr, "the guard is shut"


def test_pages_name_no_other_machine(toldby: Toldby) -> None:
    assert toldby("demo", "--no-browser", "--out", "demo").code == 0
    for page in (toldby.folder / "demo" / "site").rglob("*"):
        if page.suffix in (".html", ".css", ".js"):
            text = page.read_text(encoding="utf-8")
            for pull in ('src="http', "src='http", 'rel="stylesheet" href="http', "url(http", "@import", "fetch("):
                assert pull not in text, f"{Path(page).name}: {pull}"
