"""A report with all its rows: the one place where evidence enters, span law first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Connection, delete, insert, or_, select, update

from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.rows import Row, chunk, list_claim, list_spans, split_report
from toldby.adapters.stores.sql.write_component import delete_components
from toldby.adapters.stores.sql.write_link import delete_edges
from toldby.adapters.stores.sql.write_rows import insert_rows
from toldby.application.codec import codec_for
from toldby.domain.analysis_result import Fingerprint, ReportAnalysis
from toldby.domain.ids import DocId, EpisodeId, IncidentId
from toldby.domain.incidents import Episode
from toldby.domain.ledger import verify_spans
from toldby.domain.places import PlaceMention
from toldby.domain.times import TimeMention


def insert_analysis(
    db: Connection, analysis: ReportAnalysis, key: str, episode_keys: Mapping[EpisodeId, frozenset[str]]
) -> None:
    """A report with all its rows; an earlier analysis of it goes first."""
    verify_spans(analysis)
    delete_report(db, analysis.report.doc_id)
    head, body = split_report(analysis)
    head |= {"analysis_key": key, "is_linked": False, "is_compared": False}
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


def mark_docs(db: Connection, doc_ids: Iterable[DocId], flag: str) -> None:
    """Set a flag of these reports: is_linked, is_compared."""
    for part in chunk(doc_ids):
        db.execute(update(t.report).where(t.report.c.doc_id.in_(part)).values({flag: True}))


def update_main_incidents(db: Connection, rows: Mapping[DocId, IncidentId | None]) -> None:
    """The main incident of each report."""
    for doc_id, incident_id in rows.items():
        db.execute(update(t.report).where(t.report.c.doc_id == doc_id).values(main_incident_id=incident_id))
