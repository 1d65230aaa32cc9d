"""The demo corpus as a ledger, and views of it, for the tests of every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.golden.building import DEMO, add
from toldby.adapters.stores.memory import MemoryStore
from toldby.application.exporting.options import ExportOptions
from toldby.application.exporting.persons import PersonWords
from toldby.application.exporting.view import ExportView, make_view
from toldby.application.reading import read_ledger
from toldby.bootstrap import load_link_table, make_person_words
from toldby.domain.ledger import Ledger


@pytest.fixture(scope="session")
def person_words() -> PersonWords:
    return make_person_words()


@pytest.fixture(scope="session")
def demo_ledger() -> Iterator[Ledger]:
    with closing(MemoryStore()) as store:
        add(store, DEMO)
        yield read_ledger(store, load_link_table())


@pytest.fixture(scope="session")
def demo_view(demo_ledger: Ledger, person_words: PersonWords) -> ExportView:
    return make_view(demo_ledger, ExportOptions(), person_words)


@pytest.fixture(scope="session")
def view_demo(demo_ledger: Ledger, person_words: PersonWords) -> Callable[[ExportOptions], ExportView]:
    """A view of the demo with other options."""
    return lambda options: make_view(demo_ledger, options, person_words)
