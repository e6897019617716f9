"""What people add to a report later: sealed apart, dated by week."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the planner shall keep no sample of its keys, which would outlive a row."""
    op.create_table(
        "addition",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("incident", sa.String(16), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.id"],
            name="fk_addition_incident_incident",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("incident", "week", name="uq_addition_incident_week"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for column in ("id", "incident", "sealed"):
            op.execute(f"ALTER TABLE addition ALTER COLUMN {column} SET STATISTICS 0")


def downgrade() -> None:
    """Drop it, and with it all that was added."""
    op.drop_table("addition")
