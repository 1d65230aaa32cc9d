"""`parquet`: one typed file per file of the contract, and `accounts.parquet`; reads in DuckDB and pandas.

Fields are those of `contract toldby/1`; spans are structs, days stand beside the text of a time as `date32`
(`start_date`, `end_date`), objects without fixed keys are maps or JSON text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from toldby.adapters.exports import encode as lines
from toldby.adapters.exports import event_report
from toldby.adapters.exports.extras import load
from toldby.adapters.exports.extras import need as need_extra
from toldby.adapters.exports.jsonl import CONTRACT, ORDER, encode_claims, encode_incidents
from toldby.adapters.exports.parquet_types import make_schema
from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, JsonValue, dump_json
from toldby.application.exporting.policies import make_rows
from toldby.application.exporting.view import ExportView

if TYPE_CHECKING:
    from types import ModuleType

_WHAT: Final = "--format parquet"
_ROWS: Final = 65_536


def check_installed() -> None:
    """Raises ExtraMissing without the extra `parquet`."""
    need_extra("parquet", _WHAT, "pyarrow")


def encode(view: ExportView) -> Encoded:
    """Every table of the view."""
    arrow: ModuleType = load("parquet", _WHAT, "pyarrow")
    tables = _list_tables(view)
    files = {f"{name}.parquet": _write(arrow, name, rows) for name, rows in tables.items()}
    return Encoded(files, sum(len(rows) for rows in tables.values()))


def _list_tables(view: ExportView) -> dict[str, list[JsonObject]]:
    ledger = view.ledger
    main = dict(ledger.main_incidents)
    found: dict[str, Iterable[JsonObject]] = {
        "documents": (lines.encode_document(a, main.get(a.report.doc_id)) for a in ledger.analyses),
        "claims": encode_claims(ledger),
        "incidents": _add_own(view, encode_incidents(ledger)),
        "relations": map(lines.encode_relation, ledger.relations),
        "places": (lines.encode_place(a.report, one) for a in ledger.analyses for one in a.places),
        "times": (lines.encode_time(a.report, one) for a in ledger.analyses for one in a.times),
        "reuse": map(lines.encode_reuse, ledger.reuse),
        "origins": map(lines.encode_origin, ledger.origins),
        "judgements": map(lines.encode_judgement, ledger.judgements),
        "problems": map(lines.encode_problem, ledger.problems),
    }
    tables = {name: _sort(rows, ORDER[f"{name}.jsonl"]) for name, rows in found.items()}
    return {**tables, "accounts": [dict(row) for row in event_report.list_rows(view)]}


def _add_own(view: ExportView, rows: Iterable[JsonObject]) -> Iterable[JsonObject]:
    by_id = {i.incident_id: i for i in view.incidents}
    for row in rows:
        incident = by_id[row["incident_id"]]  # type: ignore[index]
        (told,) = make_rows(view.index, incident, "none")
        own: JsonObject = {"x_url": view.link(incident), "x_policy": "none", "x_left_out": told.left_out}
        yield row | own | {"event_id": view.short_ids[incident.incident_id], "names": [*told.names]}


def _sort(rows: Iterable[JsonObject], columns: tuple[str, ...]) -> list[JsonObject]:
    def rank(row: JsonObject) -> tuple[object, ...]:
        return (*((row[c] is not None, row[c] if row[c] is not None else "") for c in columns), dump_json(row))

    return sorted(rows, key=rank)


def _write(arrow: ModuleType, name: str, rows: list[JsonObject]) -> bytes:
    schema = make_schema(arrow, name).with_metadata({"toldby.contract": CONTRACT})
    fit = _compile_row(arrow, list(schema))
    table = arrow.Table.from_pylist([fit(row) for row in rows], schema=schema)
    out = io.BytesIO()
    parquet = load("parquet", _WHAT, "pyarrow.parquet")
    parquet.write_table(table, out, compression="zstd", row_group_size=_ROWS)
    return out.getvalue()


Convert = Callable[[JsonValue], object]


def _compile_row(arrow: ModuleType, fields: Any) -> Callable[[Mapping[str, JsonValue]], dict[str, object]]:  # noqa: ANN401
    """What makes a row of the library's values out of a line; worked out once a table."""
    columns = [(field.name, _compile(arrow, field.type)) for field in fields]
    return lambda row: {name: convert(_take(row, name)) for name, convert in columns}


def _take(row: Mapping[str, JsonValue], name: str) -> JsonValue:
    """The value of a column; `x_date` is the day of `x`."""
    if name not in row and name.endswith("_date"):
        value = row.get(name.removesuffix("_date"))
        return value[:10] if isinstance(value, str) else None
    return row.get(name)


def _compile(arrow: ModuleType, kind: Any) -> Convert:  # noqa: ANN401 - a type of the library
    types = arrow.types
    if types.is_date(kind):
        return lambda value: None if value is None else date.fromisoformat(str(value)[:10])
    if types.is_struct(kind):
        names, inner = [field.name for field in kind], _compile_row(arrow, list(kind))
        return lambda value: None if value is None else inner(_name_parts(names, value))
    if types.is_map(kind):
        return lambda value: sorted(value.items()) if isinstance(value, dict) else value
    if types.is_list(kind):
        convert = _compile(arrow, kind.value_type)
        return lambda value: [convert(one) for one in value] if isinstance(value, list) else value
    if types.is_string(kind):
        return lambda value: value if value is None or isinstance(value, str) else dump_json(value)
    return lambda value: value


def _name_parts(names: list[str], value: JsonValue) -> Mapping[str, JsonValue]:
    """`[1, 5]` as start and end; an object as it is."""
    if isinstance(value, dict):
        return value
    return dict(zip(names, value, strict=True)) if isinstance(value, list) else {}
