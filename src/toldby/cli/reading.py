"""Opens a ledger for the commands that show something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toldby.api import LedgerView


@contextmanager
def open_view(ledger: str) -> Iterator[LedgerView]:
    """What a reader may ask of the ledger."""
    from toldby import api

    with api.open_ledger(ledger) as view:
        yield view
