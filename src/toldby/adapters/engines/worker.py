"""What runs inside a worker process: limits first, then one report after the other.

The work travels once, as bytes, when the worker starts; a report and its result travel per task.
"""

from __future__ import annotations

import contextlib
import copyreg
import importlib
import io
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toldby.adapters.engines.attempt import NO_MEMORY, attempt, blame
from toldby.adapters.engines.memory import set_aside_loaded
from toldby.application.ports import Failure

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
MEMORY_AFTER_IMPORTS = 1 << 30
LARGEST_RESULT = 256 << 20

_state: dict[str, Any] = {}  # one worker runs one kind of work all its life


def freeze(pairs: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only mapping; its class has no name of its own to be pickled by."""
    return MappingProxyType(pairs)


def _reduce_mapping(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    return freeze, (dict(mapping),)


class _Packer(pickle.Pickler):
    """Pickles read-only mappings too: the compiled packs are made of them."""

    dispatch_table = copyreg.dispatch_table | {MappingProxyType: _reduce_mapping}


def pack(value: object) -> bytes:
    """The value as bytes; read-only mappings are allowed."""
    buffer = io.BytesIO()
    _Packer(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def start_worker(packed_work: bytes, preload: tuple[str, ...], memory: int | None) -> None:
    """Own session, one thread, imports, limits; a failure here is told by the first task."""
    leave_session()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        for name in preload:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        _state["work"] = pickle.loads(packed_work)
    except Exception as error:
        _state["failure"] = blame(error)
    limit_memory(memory)


def leave_session() -> None:
    """Make the worker the head of a process group, so that its own children can be ended with it."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()


def limit_memory(more: int | None) -> None:
    """Cap the address space at what is in use now and `more` bytes; no core files. Linux only."""
    in_use = measure_address_space()
    if more is None or in_use is None:
        return
    import resource

    for kind, limit in ((resource.RLIMIT_AS, in_use + more), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (soft, hard))


def measure_address_space() -> int | None:
    """Bytes of address space in use; None where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
        return int(pages[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def run_packed(packed_item: bytes) -> bytes:
    """One task: item and result as bytes, so that nothing unexpected breaks the channel."""
    failure = _state.get("failure")
    result = failure if failure is not None else attempt(_work_on, packed_item)
    if "is_loaded" not in _state:
        _state["is_loaded"] = True
        set_aside_loaded()
    try:
        packed = pack(result)
    except MemoryError:
        return pack(NO_MEMORY)
    except Exception as error:
        return pack(blame(error))
    if len(packed) > LARGEST_RESULT:
        return pack(Failure("memory", f"memory: the result of this report is {len(packed):,} bytes; it was left out"))
    return packed


def _work_on(packed_item: bytes) -> object:
    work: Callable[[Any], object] = _state["work"]
    return work(pickle.loads(packed_item))
