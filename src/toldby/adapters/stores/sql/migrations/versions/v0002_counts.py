"""Shared text that waits for its comparison, and what a summary counts without reading everything.

Counts are filled by the next build, which analyses every report again: its keys have changed as well.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("report", sa.Column("is_compared", FLAG, nullable=False, server_default=sa.text("'1'")))
    op.add_column("report", sa.Column("open_count", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("report", sa.Column("warning_count", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("incident", sa.Column("place_count", sa.Integer(), nullable=False, server_default="0"))
    for table in ("claim", "claim_update"):
        op.drop_index(op.f(f"ix_{table}_origin_id"), table_name=table)
        op.create_index(f"ix_{table}_origin_id_claim_id", table, ["origin_id", "claim_id"], unique=False)
    op.drop_index(op.f("ix_fingerprint_value"), table_name="fingerprint")
    op.create_index("ix_fingerprint_value_report_id", "fingerprint", ["value", "report_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back to an older schema; import an export instead")
