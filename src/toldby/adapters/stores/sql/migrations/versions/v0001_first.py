"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toldby.adapters.stores.sql.migrations.laws import LAWS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REAL_NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "component",
        sa.Column("id", BIG, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component")),
        sqlite_strict=True,
    )
    op.create_table(
        "edge",
        sa.Column("a", sa.LargeBinary(), nullable=False),
        sa.Column("b", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", BIG, nullable=False),
        sa.PrimaryKeyConstraint("a", "b", "kind", name=op.f("pk_edge")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_edge_b"), "edge", ["b"], unique=False)
    op.create_table(
        "incident_seen",
        sa.Column("incident_id", sa.LargeBinary(), nullable=False),
        sa.Column("anchor", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident_seen")),
        sqlite_strict=True,
    )
    op.create_table(
        "input_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("doc_id", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_input_file")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_input_file_doc_id"), "input_file", ["doc_id"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", BIG, nullable=False),
        sa.Column("judgement_id", sa.LargeBinary(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("on_kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.LargeBinary(), nullable=True),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('accept', 'correct', 'reject', 'add', 'merge', 'split', 'same', 'different', 'mirror', 'note', 'undo')",
            name=op.f("ck_judgement_verdict"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("judgement_id", name=op.f("uq_judgement_judgement_id")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_judgement_prev_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "origin",
        sa.Column("origin_id", sa.LargeBinary(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin_id", name=op.f("pk_origin")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_origin_actor_id"), "origin", ["actor_id"], unique=False)
    op.create_table(
        "problem",
        sa.Column("id", BIG, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('duplicate', 'quarantined', 'skipped')", name=op.f("ck_problem_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
        sqlite_strict=True,
    )
    op.create_table(
        "report",
        sa.Column("id", BIG, nullable=False),
        sa.Column("doc_id", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published_earliest", SORTED_TEXT, nullable=True),
        sa.Column("published_latest", SORTED_TEXT, nullable=True),
        sa.Column("analysis_key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("drop_count", sa.Integer(), nullable=False),
        sa.Column("is_linked", FLAG, nullable=False),
        sa.Column("main_incident_id", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("doc_id", name=op.f("uq_report_doc_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_report_outlet"), "report", ["outlet"], unique=False)
    op.create_index(op.f("ix_report_path"), "report", ["path"], unique=False)
    op.create_index("ix_report_published", "report", ["published_earliest", "published_latest"], unique=False)
    op.create_table(
        "reuse",
        sa.Column("a", sa.LargeBinary(), nullable=False),
        sa.Column("b", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", "kind", name=op.f("pk_reuse")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reuse_b"), "reuse", ["b"], unique=False)
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim",
        sa.Column("id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("episode_id", sa.LargeBinary(), nullable=True),
        sa.Column("origin_id", sa.LargeBinary(), nullable=True),
        sa.Column("is_answer", FLAG, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("voice IN ('attributed', 'narrator')", name=op.f("ck_claim_voice")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_claim_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_claim_claim_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_claim_episode_id"), "claim", ["episode_id"], unique=False)
    op.create_index(op.f("ix_claim_origin_id"), "claim", ["origin_id"], unique=False)
    op.create_index(op.f("ix_claim_report_id"), "claim", ["report_id"], unique=False)
    op.create_index(op.f("ix_claim_speaker_id"), "claim", ["speaker_id"], unique=False)
    op.create_table(
        "claim_update",
        sa.Column("component_id", BIG, autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=False),
        sa.Column("origin_id", sa.LargeBinary(), nullable=True),
        sa.Column("is_answer", FLAG, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_claim_update_component_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("component_id", "claim_id", name=op.f("pk_claim_update")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_claim_update_claim_id"), "claim_update", ["claim_id"], unique=False)
    op.create_index(op.f("ix_claim_update_origin_id"), "claim_update", ["origin_id"], unique=False)
    op.create_table(
        "component_episode",
        sa.Column("episode_id", sa.LargeBinary(), nullable=False),
        sa.Column("component_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_component_episode_component_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("episode_id", name=op.f("pk_component_episode")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_component_episode_component_id"), "component_episode", ["component_id"], unique=False
    )
    op.create_table(
        "episode",
        sa.Column("id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_episode_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_episode_episode_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_episode_report_id"), "episode", ["report_id"], unique=False)
    op.create_table(
        "fingerprint",
        sa.Column("report_id", BIG, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_fingerprint_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "ordinal", name=op.f("pk_fingerprint")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fingerprint_value"), "fingerprint", ["value"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", BIG, nullable=False),
        sa.Column("component_id", BIG, nullable=False),
        sa.Column("incident_id", sa.LargeBinary(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("start", SORTED_TEXT, nullable=True),
        sa.Column("end", SORTED_TEXT, nullable=True),
        sa.Column("report_count", sa.Integer(), nullable=False),
        sa.Column("origins_high", sa.Integer(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('contested', 'one_sided', 'agreed', 'single_origin')", name=op.f("ck_incident_state")
        ),
        sa.CheckConstraint(
            "status IN ('asserted', 'alleged', 'denied', 'planned', 'hypothetical', 'ongoing', 'background')",
            name=op.f("ck_incident_status"),
        ),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_incident_component_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_incident_incident_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_incident_component_id"), "incident", ["component_id"], unique=False)
    op.create_index(op.f("ix_incident_start"), "incident", ["start"], unique=False)
    op.create_index(op.f("ix_incident_state"), "incident", ["state"], unique=False)
    op.create_index(op.f("ix_incident_type"), "incident", ["type"], unique=False)
    op.create_table(
        "incident_claim",
        sa.Column("component_id", BIG, nullable=False),
        sa.Column("incident_id", sa.LargeBinary(), nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_incident_claim_component_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_id", "claim_id", name=op.f("pk_incident_claim")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_incident_claim_claim_id"), "incident_claim", ["claim_id"], unique=False)
    op.create_index(op.f("ix_incident_claim_component_id"), "incident_claim", ["component_id"], unique=False)
    op.create_table(
        "place_mention",
        sa.Column("report_id", BIG, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("lat", REAL_NUMBER, nullable=True),
        sa.Column("lon", REAL_NUMBER, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_place_mention_span")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_place_mention_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_place_mention_lon")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_place_mention_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "ordinal", name=op.f("pk_place_mention")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_place_mention_place_id"), "place_mention", ["place_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("component_id", BIG, nullable=False),
        sa.Column("incident_id", sa.LargeBinary(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_relation_component_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_relation_component_id"), "relation", ["component_id"], unique=False)
    op.create_index(op.f("ix_relation_incident_id"), "relation", ["incident_id"], unique=False)
    op.create_index(op.f("ix_relation_kind"), "relation", ["kind"], unique=False)
    op.create_table(
        "report_text",
        sa.Column("report_id", BIG, autoincrement=False, nullable=False),
        sa.Column("text_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("zones", sa.Text(), nullable=False),
        sa.Column("source_map", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_text_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_text")),
        sqlite_strict=True,
    )
    op.create_table(
        "time_mention",
        sa.Column("report_id", BIG, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_time_mention_span")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_time_mention_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "ordinal", name=op.f("pk_time_mention")),
        sqlite_strict=True,
    )
    op.create_table(
        "claim_span",
        sa.Column("claim_id", BIG, autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('source', 'cue', 'content')", name=op.f("ck_claim_span_role")),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"', name=op.f("ck_claim_span_span")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_span_claim_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "role", "ordinal", name=op.f("pk_claim_span")),
        sqlite_strict=True,
    )
    op.create_table(
        "episode_key",
        sa.Column("episode_id", BIG, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_episode_key_episode_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("episode_id", "key", name=op.f("pk_episode_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_episode_key_key"), "episode_key", ["key"], unique=False)
    op.create_table(
        "incident_side",
        sa.Column("incident_id", BIG, autoincrement=False, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_side_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "side", name=op.f("pk_incident_side")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_incident_side_side"), "incident_side", ["side"], unique=False)

    for statement in LAWS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back to an older schema; import an export instead")
