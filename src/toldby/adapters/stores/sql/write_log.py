"""Inputs, problems, settings and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select, text

from toldby.adapters.stores.assemble import verify_chain
from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.write_rows import delete_where_in, insert_rows, upsert_rows
from toldby.application.codec import codec_for
from toldby.application.ledger_rows import StoredInput
from toldby.domain.judgements import Judgement
from toldby.domain.text import InputProblem


def replace_problems(db: Connection, problems: Iterable[InputProblem]) -> None:
    """The list of problems is now this one."""
    db.execute(delete(t.problem))
    names = ("path", "member", "sha256", "state", "stage", "code", "reason")
    insert_rows(db, t.problem, ({name: getattr(p, name) for name in names} for p in problems))


def upsert_inputs(db: Connection, inputs: Mapping[str, StoredInput]) -> None:
    """What became of inputs."""
    upsert_rows(
        db,
        t.input_file,
        ({"path": path, "sha256": one.sha256, "doc_id": one.doc_id} for path, one in inputs.items()),
    )


def delete_inputs(db: Connection, paths: Iterable[str]) -> None:
    """Inputs that are no longer part of the project."""
    delete_where_in(db, t.input_file, t.input_file.c.path, paths)


def upsert_settings(db: Connection, values: Mapping[str, str | None]) -> None:
    """Some settings; None removes one."""
    delete_where_in(db, t.setting, t.setting.c.name, (name for name, value in values.items() if value is None))
    kept = {name: value for name, value in values.items() if value is not None}
    upsert_rows(db, t.setting, ({"name": name, "value": value} for name, value in kept.items()))


def append_judgements(db: Connection, judgements: Iterable[Judgement]) -> None:
    """Rows at the end of the log; the chain is checked while nobody else can write."""
    if db.dialect.name == "postgresql":
        db.execute(text("LOCK TABLE judgement IN EXCLUSIVE MODE"))
    rows = tuple(judgements)
    newest = select(t.judgement.c.judgement_id).order_by(t.judgement.c.id.desc()).limit(1)
    verify_chain(db.execute(newest).scalar(), rows)
    codec = codec_for(Judgement)
    insert_rows(
        db,
        t.judgement,
        (
            {
                "judgement_id": j.judgement_id,
                "verdict": j.verdict,
                "on_kind": j.on_kind,
                "who": j.who,
                "happened": j.when,
                "supersedes": j.supersedes,
                "prev_hash": j.prev_hash,
                "body": codec.dump(j),
            }
            for j in rows
        ),
    )
