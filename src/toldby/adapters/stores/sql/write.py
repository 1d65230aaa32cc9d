"""Every statement that changes a ledger; the caller holds the transaction.

`insert_analysis` is the one place where evidence enters: it checks the span law first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from toldby.adapters.stores.assemble import verify_chain
from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.rows import Row, chunk, diff_claim, list_claim, list_spans, split_report
from toldby.application.codec import codec_for
from toldby.application.ledger_rows import DerivedRows, Edge, StoredInput
from toldby.application.query import search_text, sides_of
from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import DocId, EpisodeId, IncidentId, OriginId
from toldby.domain.incidents import Episode, Incident, Origin, Relation, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import verify_spans
from toldby.domain.places import PlaceMention
from toldby.domain.text import InputProblem
from toldby.domain.times import TimeMention


def insert_rows(db: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Plain rows, none of which is there yet."""
    batch = list(rows)
    if batch:
        db.execute(insert(table), batch)


def upsert_rows(db: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Rows that replace those with the same primary key."""
    batch = list(rows)
    if not batch:
        return
    make = insert_sqlite if db.dialect.name == "sqlite" else insert_postgres
    statement = make(table)
    key = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in batch[0] if name not in key}
    db.execute(statement.on_conflict_do_update(index_elements=key, set_=rest), batch)


# reports


def insert_analysis(
    db: Connection, analysis: ReportAnalysis, key: str, episode_keys: Mapping[EpisodeId, frozenset[str]]
) -> None:
    """A report with all its rows; an earlier analysis of it goes first."""
    verify_spans(analysis)
    delete_report(db, analysis.report.doc_id)
    head, body = split_report(analysis)
    head |= {"analysis_key": key, "is_linked": False}
    report = db.execute(insert(t.report).returning(t.report.c.id), head).scalar_one()
    insert_rows(db, t.report_text, [{"report_id": report, **body}])
    _insert_finds(db, report, analysis)
    _insert_claims(db, report, analysis)
    _insert_episodes(db, report, analysis.episodes, episode_keys)


def _insert_finds(db: Connection, report: int, analysis: ReportAnalysis) -> None:
    insert_rows(
        db,
        t.fingerprint,
        (_at(report, i, f) | {"value": f.value} for i, f in enumerate(analysis.fingerprints)),
    )
    times, places = codec_for(TimeMention), codec_for(PlaceMention)
    insert_rows(
        db,
        t.time_mention,
        (
            _at(report, i, m) | {"earliest": m.earliest, "latest": m.latest, "body": times.dump(m)}
            for i, m in enumerate(analysis.times)
        ),
    )
    insert_rows(
        db,
        t.place_mention,
        (
            _at(report, i, m) | {"place_id": m.place_id, "lat": m.lat, "lon": m.lon, "body": places.dump(m)}
            for i, m in enumerate(analysis.places)
        ),
    )


def _at(report: int, ordinal: int, found: Fingerprint | TimeMention | PlaceMention) -> Row:
    return {"report_id": report, "ordinal": ordinal, "start": found.start, "end": found.end}


def _insert_claims(db: Connection, report: int, analysis: ReportAnalysis) -> None:
    rows = [{"report_id": report} | list_claim(claim, i) for i, claim in enumerate(analysis.claims)]
    if not rows:
        return
    returned = insert(t.claim).returning(t.claim.c.claim_id, t.claim.c.id)
    key_of: dict[str, int] = dict(db.execute(returned, rows).all())
    spans: list[Row] = []
    for claim in analysis.claims:
        keyed: Row = {"claim_id": key_of[claim.claim_id], "report_id": report}
        spans += [keyed | span for span in list_spans(claim, analysis.report.text)]
    insert_rows(db, t.claim_span, spans)


def _insert_episodes(
    db: Connection, report: int, episodes: tuple[Episode, ...], episode_keys: Mapping[EpisodeId, frozenset[str]]
) -> None:
    codec = codec_for(Episode)
    rows: list[Row] = [
        {"report_id": report, "ordinal": i, "episode_id": e.episode_id, "body": codec.dump(e)}
        for i, e in enumerate(episodes)
    ]
    if not rows:
        return
    keys = db.execute(insert(t.episode).returning(t.episode.c.episode_id, t.episode.c.id), rows)
    insert_rows(
        db,
        t.episode_key,
        (
            {"episode_id": number, "key": key}
            for episode_id, number in keys.all()
            for key in sorted(episode_keys.get(episode_id, frozenset()))
        ),
    )


def delete_report(db: Connection, doc_id: DocId) -> None:
    """A report, its edges and reuse, and every component its episodes are in."""
    report = db.execute(select(t.report.c.id).where(t.report.c.doc_id == doc_id)).scalar()
    if report is None:
        return
    episodes = db.scalars(select(t.episode.c.episode_id).where(t.episode.c.report_id == report)).all()
    delete_components(db, cast(list[EpisodeId], episodes))
    delete_edges(db, cast(list[EpisodeId], episodes))
    db.execute(delete(t.reuse).where(or_(t.reuse.c.a == doc_id, t.reuse.c.b == doc_id)))
    db.execute(delete(t.report).where(t.report.c.id == report))


def mark_linked(db: Connection, doc_ids: Iterable[DocId]) -> None:
    """Reuse and edges of these reports are stored."""
    for part in chunk(doc_ids):
        db.execute(update(t.report).where(t.report.c.doc_id.in_(part)).values(is_linked=True))


def update_main_incidents(db: Connection, rows: Mapping[DocId, IncidentId | None]) -> None:
    """The main incident of each report."""
    for doc_id, incident_id in rows.items():
        db.execute(update(t.report).where(t.report.c.doc_id == doc_id).values(main_incident_id=incident_id))


# links


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


# components


def insert_component(db: Connection, episodes: frozenset[EpisodeId], derived: DerivedRows) -> None:
    """One component instead of all that share an episode with it."""
    delete_components(db, episodes)
    number = db.execute(insert(t.component).returning(t.component.c.id), {"size": len(episodes)}).scalar_one()
    insert_rows(db, t.component_episode, ({"episode_id": one, "component_id": number} for one in sorted(episodes)))
    _insert_incidents(db, number, derived)
    _insert_relations(db, number, derived.relations)
    _insert_claim_updates(db, number, derived)


def delete_components(db: Connection, episodes: Iterable[EpisodeId]) -> None:
    """Every component that holds one of the episodes, with what was derived from it."""
    for part in chunk(episodes):
        numbers = select(t.component_episode.c.component_id).where(t.component_episode.c.episode_id.in_(part))
        db.execute(delete(t.component).where(t.component.c.id.in_(numbers)))


def _insert_incidents(db: Connection, component: int, derived: DerivedRows) -> None:
    codec = codec_for(Incident)
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
            "search": search_text(one, derived.claims),
            "body": codec.dump(one),
        }
        for one in derived.incidents
    ]
    if not rows:
        return
    returned = insert(t.incident).returning(t.incident.c.incident_id, t.incident.c.id)
    keys: dict[str, int] = dict(db.execute(returned, rows).all())
    insert_rows(
        db,
        t.incident_side,
        (
            {"incident_id": keys[one.incident_id], "side": side}
            for one in derived.incidents
            for side in sorted(sides_of(one))
        ),
    )
    upsert_rows(
        db,
        t.incident_seen,
        ({"incident_id": one.incident_id, "anchor": one.anchor} for one in derived.incidents),
    )


def _insert_relations(db: Connection, component: int, relations: tuple[Relation, ...]) -> None:
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
            for r in relations
        ),
    )


def _insert_claim_updates(db: Connection, component: int, derived: DerivedRows) -> None:
    base = _claim_bodies(db, derived.claims)
    own = {incident.incident_id for incident in derived.incidents}
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
            for one in derived.claims
        ),
    )
    insert_rows(
        db,
        t.incident_claim,
        (
            {"component_id": component, "incident_id": incident_id, "claim_id": one.claim_id}
            for one in derived.claims
            for incident_id in one.incident_ids
            if incident_id in own
        ),
    )


def _claim_bodies(db: Connection, claims: tuple[Claim, ...]) -> Mapping[str, str]:
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


# log


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
    _delete_where_in(db, t.input_file, t.input_file.c.path, paths)


def upsert_settings(db: Connection, values: Mapping[str, str | None]) -> None:
    """Some settings; None removes one."""
    _delete_where_in(db, t.setting, t.setting.c.name, (name for name, value in values.items() if value is None))
    kept = {name: value for name, value in values.items() if value is not None}
    upsert_rows(db, t.setting, ({"name": name, "value": value} for name, value in kept.items()))


def _delete_where_in(db: Connection, table: Table, column: ColumnElement[str], values: Iterable[str]) -> None:
    for part in chunk(values):
        db.execute(delete(table).where(column.in_(part)))


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
