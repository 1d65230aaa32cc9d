"""Every file below a folder in a stable order; links and pipes are named, never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toldby.adapters.sources.ignore import NAME as IGNORE_NAME
from toldby.adapters.sources.ignore import IgnoreList, read_patterns
from toldby.adapters.sources.names import escape_name
from toldby.adapters.sources.sidecar import NAME as SIDECAR_NAME

SETTINGS_NAME = "toldby.toml"
_LEDGER_ENDS = (".toldby", ".toldby-wal", ".toldby-shm", ".toldby-journal")
_MOST_PATTERN_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below the folder: its escaped relative path and where it really is."""

    path: str
    location: str


@dataclass(frozen=True, slots=True)
class FolderListing:
    """Inputs and sidecars of a folder, each sorted by path."""

    inputs: tuple[FoundFile, ...]
    sidecars: tuple[FoundFile, ...]


def list_folder(folder: str) -> FolderListing:
    """All inputs below a folder: no hidden files, no sidecars, no settings, no ledgers, nothing ignored."""
    ignored = read_ignore_list(folder)
    inputs: list[FoundFile] = []
    sidecars: list[FoundFile] = []
    for found in _walk(folder, ignored):
        name = found.path.rsplit("/", 1)[-1]
        if name == SIDECAR_NAME:
            sidecars.append(found)
        elif name != SETTINGS_NAME and not name.endswith(_LEDGER_ENDS):
            inputs.append(found)
    return FolderListing(tuple(sorted(inputs, key=_by_path)), tuple(sorted(sidecars, key=_by_path)))


def read_ignore_list(folder: str) -> IgnoreList:
    """The patterns of the folder's `.toldbyignore`; none when there is no such file."""
    path = Path(folder, IGNORE_NAME)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return IgnoreList()
        with path.open("rb") as stream:
            return read_patterns(stream.read(_MOST_PATTERN_BYTES).decode("utf-8", "replace"))
    except OSError:
        return IgnoreList()


def _walk(folder: str, ignored: IgnoreList) -> Iterator[FoundFile]:
    waiting = [(folder, "")]
    while waiting:
        location, prefix = waiting.pop()
        for name in _list_names(location):
            path = f"{prefix}{escape_name(name)}"
            if name.startswith(".") or ignored.holds(path):
                continue
            place = os.path.join(location, name)  # noqa: PTH118  (names may be no valid text)
            if _is_folder(place):
                waiting.append((place, f"{path}/"))
            else:
                yield FoundFile(path, place)


def _list_names(location: str) -> list[str]:
    try:
        return sorted(os.listdir(location))  # noqa: PTH208  (names may be no valid text)
    except OSError:
        return []


def _is_folder(location: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(location).st_mode)
    except OSError:
        return False


def _by_path(found: FoundFile) -> str:
    return found.path
