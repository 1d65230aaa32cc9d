"""What one component of episodes adds up to, in place of all that share an episode with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, insert, select

from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.rows import Row, chunk, diff_claim
from toldby.adapters.stores.sql.write_rows import insert_rows, upsert_rows
from toldby.application.codec import codec_for
from toldby.application.ledger_rows import DerivedRows
from toldby.application.query import search_text, sides_of
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import EpisodeId, OriginId
from toldby.domain.incidents import Incident, Origin, Relation

Numbered = list[tuple[int, DerivedRows]]
"""Components under their number."""


def insert_components(db: Connection, derived: Mapping[frozenset[EpisodeId], DerivedRows]) -> None:
    """Components instead of all that share an episode with them."""
    delete_components(db, (one for episodes in derived for one in sorted(episodes)))
    members: list[Row] = []
    numbered: Numbered = []
    for episodes, rows in derived.items():
        number = db.execute(insert(t.component).returning(t.component.c.id), {"size": len(episodes)}).scalar_one()
        members += [{"episode_id": one, "component_id": number} for one in sorted(episodes)]
        numbered.append((number, rows))
    insert_rows(db, t.component_episode, members)
    _insert_incidents(db, numbered)
    _insert_relations(db, numbered)
    _insert_claim_updates(db, numbered)


def delete_components(db: Connection, episodes: Iterable[EpisodeId]) -> None:
    """Every component that holds one of the episodes, with what was derived from it."""
    for part in chunk(episodes):
        numbers = select(t.component_episode.c.component_id).where(t.component_episode.c.episode_id.in_(part))
        db.execute(delete(t.component).where(t.component.c.id.in_(numbers)))


def _insert_incidents(db: Connection, numbered: Numbered) -> None:
    codec = codec_for(Incident)
    incidents = [one for _, derived in numbered for one in derived.incidents]
    rows: list[Row] = [
        {
            "component_id": component,
            "incident_id": one.incident_id,
            "type": one.type,
            "status": one.status,
            "state": one.state,
            "start": one.start,
            "end": one.end,
            "report_count": len(one.documents),
            "origins_high": one.origins.high,
            "place_count": len(one.places),
            "search": search_text(one, derived.claims),
            "body": codec.dump(one),
        }
        for component, derived in numbered
        for one in derived.incidents
    ]
    if not rows:
        return
    returned = insert(t.incident).returning(t.incident.c.incident_id, t.incident.c.id)
    keys: dict[str, int] = dict(db.execute(returned, rows).all())
    insert_rows(
        db,
        t.incident_side,
        ({"incident_id": keys[one.incident_id], "side": side} for one in incidents for side in sorted(sides_of(one))),
    )
    upsert_rows(db, t.incident_seen, ({"incident_id": one.incident_id, "anchor": one.anchor} for one in incidents))


def _insert_relations(db: Connection, numbered: Numbered) -> None:
    codec = codec_for(Relation)
    insert_rows(
        db,
        t.relation,
        (
            {
                "component_id": component,
                "incident_id": r.incident_id,
                "slot": r.slot,
                "kind": r.kind,
                "body": codec.dump(r),
            }
            for component, derived in numbered
            for r in derived.relations
        ),
    )


def _insert_claim_updates(db: Connection, numbered: Numbered) -> None:
    base = _claim_bodies(db, [claim for _, derived in numbered for claim in derived.claims])
    insert_rows(
        db,
        t.claim_update,
        (
            {
                "component_id": component,
                "claim_id": one.claim_id,
                "origin_id": one.origin_id,
                "is_answer": bool(one.targets),
                "body": diff_claim(base[one.claim_id], one),
            }
            for component, derived in numbered
            for one in derived.claims
        ),
    )
    insert_rows(
        db, t.incident_claim, (row for component, derived in numbered for row in _list_homes(component, derived))
    )


def _list_homes(component: int, derived: DerivedRows) -> Iterator[Row]:
    own = {incident.incident_id for incident in derived.incidents}
    for one in derived.claims:
        for incident_id in one.incident_ids:
            if incident_id in own:
                yield {"component_id": component, "incident_id": incident_id, "claim_id": one.claim_id}


def _claim_bodies(db: Connection, claims: list[Claim]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in chunk(claim.claim_id for claim in claims):
        query = select(t.claim.c.claim_id, t.claim.c.body).where(t.claim.c.claim_id.in_(part))
        found.update(db.execute(query).all())
    missing = next((claim.claim_id for claim in claims if claim.claim_id not in found), None)
    if missing is not None:
        raise StoreConflict(f"claim {missing} is in no stored report, so nothing can be derived from it")
    return found


def replace_origins(db: Connection, touched: Iterable[OriginId], origins: Iterable[Origin]) -> None:
    """Touched origins go, these come."""
    for part in chunk(touched):
        db.execute(delete(t.origin).where(t.origin.c.origin_id.in_(part)))
    codec = codec_for(Origin)
    upsert_rows(
        db,
        t.origin,
        ({"origin_id": o.origin_id, "actor_id": o.actor_id, "body": codec.dump(o)} for o in origins),
    )
