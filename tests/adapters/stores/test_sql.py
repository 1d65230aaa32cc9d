"""What only databases can break: files that are no ledger, triggers, versions, drivers, locks."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

import toldby.adapters.stores.sql as package
from tests.samples import ledger as sample
from tests.samples.stores import fill
from toldby.adapters.stores.sql import tables
from toldby.adapters.stores.sql.columns import decode_crockford
from toldby.adapters.stores.sql.drivers import Driver, choose_driver, is_wal_safe
from toldby.adapters.stores.sql.engine import Database, Mode, open_database
from toldby.adapters.stores.sql.migrations import HEAD, KNOWN
from toldby.adapters.stores.sql.store import open_store
from toldby.domain.errors import StoreConflict, UnknownLedger
from toldby.domain.ids import encode_crockford


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.toldby"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """A filled ledger, open underneath the store."""
    store = open_store(str(path), Mode.CREATE)
    fill(store)
    store.close()
    opened = open_database(str(path), Mode.WRITE)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE judgement SET who = 'nobody'", "DELETE FROM judgement", "DELETE FROM judgement WHERE id = 1"],
)
def test_judgements_are_append_only_in_the_database(database: Database, statement: str) -> None:
    with pytest.raises(StoreConflict, match="only appended"), database.writer.begin() as db:
        db.execute(text(statement))


def test_span_law_in_the_database(database: Database) -> None:
    row = {"claim_id": 1, "role": "cue", "ordinal": 9, "report_id": 1, "start": 0, "end": 4}
    with pytest.raises(StoreConflict, match="read back"), database.writer.begin() as db:
        db.execute(insert(tables.claim_span), row | {"quote": "Mini?"})
    with database.writer.begin() as db:
        db.execute(insert(tables.claim_span), row | {"quote": "Mini"})


def test_values_out_of_range_are_refused(database: Database) -> None:
    row = {"report_id": 1, "ordinal": 9, "start": 0, "end": 4, "lat": 91.0, "lon": 0.0, "body": "{}"}
    with pytest.raises(StoreConflict, match="lat"), database.writer.begin() as db:
        db.execute(insert(tables.place_mention), row)


def test_tables_are_what_the_migrations_make(database: Database) -> None:
    with database.reader.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), tables.metadata) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(package.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert [one.revision for one in scripts.walk_revisions()][::-1] == list(KNOWN)


def test_newer_schema_is_refused(path: Path) -> None:
    open_store(str(path), Mode.CREATE).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    for mode in Mode:
        with pytest.raises(UnknownLedger, match="made by a newer toldby"):
            open_store(str(path), mode)


def test_missing_ledger(path: Path) -> None:
    for mode in (Mode.READ, Mode.WRITE):
        with pytest.raises(UnknownLedger, match="there is no ledger"):
            open_store(str(path), mode)
    assert not path.exists()


def test_files_that_are_no_ledger(path: Path) -> None:
    path.write_text("a list of things to buy")
    with pytest.raises(UnknownLedger, match="is not a ledger"):
        open_store(str(path), Mode.CREATE)
    assert path.read_text() == "a list of things to buy"
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE shopping (item)")
    with pytest.raises(UnknownLedger, match="is not a ledger"):
        open_store(str(path), Mode.CREATE)
    path.unlink()
    path.write_bytes(b"SQLite format 3\x00" + b"garbage" * 900)
    with pytest.raises(UnknownLedger, match=r"not a ledger|damaged"):
        open_store(str(path), Mode.WRITE)


def test_empty_file_becomes_a_ledger_only_when_building(path: Path) -> None:
    path.touch()
    with pytest.raises(UnknownLedger, match="is not a ledger"):
        open_store(str(path), Mode.READ)
    open_store(str(path), Mode.CREATE).close()
    open_store(str(path), Mode.READ).close()


def test_unwritable_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "no" / "a.toldby", tmp_path / "file" / "a.toldby"):
        with pytest.raises(UnknownLedger) as caught:
            open_store(str(place), Mode.CREATE)
        assert "\n" not in str(caught.value)
    with pytest.raises(UnknownLedger, match="is a folder"):
        open_store(str(tmp_path), Mode.CREATE)


def test_read_only_database_is_one_sentence(path: Path) -> None:
    open_store(str(path), Mode.CREATE).close()
    reader = open_database(str(path), Mode.READ)
    with pytest.raises(UnknownLedger, match="cannot be written"), reader.writer.begin() as db:
        db.execute(text("DELETE FROM setting"))
    reader.close()


def test_reading_leaves_no_trace(path: Path) -> None:
    store = open_store(str(path), Mode.CREATE)
    fill(store)
    store.close()
    before = path.read_bytes()
    reader = open_store(str(path), Mode.READ)
    reader.read_ledger()
    reader.close()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_unreachable_server_does_not_show_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(UnknownLedger) as caught:
        open_store(f"postgresql://anna:secret@/none?host={tmp_path}", Mode.READ)
    assert "secret" not in str(caught.value)
    assert "cannot be reached" in str(caught.value)


VERSIONS = [
    ((3, 40, 1), False),
    ((3, 44, 5), False),
    ((3, 44, 6), True),
    ((3, 45, 0), False),
    ((3, 50, 6), False),
    ((3, 50, 7), True),
    ((3, 51, 0), False),
    ((3, 51, 2), False),
    ((3, 51, 3), True),
    ((4, 0, 0), True),
]


@pytest.mark.parametrize(("version", "expected"), VERSIONS)
def test_versions_with_the_reset_bug(version: tuple[int, int, int], expected: bool) -> None:
    assert is_wal_safe(version) is expected


def make_module(name: str, version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> str:
    module = ModuleType(name)
    module.sqlite_version_info = version  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    return name


def test_first_safe_driver_wins_else_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    old = make_module("old_sqlite", (3, 40, 1), monkeypatch)
    new = make_module("new_sqlite", (3, 53, 0), monkeypatch)
    assert choose_driver([old, new]).name == new
    assert choose_driver(["not_installed_sqlite", old]).is_safe is False
    with pytest.raises(UnknownLedger, match="no SQLite module"):
        choose_driver(["not_installed_sqlite"])


UNSAFE = Driver(sqlite3, "sqlite3", (3, 40, 1), is_safe=False)


def test_unsafe_sqlite_allows_one_writer(path: Path) -> None:
    pytest.importorskip("fcntl")
    first = open_store(str(path), Mode.CREATE, UNSAFE)
    fill(first)
    with pytest.raises(UnknownLedger, match=r"SQLite 3\.40\.1.*install pysqlite3"):
        open_store(str(path), Mode.WRITE, UNSAFE)
    reader = open_store(str(path), Mode.READ, UNSAFE)
    assert len(reader.all_doc_ids()) == 2
    reader.close()
    first.close()
    second = open_store(str(path), Mode.WRITE, UNSAFE)
    assert second.read_ledger().incidents == (sample.INCIDENT,)
    second.close()


def test_killed_writer_leaves_whole_reports(path: Path) -> None:
    code = f"""
