"""Invented conflicts without a region pack: no two reports are joined that tell different happenings.

Each folder of `tests/texts` holds several outlets per incident and hard negatives: the same kind at the
same or a near place, one to seven days apart. `<folder>.pairs.csv` lists the pairs of reports that share
an incident. Precision must be whole; a missed pair is a loss, a false one a fault.
"""

from __future__ import annotations

import csv
import shutil
from contextlib import closing
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tests.golden.building import Remembering
from toldby.adapters.sources.files import FolderSource
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.build import Recipe, build_ledger
from toldby.application.linkage import Linking
from toldby.bootstrap import make_recipe

TEXTS = Path(__file__).parents[1] / "texts"
Pairs = frozenset[tuple[str, str]]

CASES = [
    # folder, with the sidecar's dates, least share of the pairs found
    ("sarn", True, 0.6),
    ("sarn", False, 0.4),
    ("ashkara", True, 1.0),
    ("ashkara", False, 0.75),
    ("karsland", True, 0.25),
    ("karsland", False, 0.0),
]


@cache
def _recipe() -> Recipe:
    return make_recipe(("demo-tirrow",))


def _read_expected(name: str) -> Pairs:
    with (TEXTS / f"{name}.pairs.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["a"], row["b"]) for row in csv.DictReader(file))


def _link(folder: Path) -> Pairs:
    recipe = _recipe()
    linking = Linking(recipe.coding.lexicon, recipe.table, lambda *_: None)
    with closing(MemoryStore()) as store:
        build_ledger([FolderSource((folder,))], store, recipe, Remembering(), linking)
        ledger = store.read_ledger()
    paths = {a.report.doc_id: Path(a.report.path).name for a in ledger.analyses}
    told = [sorted(paths[doc] for doc in incident.documents) for incident in ledger.incidents]
    return frozenset(pair for names in told for pair in combinations(names, 2))


@pytest.mark.parametrize(("name", "with_dates", "least"), CASES)
def test_pairs(name: str, with_dates: bool, least: float, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(TEXTS / name, folder)
    if not with_dates:
        (folder / "metadata.csv").unlink()
    expected, found = _read_expected(name), _link(folder)
    assert found - expected == frozenset(), "reports of different happenings joined"
    assert len(found & expected) >= least * len(expected), sorted(expected - found)
