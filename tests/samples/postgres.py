"""A throw-away PostgreSQL server without root rights (about one second to start)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_OPTIONS = "-k {0} -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def find_binaries() -> Path | None:
    """The folder of the newest server binaries."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def start_server() -> Iterator[str]:
    """The folder of the server's socket; the server stops afterwards."""
    binaries = find_binaries()
    if binaries is None:
        missing = "no PostgreSQL server here (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket path may have 107 bytes
    run = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
    if run:
        shutil.chown(folder, "postgres")

    def call(*command: str) -> None:
        subprocess.run([*run, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    data = f"{folder}/data"
    call(f"{binaries}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8",
         "--locale=C.UTF-8")  # fmt: skip
    call(f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", _OPTIONS.format(folder), "start")
    try:
        yield str(folder)
    finally:
        call(f"{binaries}/pg_ctl", "-D", data, "stop", "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)
