"""The tables of a ledger, for both databases.

Domain values stand in `body` as canonical JSON; columns beside it are what queries look for.
A report's rows hang on `report.id`, derived rows on `component.id`: deleting one deletes them all.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from toldby.adapters.stores.sql.columns import (
    BIG,
    FLAG,
    REAL_NUMBER,
    SORTED_TEXT,
    ContentId,
    Fingerprint64,
    HexHash,
    Json,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _of(parent: str) -> Column[int]:
    return Column(
        f"{parent}_id",
        BIG,
        ForeignKey(f"{parent}.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def _member_of(parent: str) -> Column[int]:
    return Column(f"{parent}_id", BIG, ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=False, index=True)


def _span_check() -> CheckConstraint:
    return CheckConstraint('0 <= "start" AND "start" < "end"', name="span")


setting = _table("setting", Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

input_file = _table(
    "input_file",
    Column("path", Text, primary_key=True),
    Column("sha256", HexHash),
    Column("doc_id", ContentId, index=True),
)

problem = _table(
    "problem",
    Column("id", BIG, primary_key=True),
    Column("path", Text, nullable=False),
    Column("member", Text),
    Column("sha256", HexHash),
    Column("state", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("state IN ('duplicate', 'quarantined', 'skipped')", name="state"),
)

report = _table(
    "report",
    Column("id", BIG, primary_key=True),
    Column("doc_id", ContentId, nullable=False, unique=True),
    Column("path", Text, nullable=False, index=True),
    Column("sha256", HexHash, nullable=False),
    Column("outlet", Text, index=True),
    Column("published_earliest", SORTED_TEXT),
    Column("published_latest", SORTED_TEXT),
    Column("analysis_key", Text, nullable=False),
    Column("language", Text),
    Column("drop_count", Integer, nullable=False),
    Column("is_linked", FLAG, nullable=False),
    Column("is_compared", FLAG, nullable=False, server_default="1"),
    Column("open_count", Integer, nullable=False, server_default="0"),
    Column("warning_count", Integer, nullable=False, server_default="0"),
    Column("main_incident_id", ContentId),
    Column("body", Json, nullable=False),
    Index("ix_report_published", "published_earliest", "published_latest"),
)

report_text = _table(
    "report_text",
    _of("report"),
    Column("text_sha256", HexHash, nullable=False),
    Column("length", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("zones", Json, nullable=False),
    Column("source_map", Json, nullable=False),
)

fingerprint = _table(
    "fingerprint",
    _of("report"),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("value", Fingerprint64, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_fingerprint_value_report_id", "value", "report_id"),
)

time_mention = _table(
    "time_mention",
    _of("report"),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("body", Json, nullable=False),
    _span_check(),
)

place_mention = _table(
    "place_mention",
    _of("report"),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("place_id", Text, index=True),
    Column("lat", REAL_NUMBER),
    Column("lon", REAL_NUMBER),
    Column("body", Json, nullable=False),
    CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
    CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
    _span_check(),
)

claim = _table(
    "claim",
    Column("id", BIG, primary_key=True),
    _member_of("report"),
    Column("ordinal", Integer, nullable=False),
    Column("claim_id", ContentId, nullable=False, unique=True),
    Column("voice", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("speaker_id", Text, index=True),
    Column("side", Text),
    Column("episode_id", ContentId, index=True),
    Column("origin_id", ContentId),
    Column("is_answer", FLAG, nullable=False),
    Column("body", Json, nullable=False),
    Index("ix_claim_origin_id_claim_id", "origin_id", "claim_id"),
    CheckConstraint("voice IN ('attributed', 'narrator')", name="voice"),
)

claim_span = _table(
    "claim_span",
    _of("claim"),
    Column("role", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("report_id", BIG, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    CheckConstraint("role IN ('source', 'cue', 'content')", name="role"),
    _span_check(),
)

episode = _table(
    "episode",
    Column("id", BIG, primary_key=True),
    _member_of("report"),
    Column("ordinal", Integer, nullable=False),
    Column("episode_id", ContentId, nullable=False, unique=True),
    Column("body", Json, nullable=False),
)

episode_key = _table("episode_key", _of("episode"), Column("key", Text, primary_key=True, index=True))

edge = _table(
    "edge",
    Column("a", ContentId, primary_key=True),
    Column("b", ContentId, primary_key=True, index=True),
    Column("kind", Text, primary_key=True),
    Column("score", BIG, nullable=False),
)

reuse = _table(
    "reuse",
    Column("a", ContentId, primary_key=True),
    Column("b", ContentId, primary_key=True, index=True),
    Column("kind", Text, primary_key=True),
    Column("body", Json, nullable=False),
)

component = _table("component", Column("id", BIG, primary_key=True), Column("size", Integer, nullable=False))

component_episode = _table(
    "component_episode", Column("episode_id", ContentId, primary_key=True), _member_of("component")
)

incident = _table(
    "incident",
    Column("id", BIG, primary_key=True),
    _member_of("component"),
    Column("incident_id", ContentId, nullable=False, unique=True),
    Column("type", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("start", SORTED_TEXT, index=True),
    Column("end", SORTED_TEXT),
    Column("report_count", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("place_count", Integer, nullable=False, server_default="0"),
    Column("search", Text, nullable=False),
    Column("body", Json, nullable=False),
    CheckConstraint("state IN ('contested', 'one_sided', 'agreed', 'single_origin')", name="state"),
    CheckConstraint(
        "status IN ('asserted', 'alleged', 'denied', 'planned', 'hypothetical', 'ongoing', 'background')",
        name="status",
    ),
)

incident_side = _table("incident_side", _of("incident"), Column("side", Text, primary_key=True, index=True))

incident_claim = _table(
    "incident_claim",
    _member_of("component"),
    Column("incident_id", ContentId, primary_key=True),
    Column("claim_id", ContentId, primary_key=True, index=True),
)

incident_seen = _table(
    "incident_seen",
    Column("incident_id", ContentId, primary_key=True),
    Column("anchor", ContentId, nullable=False),
)

claim_update = _table(
    "claim_update",
    _of("component"),
    Column("claim_id", ContentId, primary_key=True, index=True),
    Column("origin_id", ContentId),
    Column("is_answer", FLAG, nullable=False),
    Column("body", Json, nullable=False),
    Index("ix_claim_update_origin_id_claim_id", "origin_id", "claim_id"),
)

relation = _table(
    "relation",
    Column("id", BIG, primary_key=True),
    _member_of("component"),
    Column("incident_id", ContentId, index=True),
    Column("slot", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("body", Json, nullable=False),
)

origin = _table(
    "origin",
    Column("origin_id", ContentId, primary_key=True),
    Column("actor_id", Text, index=True),
    Column("body", Json, nullable=False),
)

judgement = _table(
    "judgement",
    Column("id", BIG, primary_key=True),
    Column("judgement_id", ContentId, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("on_kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("happened", Text, nullable=False),
    Column("supersedes", ContentId),
    Column("prev_hash", ContentId),
    Column("body", Json, nullable=False),
    UniqueConstraint("judgement_id"),
    UniqueConstraint("prev_hash"),
    CheckConstraint(
        "verdict IN ('accept', 'correct', 'reject', 'add', 'merge', 'split', 'same', 'different', 'mirror',"
        " 'note', 'undo')",
        name="verdict",
    ),
)