import os
from tests.samples import ledger as sample
from toldby.adapters.stores.sql import write_report
from toldby.adapters.stores.sql.engine import Mode
from toldby.adapters.stores.sql.store import open_store
store = open_store({str(path)!r}, Mode.CREATE)
store.save_analysis(sample.FIRST_ANALYSIS, "k", sample.KEYS)
write_report._insert_episodes = lambda *rest: os._exit(9)
store.save_analysis(sample.SECOND_ANALYSIS, "k", sample.KEYS)
"""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert done.returncode == 9
    store = open_store(str(path), Mode.WRITE)
    assert store.load_analyses(store.all_doc_ids()) == {sample.FIRST.doc_id: sample.FIRST_ANALYSIS}
    store.save_analysis(sample.SECOND_ANALYSIS, "k", sample.KEYS)
    store.close()


def test_very_long_report_is_checked_by_the_write_function(path: Path) -> None:
    store = open_store(str(path), Mode.CREATE)
    long = replace(sample.FIRST, text=sample.FIRST_TEXT + "\n" * 200_001)
    store.save_analysis(replace(sample.FIRST_ANALYSIS, report=long), "k", {})
    assert store.load_analyses([long.doc_id])[long.doc_id].report == long
    store.close()


@given(st.binary(min_size=16, max_size=16))
def test_ids_keep_their_bytes(digest: bytes) -> None:
    assert decode_crockford(encode_crockford(digest)) == digest


@pytest.mark.parametrize("wrong", ["", "C1", "Z" * 26, "8" + "0" * 25, "Fellûg" + "0" * 20, "!" * 26])
def test_text_that_is_no_id_is_refused(wrong: str) -> None:
    with pytest.raises(StoreConflict, match="no content id"):
        decode_crockford(wrong)


def test_ledger_of_the_first_schema_is_brought_up_to_date(path: Path) -> None:
    """Its rows stay; what the newer schema counts is filled by the next build."""
    store = open_store(str(path), Mode.CREATE)
    fill(store)
    before = store.read_ledger()
    store.close()
    with sqlite3.connect(path) as old:
        for table, column in (
            ("report", "is_compared"),
            ("report", "open_count"),
            ("report", "warning_count"),
            ("incident", "place_count"),
        ):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in ("claim", "claim_update"):
            old.execute(f"DROP INDEX ix_{table}_origin_id_claim_id")
            old.execute(f"CREATE INDEX ix_{table}_origin_id ON {table} (origin_id)")
        old.execute("DROP INDEX ix_fingerprint_value_report_id")
        old.execute("CREATE INDEX ix_fingerprint_value ON fingerprint (value)")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(UnknownLedger, match="older schema 0001"):
        open_store(str(path), Mode.READ)
    upgraded = open_store(str(path), Mode.WRITE)
    assert upgraded.read_ledger() == before
    assert upgraded.uncompared_docs() == ()
    upgraded.close()
    database = open_database(str(path), Mode.READ)
    with database.reader.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    database.close()
