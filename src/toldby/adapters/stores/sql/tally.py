"""How much a ledger holds, counted by the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, FromClause, distinct, func, select

from toldby.adapters.stores.sql import tables as t
from toldby.application.ledger_rows import SHOWN_PAIRS, Tally


def tally_rows(db: Connection) -> Tally:
    """The same figures as `count_ledger` of a ledger read whole."""
    r, c, i = t.report.c, t.claim.c, t.incident.c
    languages = db.scalars(select(r.language).where(r.language.is_not(None)).distinct())
    pairs = _shared_pairs(db)
    return Tally(
        reports=_count(db, t.report),
        characters=db.execute(select(func.coalesce(func.sum(t.report_text.c.length), 0))).scalar_one(),
        languages=tuple(sorted(map(str, languages))),
        undated=_count(db, t.report, r.published_earliest.is_(None)),
        no_outlet=_count(db, t.report, r.outlet.is_(None)),
        outlets=db.execute(select(func.count(distinct(r.outlet)))).scalar_one(),
        drops=db.execute(select(func.coalesce(func.sum(r.drop_count), 0))).scalar_one(),
        abstained=_count_open(db),
        claims=_count(db, t.claim),
        narrator=_count(db, t.claim, c.voice == "narrator"),
        answering=_count_answers(db),
        incidents=_count(db, t.incident),
        multi_report=_count(db, t.incident, i.report_count > 1),
        contested=_count(db, t.incident, i.state == "contested"),
        background=_count(db, t.incident, i.status == "background"),
        origins=_count(db, t.origin),
        shared_pairs=len(pairs),
        uncompared=_count(db, t.report, r.is_compared.is_(False)),
        shared=tuple(pairs[:SHOWN_PAIRS]),
    )


def _count(db: Connection, table: FromClause, *where: ColumnElement[bool]) -> int:
    return db.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def _count_open(db: Connection) -> int:
    """What stages left open: in reports, and incidents without a day or a place."""
    i = t.incident.c
    told = db.execute(select(func.coalesce(func.sum(t.report.c.open_count), 0))).scalar_one()
    undated = _count(db, t.incident, i.start.is_(None), i.end.is_(None))
    return int(told) + undated + _count(db, t.incident, i.place_count == 0)


def _count_answers(db: Connection) -> int:
    """Claims with a target, in their report or in another one."""
    own = select(t.claim.c.claim_id).where(t.claim.c.is_answer)
    across = select(t.claim_update.c.claim_id).where(t.claim_update.c.is_answer)
    return _count(db, own.union(across).subquery())


def _shared_pairs(db: Connection) -> list[tuple[str, str]]:
    a, b = t.report.alias(), t.report.alias()
    query = select(a.c.path, b.c.path).distinct().where(t.reuse.c.kind != "formula")
    joined = query.join(t.reuse, t.reuse.c.a == a.c.doc_id).join(b, t.reuse.c.b == b.c.doc_id)
    return sorted((min(ends), max(ends)) for ends in db.execute(joined))
