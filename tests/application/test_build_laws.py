"""Reproducible and incremental: any order, any parts, reports that leave and come back give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.application.builds import build_afresh, build_folder, export_bytes, fill, names_of_differing
from tests.golden.building import DEMO, build_bytes
from toldby.adapters.stores.memory import MemoryStore

LAWFUL = settings(deadline=None, max_examples=25)


@cache
def at_once(names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The export of one build of these reports."""
    with TemporaryDirectory() as folder:
        return build_bytes([names], Path(folder))


@LAWFUL
@given(st.permutations(DEMO), st.sets(st.integers(1, len(DEMO) - 1), max_size=6))
def test_parts_in_any_order_equal_one_build(order: Sequence[str], cuts: set[int]) -> None:
    marks = [0, *sorted(cuts), len(order)]
    parts = [order[a:b] for a, b in pairwise(marks)]
    with TemporaryDirectory() as folder:
        assert names_of_differing(at_once(DEMO), build_bytes(parts, Path(folder))) == []


@LAWFUL
@given(st.sets(st.sampled_from(DEMO), min_size=2), st.data())
def test_any_set_of_reports_has_one_ledger(names: set[str], data: st.DataObject) -> None:
    """Not only the whole corpus: what is missing must not be remembered from an order either."""
    order = data.draw(st.permutations(sorted(names)))
    with TemporaryDirectory() as folder:
        found = build_bytes([[name] for name in order], Path(folder))
        assert names_of_differing(at_once(tuple(sorted(names))), found) == []


SLOTS = ("a.txt", "b.txt", "c.html", "d.txt", "e.txt", "f.html", "g.txt", "h.txt")
CONTENTS = st.sampled_from((*DEMO, ""))
CHANGES = st.lists(st.dictionaries(st.sampled_from(SLOTS), CONTENTS, min_size=1, max_size=6), min_size=2, max_size=4)


@LAWFUL
@given(CHANGES)
def test_files_that_change_give_the_ledger_of_their_last_state(batches: list[dict[str, str]]) -> None:
    """Reports come, leave, come back, move to another path, and lie twice in the folder."""
    with TemporaryDirectory() as place, closing(MemoryStore()) as store:
        folder = Path(place) / "in"
        for batch in batches:
            build_folder(store, fill(folder, batch))
        found = export_bytes(store, Path(place) / "out")
        assert names_of_differing(build_afresh(folder, Path(place) / "fresh"), found) == []
