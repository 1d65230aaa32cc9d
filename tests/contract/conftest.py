"""One store of each kind, empty, for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.samples.postgres import start_server
from toldby.adapters.stores.memory import MemoryStore
from toldby.adapters.stores.sql.engine import Mode
from toldby.adapters.stores.sql.store import open_store
from toldby.application.ledger_store import LedgerStore

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    yield from start_server()


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """A migrated database that tests copy, because copying is faster than migrating."""
    _run_on(server, "CREATE DATABASE migrated")
    open_store(f"postgresql://postgres@/migrated?host={server}", Mode.CREATE).close()
    return "migrated"


@pytest.fixture
def postgres_url(server: str, template: str) -> str:
    name = f"t_{next(_numbers)}"
    _run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"postgresql://postgres@/{name}?host={server}"


def _run_on(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"host={server} user=postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database ledger can be opened again."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return str(tmp_path / "a.toldby")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LedgerStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    path = tmp_path / "a.toldby"
    target = str(path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = open_store(target, Mode.CREATE)
    yield opened
    opened.close()
