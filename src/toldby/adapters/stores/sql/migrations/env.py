"""Runs migrations on the connection that `schema.upgrade` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from toldby.adapters.stores.sql.tables import metadata


def run() -> None:
    """One transaction for all steps, the caller's."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    context.run_migrations()


run()
