"""An archive is read as a stream: ten times as much of it needs no more memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.sources import write_warc

ROOT = Path(__file__).parents[2]
SLACK_MB = 15


def read_apart(path: Path) -> tuple[int, float]:
    """Reports and the peak of memory in MB, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sources", "--read", str(path)],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found, _, peak = done.stdout.split()
    return int(found), float(peak)


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    pages = [write_warc(tmp_path / f"{size}.warc", size) for size in (4, 40)]
    (few, small), (many, large) = (read_apart(tmp_path / f"{size}.warc") for size in (4, 40))
    assert [few, many] == pages
    assert large < small + SLACK_MB
