"""The ledgers that the golden tests look at, built once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.golden.building import DEMO, add, judge, write
from tests.golden.exported import Exported, read_export
from toldby.application.ledger_store import LedgerStore
from toldby.bootstrap import open_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerStore]:
    """The demo ledger in a file, before any judgement; tests do not write to it."""
    with closing(open_store(str(tmp_path_factory.mktemp("demo") / "demo.toldby"), "create")) as opened:
        add(opened, DEMO)
        yield opened


@pytest.fixture(scope="session")
def demo(store: LedgerStore, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The export as the machine leaves it."""
    return read_export(write(store, tmp_path_factory.mktemp("export")))


@pytest.fixture(scope="session")
def judged(demo: Exported, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The export after one judgement: the council and the border guards tell of one event."""
    folder = tmp_path_factory.mktemp("judged")
    with closing(open_store(str(folder / "demo.toldby"), "create")) as opened:
        add(opened, DEMO)
        judge(opened, "merge", "claim", [demo.claim(name)["claim_id"] for name in ("R01a", "R02a")])
        add(opened, DEMO)
        return read_export(write(opened, folder / "export"))
