"""Rows put in, replaced and taken out; the caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, delete, insert
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from toldby.adapters.stores.sql.rows import Row, chunk


def insert_rows(db: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Plain rows, none of which is there yet."""
    batch = list(rows)
    if batch:
        db.execute(insert(table), batch)


def upsert_rows(db: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Rows that replace those with the same primary key."""
    batch = list(rows)
    if not batch:
        return
    make = insert_sqlite if db.dialect.name == "sqlite" else insert_postgres
    statement = make(table)
    key = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in batch[0] if name not in key}
    db.execute(statement.on_conflict_do_update(index_elements=key, set_=rest), batch)


def delete_where_in(db: Connection, table: Table, column: ColumnElement[str], values: Iterable[str]) -> None:
    """Rows whose column is one of the values."""
    for part in chunk(values):
        db.execute(delete(table).where(column.in_(part)))
