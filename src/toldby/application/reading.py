"""The ledger as it is read: with document dates narrowed by what other reports tell (ladder rung 5)."""

from __future__ import annotations

from toldby.application.ledger_store import LedgerStore
from toldby.domain.ledger import Ledger
from toldby.domain.lexicon import Lexicon


def read_ledger(store: LedgerStore, lexicon: Lexicon) -> Ledger:
    """Everything, in the order of the export."""
    return store.read_ledger()
