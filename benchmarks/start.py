"""How long `toldby --help` takes to start, beside a Python that does nothing."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

HELP = (sys.executable, "-m", "toldby", "--help")
NOTHING = (sys.executable, "-c", "pass")


def measure_start(command: Sequence[str], times: int = 10) -> float:
    """The median of so many starts, in seconds by the clock."""
    return statistics.median(_time_once(command) for _ in range(times))


def _time_once(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
