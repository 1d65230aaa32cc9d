"""Runs the per-report work in a pool of processes; a bad report costs its own worker and nothing else."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from toldby.adapters.engines.attempt import blame
from toldby.adapters.engines.worker import MEMORY_AFTER_IMPORTS, pack, run_packed, start_worker
from toldby.adapters.processes import WorkerContext
from toldby.application.ports import Failure

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Tasks per worker that wait in the queue, so that a long list of reports is never held twice."""
TASKS_PER_LIFE = 500


class PoolEngine:
    """Gives the same results as the serial engine, in the same order.

    `timeout_s` is the time for one report. `preload` are modules that a worker imports before its
    memory is limited to what it has then and `memory` bytes more (None = no limit).
    """

    def __init__(
        self,
        jobs: int,
        timeout_s: float = 60.0,
        *,
        preload: tuple[str, ...] = ("spacy",),
        memory: int | None = MEMORY_AFTER_IMPORTS,
    ) -> None:
        """Keep the settings; processes start with the first report."""
        self._jobs = max(1, jobs)
        self._timeout = timeout_s
        self._preload = preload
        self._memory = memory

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure]:
        """Results in the order of the items; one that hangs, dies or runs out of memory is a Failure."""
        packed_work = pack(work)
        waiting: deque[tuple[bytes, Future[bytes]]] = deque()
        pool = self._open(packed_work, self._jobs)
        try:
            for item in items:
                packed = pack(item)
                waiting.append((packed, self._schedule(pool, packed)))
                if len(waiting) >= AHEAD * self._jobs:
                    yield self._collect(packed_work, *waiting.popleft())
            while waiting:
                yield self._collect(packed_work, *waiting.popleft())
        finally:
            _shut(pool)

    def _open(self, packed_work: bytes, jobs: int) -> ProcessPool:
        return ProcessPool(
            max_workers=jobs, max_tasks=TASKS_PER_LIFE, initializer=start_worker,
            initargs=(packed_work, self._preload, self._memory), context=WorkerContext(),
        )  # fmt: skip

    def _schedule(self, pool: ProcessPool, packed: bytes) -> Future[bytes]:
        return pool.schedule(run_packed, args=(packed,), timeout=self._timeout)

    def _collect(self, packed_work: bytes, packed: bytes, future: Future[bytes]) -> R | Failure:
        answer = self._wait(future)
        if answer is None:
            answer = self._retry(packed_work, packed)
        return pickle.loads(answer) if isinstance(answer, bytes) else answer

    def _wait(self, future: Future[bytes]) -> bytes | Failure | None:
        """The packed result; None when the worker died."""
        try:
            return future.result()
        except TimeoutError:
            return Failure("timeout", f"timeout: this report took more than {self._timeout:g} s; it was left out")
        except ProcessExpired:
            return None
        except Exception as error:
            return blame(error)

    def _retry(self, packed_work: bytes, packed: bytes) -> bytes | Failure:
        """Once more in a process of its own: it may have died of its neighbours' memory."""
        pool = self._open(packed_work, 1)
        try:
            answer = self._wait(self._schedule(pool, packed))
        finally:
            _shut(pool)
        if answer is None:
            return Failure("worker_died", "worker_died: the process that read this report ended twice; it was left out")
        return answer


def _shut(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
