"""Ledgers of the demo corpus, or parts of it, built as the command does; a report is analysed once a session."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from tests.golden.exported import Exported, read_bytes, read_export
from toldby.adapters.exports.jsonl import JsonlExporter
from toldby.adapters.sources.files import FolderSource
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.build import Built, Recipe, build_ledger
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import Linking
from toldby.application.ports import Failure, InputRef, RawReport
from toldby.application.reading import read_ledger
from toldby.bootstrap import DEMO_REPORTS, load_link_table, make_recipe
from toldby.domain.ids import JudgementId
from toldby.domain.judgements import Judgement, name_judgement
from toldby.domain.text import InputProblem

DEMO = tuple(path.name for path in sorted(DEMO_REPORTS.iterdir()) if path.name != "metadata.csv")


class Remembering:
    """An engine that does the same work on the same item once, and counts what it was asked."""

    def __init__(self) -> None:
        self._results: dict[object, object] = {}
        self.asked = 0

    def map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any | Failure]:
        for item in items:
            self.asked += 1
            if item not in self._results:
                self._results[item] = work(item)
            yield self._results[item]


class Part:
    """Some inputs of a folder, in the order named."""

    def __init__(self, names: Sequence[str], folder: Path = DEMO_REPORTS) -> None:
        self._source = FolderSource((folder,))
        self._refs = {ref.path: ref for ref in self._source.inputs()}
        self._names = names

    def inputs(self) -> Iterator[InputRef]:
        for name in self._names:
            yield self._refs[name]

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        return self._source.read(ref)

    def problems(self) -> tuple[InputProblem, ...]:
        return ()


@cache
def demo_recipe() -> Recipe:
    """The shipped language and the pack of the fiction."""
    return make_recipe(("demo-tirrow",))


@cache
def demo_engine() -> Remembering:
    """One memory for all ledgers of the demo recipe."""
    return Remembering()


def add(store: LedgerStore, names: Sequence[str], folder: Path = DEMO_REPORTS) -> Built:
    """One build of these reports into the store."""
    return build_with(demo_recipe(), demo_engine(), store, [Part(names, folder)])


def build_with(recipe: Recipe, engine: Remembering, store: LedgerStore, sources: Sequence[Part]) -> Built:
    """One build."""
    linking = Linking(recipe.coding.lexicon, recipe.table, lambda *_: None)
    return build_ledger(sources, store, recipe, engine, linking)


def write(store: LedgerStore, out: Path) -> Path:
    """The export as it lies on disk."""
    JsonlExporter().write(read_ledger(store, load_link_table()), store.read_keys(), out)
    return out


def build_bytes(batches: Iterable[Sequence[str]], out: Path) -> dict[str, bytes]:
    """The export after these builds, one after the other."""
    with closing(MemoryStore()) as store:
        for names in batches:
            add(store, names)
        return read_bytes(write(store, out))


def build_export(names: Sequence[str], out: Path) -> Exported:
    """The ledger of these reports, read back."""
    with closing(MemoryStore()) as store:
        add(store, names)
        return read_export(write(store, out))


def judge(
    store: LedgerStore,
    verdict: str,
    on_kind: str,
    ids: Sequence[str],
    *,
    field: str | None = None,
    value: object = None,
    supersedes: str | None = None,
) -> Judgement:
    """A judgement at the end of the log; `value` is any JSON value."""
    log = store.judgements()
    draft = Judgement(
        judgement_id=JudgementId(""),
        verdict=verdict,
        on_kind=on_kind,
        on_ids=tuple(ids),
        on_field=field,
        value=None if value is None else json.dumps(value),
        who="anna",
        when=f"2026-01-05T10:{12 + len(log):02d}:00Z",
        why="one event told from both banks",
        supersedes=supersedes,
        prev_hash=log[-1].judgement_id if log else None,
    )
    row = Judgement(name_judgement(draft), *(getattr(draft, name) for name in Judgement.__slots__[1:]))
    store.append_judgements([row])
    return row
