"""Skills: what somebody keeps of their practice, and the ratings that they let count."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEYS = {
    "practice": ("id", "owner", "sealed_owner", "sealed"),
    "parked_rating": ("id", "sealed"),
    "rating": ("id",),
}
"""Columns that the planner shall keep no sample of: it would outlive the row."""


def upgrade() -> None:
    """Make the three tables; on PostgreSQL keep keys and seals out of statistics."""
    op.create_table(
        "practice",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("owner", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_owner", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_practice_owner", "practice", ["owner"])
    op.create_index("ix_practice_week", "practice", ["week"])
    op.create_table(
        "parked_rating",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(20), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("worth", sa.String(20), nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in KEYS.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    """Drop them, and with them everybody's practice and every rating."""
    op.drop_table("rating")
    op.drop_table("parked_rating")
    op.drop_table("practice")
