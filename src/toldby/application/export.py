"""The use case "export": a ledger, written in one format."""

from __future__ import annotations

from pathlib import Path

from toldby.application.ledger_store import LedgerStore
from toldby.application.ports import Exporter


def export_ledger(store: LedgerStore, exporter: Exporter, out: Path) -> tuple[str, ...]:
    """Write the ledger under `out`; gives the names of the files."""
    return exporter.write(store.read_ledger(), store.read_keys(), out)
