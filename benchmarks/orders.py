"""Whether the ledger depends on the order in which its reports arrive."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.shared import copy_dated
from toldby.adapters.exports.jsonl import JsonlExporter
from toldby.adapters.sources.files import FolderSource
from toldby.application.build import Recipe, build_ledger
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import Linking
from toldby.application.ports import Failure, InputRef, RawReport
from toldby.bootstrap import DEMO_REPORTS, make_recipe, open_store
from toldby.domain.text import InputProblem


def count_differing(shared: Path, orders: int, step: int | None = None) -> int:
    """How many shuffled orders of seeds and demo give other bytes than the sorted order.

    `step` is how many reports a build gets (None: all at once).
    """
    with tempfile.TemporaryDirectory() as scratch:
        folders = (DEMO_REPORTS, copy_dated(shared, Path(scratch, "dated")))
        desk = _Desk(folders, Path(scratch))
        expected = desk.export(desk.names, None)
        return sum(desk.export(names, step) != expected for names in shuffle(desk.names, orders))


def shuffle(names: Sequence[str], orders: int) -> Iterator[list[str]]:
    """The same orders in every run, none of them sorted."""
    for seed in range(orders):
        shuffled = list(names)
        random.Random(seed).shuffle(shuffled)
        yield shuffled


class _Desk:
    """Builds ledgers of the same reports again and again; each report is analysed once."""

    def __init__(self, folders: Sequence[Path], scratch: Path) -> None:
        self._source = FolderSource(folders)
        self._refs = {ref.path: ref for ref in self._source.inputs()}
        self._engine = _Remembering()
        self._scratch = scratch
        self._built = 0
        self.names = sorted(self._refs)

    def export(self, names: Sequence[str], step: int | None) -> dict[str, bytes]:
        self._built += 1
        recipe = make_recipe()
        out = self._scratch / f"export-{self._built}"
        with closing(open_store(str(self._scratch / f"{self._built}.toldby"), "create")) as store:
            size = step or len(names)
            for start in range(0, len(names), size):
                self._build(store, recipe, names[start : start + size])
            JsonlExporter().write(store.read_ledger(), store.read_keys(), out)
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}

    def _build(self, store: LedgerStore, recipe: Recipe, names: Sequence[str]) -> None:
        part = _Part(self._source, [self._refs[name] for name in names])
        build_ledger([part], store, recipe, self._engine, Linking(recipe.coding.lexicon, recipe.table, _ignore))


class _Part:
    """Some inputs of a source, in the order named."""

    def __init__(self, source: FolderSource, refs: Sequence[InputRef]) -> None:
        self._source = source
        self._refs = refs

    def inputs(self) -> Iterator[InputRef]:
        yield from self._refs

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        return self._source.read(ref)

    def problems(self) -> tuple[InputProblem, ...]:
        return ()


class _Remembering:
    """An engine that does the same work on the same report once."""

    def __init__(self) -> None:
        self._results: dict[object, object] = {}

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any | Failure]:
        for item in items:
            if item not in self._results:
                self._results[item] = work(item)
            yield self._results[item]


def _ignore(stage: str, done: int, total: int) -> None:
    """No progress wanted."""
