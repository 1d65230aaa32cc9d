"""Rows of the golden tests that do not hold yet. Each of them must fail: a row that holds has to leave the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

KNOWN_FAILURES: dict[str, str] = {
    "S1c.shown_on": "episodes: a demand without a happening of its own is on no row",
    "R09b.rows": "episodes: a claim that somebody did not answer is on no row",
    "R12c.rows": "episodes: a claim that somebody did not answer is on no row",
    "R04f.total": "events: a total of violations is passed over without a listed reason",
    "R12-both-rungs-are-kept": "document dates: the rung that asks other reports is not built",
    "Zhelm-road-is-used-by-the-ministry": "places: names said in a claim without a happening are not collected",
    "I6.names": "places: names said in a claim without a happening are not collected",
    "I4.patients": "events: the place of a dateline is taken for a party",
    "swap.R08a": "events: the place of a dateline is taken for a party, for one of the sides",
    "swap.I4": "events: the place of a dateline is taken for a party, for one of the sides",
    "I4.occurrence=None": "count: who denies having done it is counted against the cut itself",
    "I4.actor.deny.R07b/deny-R08a": "relate: who denies having done it denies the cut itself",
    "I4.disputes": "relate: who denies having done it denies the cut itself",
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
