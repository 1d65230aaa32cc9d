"""The real command line, run as a person runs it: a process, its two streams, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LIMIT = 300
FOREIGN = ("TOLDBY_LEDGER", "NO_COLOR", "PYTHONPATH")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """Lines of stderr that are no progress."""
        return [line for line in self.err.splitlines() if not line.startswith(("reading ", "linking ", "comparing "))]


@dataclass(frozen=True)
class Toldby:
    """Runs commands in one folder with a cache of its own."""

    folder: Path
    cache: Path

    def __call__(self, *words: str | Path, env: Mapping[str, str] | None = None) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "toldby", *map(str, words)],
            cwd=self.folder,
            env=self.environment(env),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """That of the tests, without what would change the outcome."""
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        return kept | {"XDG_CACHE_HOME": str(self.cache), "OMP_NUM_THREADS": "1"} | dict(more or {})


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
