"""Builds of small folders whose reports need not be read twice: what the tests of builds start from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.golden.building import demo_engine, demo_recipe, write
from tests.golden.exported import read_bytes
from toldby.adapters.sources.files import FolderSource
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.build import Built, build_ledger
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import Linking
from toldby.application.ports import Engine, Failure
from toldby.bootstrap import DEMO_REPORTS

Progress = Callable[[str, int, int], None]


class Stopped(Exception):
    """The build ends here, as by a power cut."""


class Cut:
    """An engine that stops the whole build after some reports."""

    def __init__(self, after: int) -> None:
        self._after = after

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any | Failure]:
        for number, result in enumerate(demo_engine().map(work, items)):
            if number == self._after:
                raise Stopped
            yield result


class Failing:
    """An engine in which the work on some reports dies."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any | Failure]:
        for item in items:
            if item.path in self._paths:
                yield Failure("worker_died", "worker_died: the process ended")
            else:
                yield from demo_engine().map(work, [item])


def ignore(stage: str, done: int, total: int) -> None:
    """No progress wanted."""


def build_folder(store: LedgerStore, folder: Path, engine: Engine | None = None, progress: Progress = ignore) -> Built:
    """One build of all files of a folder."""
    recipe = demo_recipe()
    linking = Linking(recipe.coding.lexicon, recipe.table, progress)
    return build_ledger([FolderSource((folder,))], store, recipe, engine or demo_engine(), linking)


def fill(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with these files: name -> name of a demo report, or a text of its own."""
    folder.mkdir(exist_ok=True)
    for name, origin in files.items():
        source = DEMO_REPORTS / origin
        folder.joinpath(name).write_bytes(source.read_bytes() if "." in origin and source.exists() else origin.encode())
    return folder


def export_bytes(store: LedgerStore, out: Path) -> dict[str, bytes]:
    """The export as bytes."""
    return read_bytes(write(store, out))


def build_afresh(folder: Path, out: Path) -> dict[str, bytes]:
    """What building the folder as it is now, from nothing, exports."""
    with closing(MemoryStore()) as store:
        build_folder(store, folder)
        return export_bytes(store, out)


def names_of_differing(a: Mapping[str, bytes], b: Mapping[str, bytes]) -> list[str]:
    """Files of two exports that are not the same bytes."""
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
