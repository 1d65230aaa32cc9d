"""Text many reports share: left for the reader while a build runs, and then the same as if it had been compared."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.application.builds import build_folder, export_bytes, fill, names_of_differing
from toldby.adapters.stores.memory import MemoryStore
from toldby.application import shared_text
from toldby.application.reading import add_waiting, read_ledger
from toldby.application.shared_text import compare_waiting
from toldby.bootstrap import load_link_table

# the office's statement, printed by several outlets: every report shares it with every other
STATEMENT = (
    "The Halvena Ministry of Defence said that shells fired from the far bank had hit two barns and a mill "
    "near Pelluk shortly before noon, and that nobody was hurt.\n"
)
FILES = {f"wire{n}.txt": f"Outlet number {n}\n\n{STATEMENT}" for n in range(6)} | {"r01.txt": "r01.txt"}


def build(tmp_path: Path) -> MemoryStore:
    store = MemoryStore()
    build_folder(store, fill(tmp_path / "texts", FILES))
    return store


def test_few_sharers_are_compared_at_once(tmp_path: Path) -> None:
    with closing(build(tmp_path)) as store:
        assert store.uncompared_docs() == ()
        assert store.tally().shared_pairs == 15


def test_many_sharers_wait_and_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(build(tmp_path)) as store:
        at_once = export_bytes(store, tmp_path / "at_once")
    monkeypatch.setattr(shared_text, "MOST_COMPARED", 2)
    with closing(build(tmp_path)) as store:
        assert len(store.uncompared_docs()) == 6, "each of the six has five others"
        assert store.tally().uncompared == 6
        assert store.read_ledger().reuse == ()
        later = export_bytes(store, tmp_path / "later")
    assert names_of_differing(at_once, later) == []


def test_readers_add_what_waits_and_nothing_twice(tmp_path: Path) -> None:
    table = load_link_table()
    with closing(build(tmp_path)) as store:
        whole = read_ledger(store, table)
    docs = frozenset(a.report.doc_id for a in whole.analyses)
    assert compare_waiting(whole.analyses, frozenset(), table) == ()
    assert set(compare_waiting(whole.analyses, docs, table)) == set(whole.reuse)
    assert add_waiting(whole, docs, table) == whole
    one = frozenset(sorted(docs)[:1])
    assert set(compare_waiting(whole.analyses, one, table)) == {r for r in whole.reuse if one & {r.a, r.b}}
