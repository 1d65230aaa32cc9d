"""What the measurements share: reproducible copies, honest tables, blocks that are exchanged whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.orders import shuffle
from benchmarks.results import END_MARK, START_MARK, Run, judge_values, replace_block, write_short_table, write_table
from benchmarks.speed import change_names, write_copies

TEXT = "On Friday troops near Pelluk fired, the council of Ondrel said in May 2019."


def test_copies_have_other_names_and_other_years() -> None:
    changed = change_names(TEXT, 3)
    assert changed == change_names(TEXT, 3), "the same copy in every run"
    assert changed != change_names(TEXT, 4)
    assert "Pelluk" not in changed
    assert "Ondrel" not in changed
    assert changed.endswith(" said in May 2016.")
    assert changed.startswith("On Friday troops near ")


def test_every_copy_is_written_with_a_date(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    reports.mkdir()
    out.mkdir()
    (reports / "a.txt").write_text(TEXT)
    assert write_copies(reports, 3, out) == 3
    assert len(list(out.glob("*.txt"))) == 3
    assert len((out / "metadata.csv").read_text().splitlines()) == 4


def test_orders_are_shuffled_and_the_same_in_every_run() -> None:
    names = [f"{number}" for number in range(9)]
    orders = list(shuffle(names, 20))
    assert orders == list(shuffle(names, 20))
    assert all(sorted(order) == names and order != names for order in orders)
    assert len({tuple(order) for order in orders}) == 20


def test_a_missed_target_is_said() -> None:
    run = Run(tuple(judge_values({"dated.merges": 4, "times.strict": 30, "speed": 9.5})), (), "2026-01-01", "a machine")
    table = write_table(run)
    assert "| at least 5 | **4 of 8** (missed) |" in table
    assert "| at least 29 | 30 of 34 |" in table
    assert "| at least 8 | 9.5 |" in table
    assert "$TOLDBY_SHARED/gold/time_cases.json" in table, "the command stands beside it"
    assert len(write_short_table(run).splitlines()) == 5


def test_a_block_is_exchanged_whole() -> None:
    text = f"before\n{START_MARK}\nold\n{END_MARK}\nafter\n"
    assert replace_block(text, "new\n") == f"before\n{START_MARK}\nnew\n{END_MARK}\nafter\n"
    with pytest.raises(ValueError, match="figures"):
        replace_block("no marks", "new\n")
