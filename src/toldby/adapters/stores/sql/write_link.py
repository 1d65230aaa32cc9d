"""Scored pairs of episodes and shared text of reports."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, or_

from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.rows import chunk
from toldby.adapters.stores.sql.write_rows import upsert_rows
from toldby.application.codec import codec_for
from toldby.application.ledger_rows import Edge
from toldby.domain.ids import EpisodeId
from toldby.domain.incidents import ReusePair


def upsert_edges(db: Connection, edges: Iterable[Edge]) -> None:
    """Scored pairs."""
    upsert_rows(db, t.edge, ({"a": e.a, "b": e.b, "kind": e.kind, "score": e.score} for e in edges))


def delete_edges(db: Connection, ids: Iterable[EpisodeId]) -> None:
    """Every edge with an end among the episodes."""
    for part in chunk(ids):
        db.execute(delete(t.edge).where(or_(t.edge.c.a.in_(part), t.edge.c.b.in_(part))))


def upsert_reuse(db: Connection, pairs: Iterable[ReusePair]) -> None:
    """Shared text of two reports."""
    codec = codec_for(ReusePair)
    upsert_rows(db, t.reuse, ({"a": p.a, "b": p.b, "kind": p.kind, "body": codec.dump(p)} for p in pairs))
