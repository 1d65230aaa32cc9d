"""Runs a foreign parser in a process of its own that can be ended: PDF readers hang and swallow memory."""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as TookTooLong
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toldby.adapters.processes import WorkerContext
from toldby.domain.errors import ExtraMissing, SourceUnreadable

if TYPE_CHECKING:
    from pebble import ProcessPool

SECONDS = 20.0
_MEMORY = 1 << 30
_LIVES = 200

T = TypeVar("T")


def run_apart(work: Callable[[bytes], T], content: bytes, seconds: float = SECONDS) -> T:
    """The result of `work`, a function of a module, on these bytes.

    Raises SourceUnreadable when it takes too long, needs too much memory or dies; what `work` raises as
    SourceUnreadable or ExtraMissing comes through.
    """
    from pebble import ProcessExpired

    try:
        return _open_pool().schedule(_call, args=(work, content), timeout=seconds).result()  # type: ignore[no-any-return]
    except TookTooLong:
        raise SourceUnreadable("timeout", f"not read after {seconds:.0f} seconds; save its text as .txt") from None
    except ProcessExpired as error:
        raise SourceUnreadable(
            "worker_died", f"its reader ended with code {error.exitcode}; save its text as .txt"
        ) from None
    except _Refused as refused:
        raise refused.restore() from None
    except MemoryError:
        raise SourceUnreadable("memory", "not enough memory for this file; save its text as .txt") from None


class _Refused(Exception):
    """A refusal on its way back: errors with arguments of their own do not travel between processes."""

    def restore(self) -> SourceUnreadable | ExtraMissing:
        kind, first, second = self.args
        return SourceUnreadable(first, second) if kind == "source" else ExtraMissing(first, second)


def _call(work: Callable[[bytes], T], content: bytes) -> T:
    try:
        return work(content)
    except SourceUnreadable as error:
        raise _Refused("source", error.code, error.reason) from None
    except ExtraMissing as error:
        raise _Refused("extra", error.extra, error.what) from None
    except RecursionError:
        raise _Refused("source", "parser_error", "nested too deeply; save its text as .txt") from None


@lru_cache(maxsize=1)
def _open_pool() -> ProcessPool:
    from pebble import CONSTS, ProcessPool

    CONSTS.term_timeout = 0.3
    return ProcessPool(max_workers=1, max_tasks=_LIVES, initializer=_limit, context=WorkerContext())


@atexit.register
def close_pool() -> None:
    """End the process that reads; the next document starts another one."""
    if not _open_pool.cache_info().currsize:
        return
    pool = _open_pool()
    _open_pool.cache_clear()
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join(timeout=5)


def _limit() -> None:
    """Own session and no more memory than one document may need. Linux tells how much is in use."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    try:
        import resource

        in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, OSError, ValueError):
        return
    for kind, most in ((resource.RLIMIT_AS, in_use + _MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
