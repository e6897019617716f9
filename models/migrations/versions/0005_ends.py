"""How things end: when a key was last used to seal, and who was told of what will be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEYS = {
    "incident": ("id", "sealed_owner"),
    "answer": ("incident",),
    "enrolment": ("sealed_person",),
    "lead": ("sealed_person",),
    "parked": ("id", "sealed"),
    "draft": ("sealed",),
    "draft_words": ("sealed",),
    "incident_words": ("incident", "sealed"),
    "owed": ("sealed",),
}
"""Columns that the planner shall keep no sample of: it would outlive the row."""


def upgrade() -> None:
    """Make the table and the column; on PostgreSQL keep keys and seals out of statistics."""
    op.create_table(
        "told",
        sa.Column("mark", sa.LargeBinary(32), primary_key=True),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_told_hour", "told", ["hour"])
    op.add_column("keyring", sa.Column("hour", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in KEYS.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    """Drop both."""
    op.drop_column("keyring", "hour")
    op.drop_table("told")
