"""Laws of both databases beside the port: append-only logs, spans, one schema."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from tests.samples import ledger as sample
from tests.samples.stores import fill
from toldby.adapters.stores.sql import tables
from toldby.adapters.stores.sql.engine import Mode, open_database
from toldby.adapters.stores.sql.store import open_store
from toldby.domain.errors import StoreConflict


def test_opened_again_it_holds_the_same(target: str) -> None:
    store = open_store(target, Mode.CREATE)
    fill(store)
    before = store.read_ledger()
    store.close()
    again = open_store(target, Mode.READ)
    assert again.read_ledger() == before
    again.close()


@pytest.mark.parametrize("statement", ["UPDATE judgement SET who = 'x'", "DELETE FROM judgement"])
def test_judgements_cannot_be_changed(target: str, statement: str) -> None:
    store = open_store(target, Mode.CREATE)
    fill(store)
    store.close()
    database = open_database(target, Mode.WRITE)
    with pytest.raises(StoreConflict, match="only appended"), database.writer.begin() as db:
        db.execute(text(statement))
    database.close()


def test_spans_must_read_back(target: str) -> None:
    open_store(target, Mode.CREATE).close()
    database = open_database(target, Mode.WRITE)
    row = {"claim_id": 1, "role": "cue", "ordinal": 0, "report_id": 1, "start": 0, "end": 4, "quote": "none"}
    with pytest.raises(StoreConflict), database.writer.begin() as db:
        db.execute(insert(tables.claim_span), row)
    database.close()


def test_schema_is_the_metadata(target: str) -> None:
    open_store(target, Mode.CREATE).close()
    database = open_database(target, Mode.READ)
    with database.reader.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), tables.metadata) == []
    database.close()


def test_two_stores_write_one_log(target: str) -> None:
    first, second = open_store(target, Mode.CREATE), open_store(target, Mode.WRITE)
    first.append_judgements([sample.ACCEPTED])
    with pytest.raises(StoreConflict, match="follows"):
        second.append_judgements([sample.make_judgement("reject", (sample.SAID.claim_id,), None)])
    second.append_judgements([sample.CORRECTED])
    assert first.judgements() == sample.JUDGEMENTS
    first.close()
    second.close()
