"""Check-ins: plans, what is due, answers, sums for leads, the quiet date, the send budget."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEYS = {
    "plan": ("id", "person", "sealed_person"),
    "prompt": ("id", "plan"),
    "check_in": ("id", "owner", "sealed_owner", "sealed"),
    "quiet": ("person", "sealed"),
}
"""Columns that the planner shall keep no sample of: it would outlive the row."""


def upgrade() -> None:
    """Make the tables; on PostgreSQL keep keys and seals out of statistics."""
    _plans()
    _answers()
    op.create_table(
        "pace",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("plan", "prompt"):
            # Room on each page, so that a row which is claimed can change where it lies.
            op.execute(f"ALTER TABLE {table} SET (fillfactor = 70)")
        for table, columns in KEYS.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("person", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_person", sa.LargeBinary(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(20), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.UniqueConstraint("person", name="uq_plan_person"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prompt",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("plan", sa.String(16), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sendings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"], ["plan.id"], name="fk_prompt_plan_plan", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_prompt_plan", "prompt", ["plan"])
    op.create_index("ix_prompt_next", "prompt", ["next"])


def _answers() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("owner", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_owner", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_check_in_owner", "check_in", ["owner"])
    op.create_index("ix_check_in_day", "check_in", ["day"])
    op.create_table(
        "check_in_sum",
        sa.Column("site", sa.String(40), primary_key=True),
        sa.Column("week", sa.String(10), primary_key=True),
        sa.Column("step", sa.String(20), primary_key=True),
        sa.Column("question", sa.String(20), primary_key=True),
        sa.Column("option", sa.String(20), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quiet",
        sa.Column("person", sa.LargeBinary(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quiet_until", "quiet", ["until"])


def downgrade() -> None:
    """Drop them: no check-in comes any more, and the answers are gone."""
    for table in ("pace", "quiet", "check_in_sum", "check_in", "prompt", "plan"):
        op.drop_table(table)
