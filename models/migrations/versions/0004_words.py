"""Own words: beside a draft until the choice, and beside a report that its person can find."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; no statistics may hold the hash of a person who has been erased."""
    op.create_table(
        "draft_words",
        sa.Column("person", sa.LargeBinary(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_words",
        sa.Column("incident", sa.String(16), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.id"],
            name="fk_incident_words_incident_incident",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE draft_words ALTER COLUMN person SET STATISTICS 0")


def downgrade() -> None:
    """Drop them, and with them everybody's own words."""
    op.drop_table("incident_words")
    op.drop_table("draft_words")
