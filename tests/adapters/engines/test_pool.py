from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.adapters.engines import work
from toldby.adapters.engines.pool import PoolEngine
from toldby.adapters.engines.serial import SerialEngine
from toldby.application.ports import Failure


def make_engine(jobs: int = 2, timeout_s: float = 20.0, memory: int | None = 256 << 20) -> PoolEngine:
    return PoolEngine(jobs, timeout_s, preload=(), memory=memory)


def code_of(result: object) -> str:
    return result.code if isinstance(result, Failure) else "fine"


def test_results_come_in_the_order_of_the_items() -> None:
    # the first item is the last one to be ready
    assert list(make_engine().map(work.finish_last_first, range(12))) == list(range(12))


def test_equals_the_serial_engine() -> None:
    items = ["a", "raise", "", "é", "memory", "recurse", "z"]
    assert list(make_engine().map(work.misbehave, items)) == list(SerialEngine().map(work.misbehave, items))


def test_no_items_give_no_results() -> None:
    assert list(make_engine().map(work.double, [])) == []


def test_read_only_mappings_travel() -> None:
    words = work.Words(MappingProxyType({"ford": "crossing"}))
    assert list(make_engine(1).map(words.read, ["ford"])) == ["crossing"]


ONE_BAD_REPORT = [
    # what it does -> how it ends; its neighbours are never blamed
    ("exit", "worker_died"),
    ("crash", "worker_died"),
    ("hang", "timeout"),
    ("memory", "memory"),
    ("raise", "worker_died"),
]


@pytest.mark.parametrize(("what", "code"), ONE_BAD_REPORT)
def test_one_bad_report_is_a_failure_and_stops_nothing(what: str, code: str) -> None:
    engine = make_engine(timeout_s=1.0 if what == "hang" else 20.0)
    results = list(engine.map(work.misbehave, ["before", what, "after", "last"]))
    assert [code_of(r) for r in results] == ["fine", code, "fine", "fine"]
    assert results[0] == "before"
    assert results[2:] == ["after", "last"]
    bad = results[1]
    assert isinstance(bad, Failure)
    assert bad.reason.startswith(f"{code}: ")


def test_a_hanging_worker_is_killed_without_waiting() -> None:
    started = time.monotonic()
    (result,) = make_engine(1, timeout_s=0.5).map(work.misbehave, ["hang"])
    assert code_of(result) == "timeout"
    assert time.monotonic() - started < 30


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited on Linux only")
def test_memory_is_limited_above_the_imports() -> None:
    small, large = make_engine(1, memory=200 << 20).map(work.grow, [50, 400])
    assert small == 50 << 20
    assert code_of(large) == "memory"


def test_a_task_whose_worker_died_is_tried_once_more(tmp_path: Path) -> None:
    assert list(make_engine().map(work.die_once, [str(tmp_path / "seen")])) == ["second try"]


def test_a_result_that_cannot_travel_is_a_failure() -> None:
    results = list(make_engine(1).map(work.give_unpicklable, [1]))
    assert [code_of(r) for r in results] == ["worker_died"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_children_of_a_killed_worker_end_too(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    results = list(make_engine(1, timeout_s=1.5).map(work.leave_child, [str(note)]))
    assert [code_of(r) for r in results] == ["timeout"]
    assert not is_running(int(note.read_text()))


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_workers_use_one_thread() -> None:
    assert list(make_engine(1).map(work.count_threads, [0])) == ["1"]


def test_stopping_early_leaves_no_worker(tmp_path: Path) -> None:
    results = make_engine().map(work.double, range(100))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    import multiprocessing

    assert [p for p in multiprocessing.active_children() if p.name.startswith("pebble")] == []


def test_a_script_without_main_guard_runs_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            print("started")
            from toldby.adapters.engines.pool import PoolEngine
            from tests.adapters.engines.work import double
            print(list(PoolEngine(2, preload=()).map(double, [1, 2, 3])))
            """
        )
    )
    root = Path(__file__).parents[3]
    path = os.pathsep.join([str(root / "src"), str(root)])
    done = subprocess.run(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "started\n[2, 4, 6]\n"
