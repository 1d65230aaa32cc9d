"""Work for the engines' tests; at module level, because it travels to other processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Words:
    """A stand-in for the packs: holds a read-only mapping."""

    of: MappingProxyType[str, str]

    def read(self, word: str) -> str:
        return self.of[word]


def double(number: int) -> int:
    return number * 2


def finish_last_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def misbehave(what: str) -> str:
    """What the word says; every other word comes back as it is."""
    if what == "raise":
        raise ValueError("no such day")
    if what == "hang":
        hang()
    if what == "exit":
        os._exit(3)
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "memory":
        return str(len(bytearray(1 << 40)))
    if what == "recurse":
        return misbehave(what)
    return what


def hang() -> None:
    """Takes no SIGTERM for an answer."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def grow(mebibytes: int) -> int:
    return len(bytes(mebibytes << 20))


def die_once(marker: str) -> str:
    """Dies on the first try, answers on the second."""
    if Path(marker).exists():
        return "second try"
    Path(marker).touch()
    os._exit(1)


def give_unpicklable(_: int) -> object:
    return lambda: None


def leave_child(pid_file: str) -> None:
    """Starts a process that outlives a plain kill, notes its id, then hangs."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(pid_file).write_text(str(child.pid))
    hang()


def count_threads(_: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")
