"""The command disputes: rows, grid, JSON, and what to ask for instead."""

from __future__ import annotations

import json

from tests.cli.conftest import Toldby
from tests.samples import ledger as sample
from toldby.domain.short_ids import name_short


def test_rows_name_both_ends(call: Toldby) -> None:
    call("build", "reports")
    done = call("disputes")
    assert done.code == 0
    assert done.out.startswith(f"deny  occurrence  {name_short(sample.SHELLED)}  2019-05-09")
    assert "Office [one/second.txt]: " in done.out
    assert done.out.rstrip().endswith("pending: no collected report says what is denied"), "pending ones come last"
    assert "2 disputes" in done.err


def test_grid_counts_pairs(call: Toldby) -> None:
    call("build", "reports")
    head, row = call("disputes", "--grid").out.splitlines()
    assert head.split() == ["who", "whom", "denies", "differs"]
    assert row.startswith("Office")
    assert row.split()[-2:] == ["1", "-"]


def test_filters_and_json(call: Toldby) -> None:
    call("build", "reports")
    assert call("disputes", "--between", "nobody").out == ""
    assert call("disputes", "--kind", "conflict-number").out == ""
    found = [json.loads(line) for line in call("disputes", "--between", "teskoria,halvena", "--json").out.splitlines()]
    assert [(d["kind"], d["a"]["side"], d["b"]["side"], d["state"]) for d in found] == [
        ("deny", "teskoria", "halvena", "open")
    ]
    assert call("disputes", "--incident", name_short(sample.SHELLED), "--json").out


def test_wrong_kind_is_one_line(call: Toldby) -> None:
    call("build", "reports")
    done = call("disputes", "--kind", "quarrel")
    assert (done.code, done.out) == (2, "")
    assert "--kind quarrel: must be one of deny" in done.err
    assert call("disputes", "--incident", "TB-ZZZZZZ").code == 2
