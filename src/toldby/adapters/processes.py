"""Worker processes that import no user script and that end with all their children."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import types
from collections.abc import Iterator
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.popen_spawn_posix import Popen

_HIDING = Lock()


class WorkerProcess(SpawnProcess):
    """A spawned process without the user's main module."""

    @staticmethod
    def _Popen(process_obj: multiprocessing.process.BaseProcess) -> Popen:
        with _hide_main():
            return SpawnProcess._Popen(process_obj)

    def terminate(self) -> None:
        """Kill the worker and whatever it started; there is nothing in it worth saving."""
        if self.pid is not None and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        self.kill()


class WorkerContext(SpawnContext):
    """The spawn start method (the parent has threads) with our processes."""

    Process = WorkerProcess


@contextlib.contextmanager
def _hide_main() -> Iterator[None]:
    """A script without `if __name__ == "__main__"` would run a second time in every worker."""
    with _HIDING:
        main = sys.modules.get("__main__")
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            if main is not None:
                sys.modules["__main__"] = main
