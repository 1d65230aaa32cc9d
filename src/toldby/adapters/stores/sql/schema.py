"""The schema version of an open database: checked, and brought up to date before writing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from toldby.adapters.stores.sql.engine import Database, Mode
from toldby.adapters.stores.sql.migrations import HEAD, KNOWN
from toldby.domain.errors import UnknownLedger

APPLICATION_ID = 0x746F6C64
"""Marks a SQLite file as a ledger ("told")."""


def prepare_schema(database: Database) -> None:
    """Make the database one that this version can work with.

    Raises UnknownLedger when it is no ledger, or was made by a newer toldby.
    """
    with database.reader.connect() as connection:
        version = _read_version(connection)
        is_foreign = version is None and bool(inspect(connection).get_table_names())
    if version == HEAD:
        return
    if is_foreign or (version is None and database.mode is not Mode.CREATE):
        raise UnknownLedger(f"{database.name} is not a ledger; name another one with --ledger")
    if version is not None and version not in KNOWN:
        raise UnknownLedger(
            f"{database.name} was made by a newer toldby (schema {version}, this one knows {HEAD}); upgrade toldby"
        )
    if database.mode is Mode.READ:
        raise UnknownLedger(f"{database.name} has the older schema {version}; run toldby build once to upgrade it")
    with database.writer.begin() as connection:
        upgrade(connection)


def _read_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Bring the schema to HEAD inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
