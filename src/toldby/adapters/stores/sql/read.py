"""Statements that read reports, episodes, links and logs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import cast

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from toldby.adapters.stores.assemble import problem_order
from toldby.adapters.stores.sql import tables as t
from toldby.adapters.stores.sql.rows import chunk, join_report
from toldby.application.codec import JsonValue, codec_for
from toldby.application.ledger_rows import Edge, StoredInput
from toldby.application.ledger_store import ALL_PARTS
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import DocId, EpisodeId, JudgementId
from toldby.domain.incidents import Episode, ReusePair
from toldby.domain.judgements import Judgement
from toldby.domain.text import InputProblem, Report

_PARTS = {"times": t.time_mention, "places": t.place_mention, "claims": t.claim, "episodes": t.episode}


def analysis_keys(db: Connection) -> dict[DocId, str]:
    """Report -> key of its analysis."""
    rows = db.execute(select(t.report.c.doc_id, t.report.c.analysis_key))
    return dict(sorted((DocId(doc), key) for doc, key in rows))


def paths_of(db: Connection, doc_ids: Iterable[DocId]) -> dict[DocId, str]:
    """Report -> the path it was read from."""
    found: dict[DocId, str] = {}
    for part in chunk(doc_ids):
        query = select(t.report.c.doc_id, t.report.c.path).where(t.report.c.doc_id.in_(part))
        found.update((DocId(doc), path) for doc, path in db.execute(query))
    return found


def unlinked_docs(db: Connection) -> tuple[DocId, ...]:
    """Reports whose edges are still to be computed."""
    rows = db.scalars(select(t.report.c.doc_id).where(t.report.c.is_linked.is_(False)))
    return tuple(sorted(map(DocId, rows)))


def uncompared_docs(db: Connection) -> tuple[DocId, ...]:
    """Reports whose shared text is not stored."""
    rows = db.scalars(select(t.report.c.doc_id).where(t.report.c.is_compared.is_(False)))
    return tuple(sorted(map(DocId, rows)))


def load_analyses(
    db: Connection, doc_ids: Iterable[DocId], wanted: frozenset[str] = ALL_PARTS
) -> dict[DocId, ReportAnalysis]:
    """Stored analyses by id, with the wanted parts."""
    found: dict[DocId, ReportAnalysis] = {}
    for part in chunk(doc_ids, 200):
        joined = select(t.report, t.report_text).join(t.report_text).where(t.report.c.doc_id.in_(part))
        reports = db.execute(joined).mappings().all()
        parts = _load_parts(db, [row[t.report.c.id] for row in reports], wanted)
        for row in reports:
            found[DocId(row[t.report.c.doc_id])] = join_report(row, parts[row[t.report.c.id]])
    return found


def _load_parts(db: Connection, reports: list[int], wanted: frozenset[str]) -> dict[int, dict[str, list[JsonValue]]]:
    parts: dict[int, dict[str, list[JsonValue]]] = {one: {name: [] for name in ALL_PARTS} for one in reports}
    for name, table in ((name, table) for name, table in _PARTS.items() if name in wanted):
        rows = select(table.c.report_id, table.c.body).where(table.c.report_id.in_(reports))
        for report, body in db.execute(rows.order_by(table.c.report_id, table.c.ordinal)):
            parts[report][name].append(json.loads(body))
    if "fingerprints" not in wanted:
        return parts
    f = t.fingerprint
    query = select(f.c.report_id, f.c.value, f.c.start, f.c.end).where(f.c.report_id.in_(reports))
    for report, value, start, end in db.execute(query.order_by(f.c.report_id, f.c.ordinal)):
        parts[report]["fingerprints"].append({"value": value, "start": start, "end": end})
    return parts


def episodes_with_keys(db: Connection, keys: Iterable[str]) -> frozenset[EpisodeId]:
    """Episodes that carry at least one of the keys."""
    found: set[EpisodeId] = set()
    for part in chunk(keys):
        query = select(t.episode.c.episode_id).join(t.episode_key).where(t.episode_key.c.key.in_(part))
        found.update(map(EpisodeId, db.scalars(query.distinct())))
    return frozenset(found)


def load_episodes(db: Connection, ids: Iterable[EpisodeId]) -> dict[EpisodeId, Episode]:
    """Stored episodes by id."""
    codec = codec_for(Episode)
    found: dict[EpisodeId, Episode] = {}
    for part in chunk(ids):
        query = select(t.episode.c.episode_id, t.episode.c.body).where(t.episode.c.episode_id.in_(part))
        found.update((EpisodeId(one), codec.load(body)) for one, body in db.execute(query))
    return found


def episodes_of(db: Connection, doc_ids: Iterable[DocId]) -> dict[DocId, tuple[EpisodeId, ...]]:
    """Report -> its episodes in text order."""
    found: dict[DocId, tuple[EpisodeId, ...]] = {}
    for part in chunk(doc_ids):
        query = select(t.report.c.doc_id, t.episode.c.episode_id).where(t.report.c.doc_id.in_(part))
        query = query.join(t.episode, isouter=True).order_by(t.episode.c.ordinal)
        for doc, episode in db.execute(query):
            own = found.get(DocId(doc), ())
            found[DocId(doc)] = own if episode is None else (*own, EpisodeId(episode))
    return found


def all_episode_keys(db: Connection) -> dict[EpisodeId, frozenset[str]]:
    """Every stored episode with its keys."""
    found: dict[EpisodeId, set[str]] = {}
    query = select(t.episode.c.episode_id, t.episode_key.c.key).join(t.episode_key, isouter=True)
    for episode, key in db.execute(query):
        found.setdefault(EpisodeId(episode), set()).update([] if key is None else [key])
    return {one: frozenset(keys) for one, keys in sorted(found.items())}


def docs_with_fingerprints(db: Connection, values: Iterable[int], limit: int) -> frozenset[DocId]:
    """Some or all reports that hold one of the values; the search ends when there are enough."""
    reports: set[int] = set()
    for part in chunk(values):
        query = select(t.fingerprint.c.report_id).where(t.fingerprint.c.value.in_(part))
        reports.update(db.scalars(query.distinct().limit(limit)))
        if len(reports) >= limit:
            break
    ids = select(t.report.c.doc_id).where(t.report.c.id.in_(sorted(reports)[:limit]))
    return frozenset(map(DocId, db.scalars(ids)))


def edges_of(db: Connection, ids: Iterable[EpisodeId]) -> tuple[Edge, ...]:
    """Edges with an end among the episodes."""
    found: set[Edge] = set()
    e = t.edge.c
    for part in chunk(ids):
        rows = db.execute(select(e.a, e.b, e.kind, e.score).where(or_(e.a.in_(part), e.b.in_(part))))
        found.update(Edge(EpisodeId(a), EpisodeId(b), kind, score) for a, b, kind, score in rows)
    return tuple(sorted(found))


def reuse_of(db: Connection, doc_ids: Iterable[DocId] | None) -> tuple[ReusePair, ...]:
    """Pairs with one of the reports (None = all pairs)."""
    r, codec = t.reuse.c, codec_for(ReusePair)
    wheres = [True] if doc_ids is None else [or_(r.a.in_(p), r.b.in_(p)) for p in chunk(doc_ids)]
    found: dict[tuple[str, str, str], ReusePair] = {}
    for where in wheres:
        query = select(r.body) if where is True else select(r.body).where(cast(ColumnElement[bool], where))
        for body in db.scalars(query):
            pair = codec.load(body)
            found[pair.a, pair.b, pair.kind] = pair
    return tuple(pair for _, pair in sorted(found.items()))


def derived_with(db: Connection, episodes: Iterable[EpisodeId]) -> frozenset[EpisodeId]:
    """The episodes and all others of their components."""
    given = frozenset(episodes)
    found = set(given)
    c = t.component_episode.c
    for part in chunk(given):
        numbers = select(c.component_id).where(c.episode_id.in_(part))
        found.update(map(EpisodeId, db.scalars(select(c.episode_id).where(c.component_id.in_(numbers)))))
    return frozenset(found)


def stale_episodes(db: Connection) -> frozenset[EpisodeId]:
    """Stored episodes that no component holds."""
    held = exists().where(t.component_episode.c.episode_id == t.episode.c.episode_id)
    return frozenset(map(EpisodeId, db.scalars(select(t.episode.c.episode_id).where(~held))))


def problems(db: Connection) -> tuple[InputProblem, ...]:
    """Inputs that are no stored report."""
    p = t.problem.c
    rows = db.execute(select(p.path, p.member, p.sha256, p.state, p.stage, p.code, p.reason))
    return tuple(sorted((InputProblem(*row) for row in rows), key=problem_order))


def inputs(db: Connection) -> dict[str, StoredInput]:
    """Path -> what became of it."""
    i = t.input_file.c
    rows = db.execute(select(i.path, i.sha256, i.doc_id))
    return {path: StoredInput(sha256, doc) for path, sha256, doc in sorted(rows, key=lambda row: row[0])}


def settings(db: Connection) -> dict[str, str]:
    """All settings."""
    return dict(sorted(db.execute(select(t.setting.c.name, t.setting.c.value)).all()))


def judgements(db: Connection) -> tuple[Judgement, ...]:
    """The log in its own order."""
    codec = codec_for(Judgement)
    return tuple(codec.load(body) for body in db.scalars(select(t.judgement.c.body).order_by(t.judgement.c.id)))


def judgement_head(db: Connection) -> JudgementId | None:
    """The last row of the log."""
    last = select(t.judgement.c.judgement_id).order_by(t.judgement.c.id.desc()).limit(1)
    head = db.execute(last).scalar()
    return None if head is None else JudgementId(head)


def warned_reports(db: Connection) -> tuple[Report, ...]:
    """Reports with problems of their own, by path."""
    ids = db.scalars(select(t.report.c.doc_id).where(t.report.c.warning_count > 0).order_by(t.report.c.path))
    return tuple(analysis.report for analysis in load_analyses(db, map(DocId, ids)).values())
