"""Counts: what is counted how often, the releases that were posted, and their cells."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; they fill when the ticker first finds a period closed."""
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


def _keys(name: str, size: int) -> tuple[sa.Column[str], ...]:
    return (
        sa.Column(name, sa.String(size), primary_key=True),
        *(
            sa.Column(each, sa.String(40), primary_key=True)
            for each in ("menu", "first", "second")
        ),
    )
