"""Statements that read what components add up to: incidents, relations, claims in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from toldby.adapters.stores.assemble import gather_ledger, relation_order
from toldby.adapters.stores.sql import read
from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.columns import decode_crockford
from toldby.adapters.stores.sql.rows import chunk, patch_claim
from toldby.application.codec import codec_for
from toldby.application.ledger_rows import OriginHead, merge_updates
from toldby.application.query import STATES, IncidentQuery
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import ClaimId, DocId, IncidentId, OriginId
from toldby.domain.incidents import Incident, Origin, Relation
from toldby.domain.ledger import Ledger

_SHOWN = 20


def claims_in_force(db: Connection, where: ColumnElement[bool] | None = None) -> list[Claim]:
    """Claims with what their components gave them, sorted by id."""
    query = select(t.claim.c.claim_id, t.claim.c.body, t.claim_update.c.body).join(
        t.claim_update, t.claim_update.c.claim_id == t.claim.c.claim_id, isouter=True
    )
    if where is not None:
        query = query.where(where)
    base: dict[str, str] = {}
    diffs: dict[str, list[str]] = {}
    for claim_id, body, diff in db.execute(query):
        base[claim_id] = body
        diffs.setdefault(claim_id, []).extend([] if diff is None else [diff])
    return [_join_claim(base[one], diffs[one]) for one in sorted(base)]


def _join_claim(body: str, diffs: list[str]) -> Claim:
    return merge_updates(codec_for(Claim).load(body), tuple(patch_claim(body, diff) for diff in diffs))


def load_claims(db: Connection, ids: Iterable[ClaimId]) -> dict[ClaimId, Claim]:
    """Claims in force by id."""
    found = [one for part in chunk(ids) for one in claims_in_force(db, t.claim.c.claim_id.in_(part))]
    return {claim.claim_id: claim for claim in found}


def claims_of_incidents(db: Connection, ids: Iterable[IncidentId]) -> tuple[Claim, ...]:
    """Claims in force on these incidents."""
    found: dict[str, Claim] = {}
    for part in chunk(ids):
        on = select(t.incident_claim.c.claim_id).where(t.incident_claim.c.incident_id.in_(part))
        found.update((one.claim_id, one) for one in claims_in_force(db, t.claim.c.claim_id.in_(on)))
    return tuple(claim for _, claim in sorted(found.items()))


def origins_of_claims(db: Connection, ids: Iterable[ClaimId]) -> frozenset[OriginId]:
    """Origins of these claims, in their report and in force."""
    found: set[OriginId] = set()
    for part in chunk(ids):
        for columns in (t.claim.c, t.claim_update.c):
            query = select(columns.origin_id).where(columns.claim_id.in_(part), columns.origin_id.is_not(None))
            found.update(map(OriginId, db.scalars(query.distinct())))
    return frozenset(found)


def heads_of_origins(db: Connection, ids: Iterable[OriginId]) -> dict[OriginId, OriginHead]:
    """The claim each origin is named by: the index is read from the smallest id on, until one fits."""
    found: dict[OriginId, OriginHead] = {}
    for one in sorted(set(ids)):
        rows = (db.execute(query, {"origin": one}).first() for query in _HEADS)
        row = next((row for row in rows if row is not None), None)
        if row is not None:
            found[one] = OriginHead(ClaimId(row.claim_id), DocId(row.doc_id))
    return found


def _select_heads() -> tuple[Select[Any], ...]:
    """Claims that end there alone; that a component moved there; that end there and, in a component, elsewhere."""
    c, u, r = t.claim.c, t.claim_update.c, t.report.c
    origin = bindparam("origin", type_=u.origin_id.type)
    here = exists().where(u.claim_id == c.claim_id, u.origin_id == origin)
    elsewhere = exists().where(u.claim_id == c.claim_id, u.origin_id.is_distinct_from(origin))
    claims = select(c.claim_id, r.doc_id).join(t.report, r.id == c.report_id)
    own = claims.where(c.origin_id == origin).order_by(c.claim_id).limit(1)
    moved = claims.join(t.claim_update, u.claim_id == c.claim_id).where(u.origin_id == origin)
    moved = moved.where(c.origin_id.is_distinct_from(origin)).order_by(u.claim_id).limit(1)
    return own.where(~elsewhere), moved, own.where(here)


_HEADS = _select_heads()


def load_origins(db: Connection, ids: Iterable[OriginId]) -> dict[OriginId, Origin]:
    """Stored rows by id."""
    codec = codec_for(Origin)
    found: dict[OriginId, Origin] = {}
    for part in chunk(ids):
        query = select(t.origin.c.origin_id, t.origin.c.body).where(t.origin.c.origin_id.in_(part))
        found.update((OriginId(one), codec.load(body)) for one, body in db.execute(query))
    return found


def all_incidents(db: Connection, where: Sequence[ColumnElement[bool]] = ()) -> list[Incident]:
    """Incidents that meet all conditions."""
    codec = codec_for(Incident)
    return [codec.load(body) for body in db.scalars(select(t.incident.c.body).where(*where))]


def _ranks(query: IncidentQuery) -> list[ColumnElement[Any]]:
    """The order of `query.order_incidents`, so that a limit is cut in the database."""
    i = t.incident.c
    ranks: list[ColumnElement[Any]] = [func.coalesce(i.start, i.end, "~"), i.incident_id]
    if query.contested_first:
        states = {state: rank for rank, state in enumerate(STATES)}
        ranks = [case(states, value=i.state, else_=len(states)), i.origins_high.desc(), *ranks]
    return ranks


def find_incidents(db: Connection, query: IncidentQuery) -> tuple[Incident, ...]:
    """The incidents that `query.matches` would let through."""
    codec = codec_for(Incident)
    rows = select(t.incident.c.body).where(*_conditions(query)).order_by(*_ranks(query)).limit(query.limit)
    return tuple(codec.load(body) for body in db.scalars(rows))


def _conditions(query: IncidentQuery) -> Iterable[ColumnElement[bool]]:
    i = t.incident.c
    if query.state is not None:
        yield i.state == query.state
    if query.status is not None:
        yield i.status == query.status
    if query.type is not None:
        yield or_(i.type == query.type, i.type.startswith(query.type + ".", autoescape=True))
    if query.side is not None:
        yield exists().where(and_(t.incident_side.c.incident_id == i.id, t.incident_side.c.side == query.side))
    if query.first is not None or query.last is not None:
        yield or_(i.start.is_not(None), i.end.is_not(None))
    if query.first is not None:
        yield or_(i.end.is_(None), i.end >= query.first)
    if query.last_text is not None:
        yield or_(i.start.is_(None), i.start <= query.last_text)
    for word in query.words:
        yield i.search.contains(word, autoescape=True)


def incident_ids(db: Connection) -> tuple[IncidentId, ...]:
    """Every incident; the order of the bytes is the order of the text."""
    return tuple(map(IncidentId, db.scalars(select(t.incident.c.incident_id).order_by(t.incident.c.incident_id))))


def load_incidents(db: Connection, ids: Iterable[IncidentId]) -> dict[IncidentId, Incident]:
    """Incidents by id."""
    found = [one for part in chunk(ids) for one in all_incidents(db, [t.incident.c.incident_id.in_(part)])]
    return {incident.incident_id: incident for incident in found}


def relations_of(db: Connection, ids: Iterable[IncidentId]) -> tuple[Relation, ...]:
    """Relations inside these incidents."""
    codec = codec_for(Relation)
    found: list[Relation] = []
    for part in chunk(ids):
        query = select(t.relation.c.body).where(t.relation.c.incident_id.in_(part))
        found += [codec.load(body) for body in db.scalars(query)]
    return tuple(sorted(found, key=relation_order))


def relations_of_kinds(db: Connection, kinds: Iterable[str]) -> tuple[Relation, ...]:
    """Relations of these kinds, also pending ones."""
    codec = codec_for(Relation)
    query = select(t.relation.c.body).where(t.relation.c.kind.in_(sorted(set(kinds))))
    return tuple(sorted((codec.load(body) for body in db.scalars(query)), key=relation_order))


def find_ids(db: Connection, prefix: str) -> tuple[tuple[str, str], ...]:
    """Ids that start so, and what an id that is no more has become."""
    try:
        low, high = (decode_crockford(prefix + fill * (26 - len(prefix))) for fill in "0Z")
    except StoreConflict:
        return ()
    found: set[tuple[str, str]] = set()
    for kind, column in (
        ("incident", t.incident.c.incident_id),
        ("claim", t.claim.c.claim_id),
        ("report", t.report.c.doc_id),
    ):
        found.update((kind, one) for one in db.scalars(select(column).where(_between(column, low, high))))
    seen = t.incident_seen.c
    gone = ~exists().where(t.incident.c.incident_id == seen.incident_id)
    anchors = select(seen.anchor).where(_between(seen.incident_id, low, high), gone)
    heirs = select(t.incident_claim.c.incident_id).where(t.incident_claim.c.claim_id.in_(anchors))
    found.update(("incident", one) for one in db.scalars(heirs))
    return tuple(sorted(found)[:_SHOWN])


def _between(column: ColumnElement[str], low: bytes, high: bytes) -> ColumnElement[bool]:
    raw = type_coerce(column, LargeBinary)
    return and_(raw >= low, raw <= high)


def read_ledger(db: Connection) -> Ledger:
    """Everything; the caller's transaction makes it one state."""
    doc_ids = tuple(read.analysis_keys(db))
    main = db.execute(select(t.report.c.doc_id, t.report.c.main_incident_id))
    relations, origins = codec_for(Relation), codec_for(Origin)
    return gather_ledger(
        analyses=read.load_analyses(db, doc_ids).values(),
        claims=claims_in_force(db),
        incidents=all_incidents(db),
        relations=[relations.load(body) for body in db.scalars(select(t.relation.c.body))],
        reuse=read.reuse_of(db, None),
        origins=[origins.load(body) for body in db.scalars(select(t.origin.c.body))],
        judgements=read.judgements(db),
        problems=read.problems(db),
        inputs=read.inputs(db),
        settings=read.settings(db),
        main_incidents={DocId(doc): IncidentId(one) for doc, one in main if one is not None},
    )
