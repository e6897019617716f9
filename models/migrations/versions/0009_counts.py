"""Counts: what is counted how often, what was posted, what leads looked at and want to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; they fill when the ticker first finds a period closed."""
    _of_leads()
    op.create_table(
        "counted_row",
        *_keys("year", 4),
        sa.Column("span", sa.String(8), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("period", sa.String(8), primary_key=True),
        sa.Column("available", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell",
        *_keys("period", 8),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["period"], ["release.period"], name="fk_cell_period_release"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them: nothing that was posted can be shown again."""
    op.drop_table("cell")
    op.drop_table("release")
    op.drop_table("counted_row")
    op.drop_table("lead_note")
    op.drop_table("lead_view")


def _keys(name: str, size: int) -> tuple[sa.Column[str], ...]:
    return (
        sa.Column(name, sa.String(size), primary_key=True),
        *(
            sa.Column(each, sa.String(40), primary_key=True)
            for each in ("menu", "first", "second")
        ),
    )


def _of_leads() -> None:
    op.create_table(
        "lead_view",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("lead", sa.String(8), nullable=False),
        sa.Column("shown", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead"], ["lead.id"], name="fk_lead_view_lead_lead", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lead_note",
        sa.Column("lead", sa.String(8), primary_key=True),
        sa.Column("told", sa.String(8), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead"], ["lead.id"], name="fk_lead_note_lead_lead", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
