"""Which SQLite a ledger is opened with, and what must be done when it is not a safe one.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when one connection writes while another
checkpoints. `pysqlite3` brings a fixed SQLite; without it, only one process may write at a time.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import IO

from toldby.domain.errors import UnknownLedger

_PREFERRED = ("pysqlite3.dbapi2", "sqlite3")


@dataclass(frozen=True, slots=True)
class Driver:
    """A SQLite module; `is_safe` False asks for the single-writer mode."""

    module: ModuleType
    name: str
    version: tuple[int, int, int]
    is_safe: bool

    @property
    def label(self) -> str:
        """Name and SQLite version for messages and `toldby version`."""
        mode = "" if self.is_safe else ", one writer at a time"
        return f"{self.name}, SQLite {'.'.join(map(str, self.version))}{mode}"


def is_wal_safe(version: tuple[int, int, int]) -> bool:
    """This SQLite version cannot lose pages when a checkpoint meets a writer."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def choose_driver(names: Sequence[str] = _PREFERRED) -> Driver:
    """The first safe driver that is installed, else the last one found, in single-writer mode."""
    found: list[Driver] = []
    for name in names:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        major, minor, patch = module.sqlite_version_info[:3]
        version = (major, minor, patch)
        found.append(Driver(module, name.partition(".")[0], version, is_wal_safe(version)))
    if not found:
        raise UnknownLedger("this Python has no SQLite module; install pysqlite3")
    return next((driver for driver in found if driver.is_safe), found[-1])


class WriterLock:
    """An operating-system lock beside the ledger, held by the one process that may write."""

    def __init__(self, ledger: Path, driver: Driver) -> None:
        self._path = ledger.with_name(ledger.name + ".lock")
        self._driver = driver
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Hold the lock.

        Raises UnknownLedger when another process holds it.
        """
        if self._file is not None:
            return
        file = self._path.open("ab")
        try:
            _lock_file(file)
        except OSError as error:
            file.close()
            raise UnknownLedger(
                f"{self._path.name}: another process is writing this ledger, and {self._driver.label} allows only"
                " one writer; wait for it, or install pysqlite3 >= 0.6.1"
            ) from error
        self._file = file

    def give_back(self) -> None:
        """Let the next writer in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock_file(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
