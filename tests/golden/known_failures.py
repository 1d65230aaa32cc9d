"""Rows of the golden tests that do not hold yet. Each of them must fail: a row that holds has to leave the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

KNOWN_FAILURES: dict[str, str] = {
    "R07b/deny.agent_sides": "assemble: who denies closing is not known to be who would have closed",
    "I6.when.conflict-time.R10a-R12b": "times: an afternoon and the night after it are one day",
}
"""Test id -> what comes out instead."""


def make_rows(rows: Iterable[tuple[str, tuple[Any, ...]]]) -> list[Any]:
    """Parameters with their ids; rows that are known to fail are expected to."""
    return [pytest.param(*values, id=name, marks=mark_known(name)) for name, values in rows]


def mark_known(name: str) -> tuple[Any, ...]:
    """The mark of a known failure, if the row is one."""
    reason = KNOWN_FAILURES.get(name)
    return () if reason is None else (pytest.mark.xfail(reason=reason, strict=True),)
