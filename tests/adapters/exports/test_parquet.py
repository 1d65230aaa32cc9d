"""Parquet tables: typed, equal to the lines of the contract when read back with pyarrow, DuckDB and pandas."""

# ruff: noqa: ANN401 - values of JSON of any shape
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toldby.adapters.exports import event_report, parquet
from toldby.adapters.exports.jsonl import encode_claims, encode_incidents
from toldby.adapters.exports.written import write_encoded
from toldby.application.exporting.view import ExportView

arrow = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")


@pytest.fixture(scope="module")
def folder(demo_view: ExportView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parquet")
    write_encoded("parquet", demo_view, parquet.encode(demo_view), out)
    return out


def undo(value: Any, pattern: Any) -> Any:
    """A value read back, in the shape of the contract's JSON."""
    if isinstance(pattern, dict) and isinstance(value, list):
        return {k: undo(v, pattern[k]) for k, v in value}
    if isinstance(pattern, dict) and isinstance(value, str):
        return json.loads(value)
    if isinstance(pattern, dict):
        return {k: undo(value[k], pattern[k]) for k in pattern if k in value}
    if isinstance(pattern, list) and pattern and isinstance(value, dict):
        return list(value.values())
    if isinstance(pattern, list):
        return [undo(v, p) for v, p in zip(value, pattern, strict=True)]
    return value


LEFT_OUT = {"candidates", "trigger", "span"}
"""Parts of a proposition that stand in the lossless dump alone."""


def prune(value: Any, is_inside: bool = False) -> Any:
    if isinstance(value, dict):
        inside = {k: v for k, v in value.items() if not (is_inside and k in LEFT_OUT)}
        return {k: prune(v, is_inside or k in ("proposition", "further_propositions")) for k, v in inside.items()}
    return [prune(v, is_inside) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("table", "key"), [("claims", "claim_id"), ("incidents", "incident_id")])
def test_rows_are_the_lines_of_the_contract(table: str, key: str, folder: Path, demo_view: ExportView) -> None:
    made = encode_claims(demo_view.ledger) if table == "claims" else encode_incidents(demo_view.ledger)
    lines = {row[key]: prune(row) for row in made}
    rows = arrow.read_table(folder / f"{table}.parquet").to_pylist()
    assert len(rows) == len(lines) > 0
    for row in rows:
        line = lines[row[key]]
        assert {name: undo(row[name], value) for name, value in line.items()} == line


def test_types_and_metadata(folder: Path) -> None:
    found = arrow.read_schema(folder / "claims.parquet")
    assert found.metadata[b"toldby.contract"] == b"toldby/1"
    assert str(found.field("content").type) == "list<element: struct<start: int32, end: int32>>"
    proposition = found.field("proposition").type
    assert str(proposition.field("start_date").type) == "date32[day]"
    meta = arrow.read_metadata(folder / "claims.parquet")
    assert meta.row_group(0).column(0).compression == "ZSTD"


def test_reads_in_duckdb(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    source = f"read_parquet('{folder / 'incidents.parquet'}')"
    ((count, first),) = duckdb.sql(f"select count(*), min(start_date) from {source}").fetchall()
    assert (count, str(first)) == (12, "2017-10-11")
    rows = duckdb.sql(
        f"select event_id, origins.low, origins.by_camp['teskoria'] from {source} where state = 'contested' order by 1"
    ).fetchall()
    assert ("TB-3BPW38", 4, 1) in rows
    denied = duckdb.sql(
        f"select distinct origin from read_parquet('{folder / 'accounts.parquet'}') where positions like '%denies%'"
    ).fetchall()
    assert ("Ministry of the Armed Forces",) in denied


def test_reads_in_pandas(folder: Path, demo_view: ExportView) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    accounts = pandas.read_parquet(folder / "accounts.parquet")
    assert len(accounts) == len(event_report.list_rows(demo_view))
    deaths = accounts.groupby("event_id")["deaths_best"].max()
    assert deaths["TB-3BPW38"] == 5
    assert accounts["deaths_best"].isna().any(), "silence is no number"


def test_every_row_of_an_incident_has_link_policy_and_count(folder: Path) -> None:
    for row in arrow.read_table(folder / "incidents.parquet").to_pylist():
        assert row["x_url"].startswith("urn:toldby:incident:")
        assert row["x_policy"] == "none"
        assert row["x_left_out"] >= 0
