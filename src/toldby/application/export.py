"""The use case "export": a ledger, written in one format."""

from __future__ import annotations

from pathlib import Path

from toldby.application.ledger_store import LedgerStore
from toldby.application.ports import Exporter
from toldby.application.reading import read_ledger
from toldby.domain.linktable import LinkTable


def export_ledger(store: LedgerStore, exporter: Exporter, table: LinkTable, out: Path) -> tuple[str, ...]:
    """Write the ledger under `out`; gives the names of the files."""
    return exporter.write(read_ledger(store, table), store.read_keys(), out)
