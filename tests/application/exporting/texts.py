"""Small invented ledgers for masking and withholding: one report, or several, through the whole engine."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

from tests.golden.building import demo_engine, demo_recipe
from toldby.adapters.sources.texts import GivenText, TextSource
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.build import build_ledger
from toldby.application.linkage import Linking
from toldby.application.reading import read_ledger
from toldby.domain.ledger import Ledger


def build(texts: Mapping[str, str], meta: Mapping[str, Mapping[str, str]] | None = None) -> Ledger:
    """A ledger of texts by path; `meta` holds sidecar cells by path."""
    recipe = demo_recipe()
    source = TextSource([GivenText(path, text, "2019-05-20", None) for path, text in texts.items()])
    with closing(MemoryStore()) as store:
        linking = Linking(recipe.coding.lexicon, recipe.table, lambda *_: None)
        build_ledger([source], store, recipe, demo_engine(), linking)
        ledger = read_ledger(store, recipe.table)
    cells = {path: tuple(sorted(found.items())) for path, found in (meta or {}).items()}
    return replace(
        ledger,
        analyses=tuple(
            replace(a, report=replace(a.report, meta=cells.get(a.report.path, a.report.meta))) for a in ledger.analyses
        ),
    )
