"""Opens the database of a ledger: a SQLite file, or a PostgreSQL URL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from toldby.adapters.stores.sql.drivers import Driver, WriterLock, choose_driver
from toldby.domain.errors import ExtraMissing, StoreConflict, UnknownLedger


class Mode(StrEnum):
    """What a ledger is opened for."""

    READ = "read"
    WRITE = "write"
    CREATE = "create"


_HEADER = b"SQLite format 3\x00"
_RIGHTS = {Mode.WRITE: "rw", Mode.CREATE: "rwc"}
_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "busy_timeout=10000",
    "cache_size=-65536",  # kibibytes: ids and fingerprints are random, so every insert touches other pages
)


@dataclass(frozen=True)
class Database:
    """An engine for reading, the same one for writing, and the lock of the single-writer mode."""

    name: str
    mode: Mode
    reader: Engine
    writer: Engine
    lock: WriterLock | None = None

    def close(self) -> None:
        """Close all connections, then let the next writer in."""
        if self.lock is not None:
            with self.reader.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.reader.dispose()
        if self.lock is not None:
            self.lock.give_back()


def is_server(target: str) -> bool:
    """The ledger is a PostgreSQL database, not a file."""
    return target.startswith(("postgresql:", "postgresql+", "postgres:"))


def open_database(target: str, mode: Mode, driver: Driver | None = None) -> Database:
    """The database behind a file name or a PostgreSQL URL.

    Raises UnknownLedger in one sentence when it is missing, is no ledger or cannot be written.
    """
    if is_server(target):
        return _open_server(target, mode)
    return _open_file(Path(target), mode, driver or choose_driver())


def _open_file(path: Path, mode: Mode, driver: Driver) -> Database:
    _look_at_file(path, mode)
    lock = None
    if mode is not Mode.READ and not driver.is_safe:
        lock = WriterLock(path, driver)
        lock.take()
    engine = create_engine(
        "sqlite://",
        module=driver.module,
        creator=lambda: driver.module.connect(_uri(path, mode), uri=True, check_same_thread=False),
        poolclass=QueuePool,
    )
    _prepare_sqlite(engine, path.name, mode, has_lock=lock is not None)
    _name_errors(engine, path.name)
    return Database(path.name, mode, engine, engine.execution_options(write=True), lock)


def _look_at_file(path: Path, mode: Mode) -> None:
    if path.is_dir():
        raise UnknownLedger(f"{path} is a folder, not a ledger; name a file such as {path.name}.toldby")
    if not path.exists():
        if mode is not Mode.CREATE:
            raise UnknownLedger(f"there is no ledger {path}; make one with: toldby build FOLDER --ledger {path}")
        if not path.parent.is_dir():
            raise UnknownLedger(f"{path}: its folder does not exist; make it first or name another ledger")
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except OSError as error:
        raise UnknownLedger(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    if start != _HEADER and not (start == b"" and mode is Mode.CREATE):
        raise UnknownLedger(f"{path} is not a ledger; name another file with --ledger")


def _uri(path: Path, mode: Mode) -> str:
    return f"{path.resolve().as_uri()}?{_read_uri(path) if mode is Mode.READ else f'mode={_RIGHTS[mode]}'}"


def _read_uri(path: Path) -> str:
    """Readers may write beside the ledger where they can, so that the last one tidies the log up."""
    if os.access(path.parent, os.W_OK) and os.access(path, os.W_OK):
        return "mode=rw"
    is_quiet = not path.with_name(path.name + "-wal").exists()
    return "mode=ro&immutable=1" if is_quiet else "mode=ro"


def _prepare_sqlite(engine: Engine, name: str, mode: Mode, *, has_lock: bool) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute("PRAGMA " + pragma)
        if mode is Mode.READ:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            if cursor.fetchone() != ("wal",):
                raise UnknownLedger(f"{name}: no write-ahead log here (a network folder?); put it on a local disk")
            cursor.execute(f"PRAGMA wal_autocheckpoint={0 if has_lock else 1000}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        # a transaction that reads first and writes later fails at once when another one wrote in between
        writes = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _open_server(target: str, mode: Mode) -> Database:
    url = _server_url(target)
    name = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        raise ExtraMissing("postgres", "a ledger in PostgreSQL") from error
    _name_errors(engine, name)
    return Database(name, mode, engine.execution_options(isolation_level="REPEATABLE READ"), engine)


def _server_url(target: str) -> URL:
    try:
        return make_url(target).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise UnknownLedger("the ledger's PostgreSQL URL cannot be read; write postgresql://USER@HOST/NAME") from error


_SENTENCES = (
    ("readonly database", "cannot be written; check the permissions of the file and its folder"),
    ("unable to open", "cannot be opened; check that its folder exists and can be written"),
    ("not a database", "is not a ledger; name another file with --ledger"),
    ("malformed", "is damaged; restore it from a backup or import an export"),
    ("disk is full", "could not be written, the disk is full; free some space and run again"),
    ("disk i/o error", "could not be read or written (disk error); check the disk and run again"),
    ("locked", "is being written by another process; wait for it and run again"),
    ("connect", "cannot be reached; check that the server runs and the URL is right"),
)


def _name_errors(engine: Engine, name: str) -> None:
    """Errors of the database become one sentence that says what and where."""

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        cause = context.original_exception
        said = str(cause).partition("\n")[0]
        kind = type(cause).__name__
        if kind in ("IntegrityError", "CheckViolation", "UniqueViolation", "RaiseException"):
            raise StoreConflict(f"{name}: {said}") from cause
        if kind in ("OperationalError", "DatabaseError", "ConnectionTimeout"):
            sentence = next((text for key, text in _SENTENCES if key in str(cause).lower()), None)
            raise UnknownLedger(f"{name} {sentence}" if sentence else f"{name}: {said}") from cause
