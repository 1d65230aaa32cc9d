"""Schema versions of a ledger; run from code, so no `alembic.ini` is needed."""

from __future__ import annotations

HEAD = "0002"
"""The schema this version of toldby reads and writes."""

KNOWN = ("0001", HEAD)
"""Every schema it can bring up to HEAD, oldest first."""
