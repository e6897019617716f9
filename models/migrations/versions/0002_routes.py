"""Support routes, what did not work of them, and the nation of a site."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LENGTHS = {
    "name": 60,
    "purpose": 200,
    "tags": 400,
    "kind": 20,
    "phone": 20,
    "text": 20,
    "text_word": 20,
    "email": 100,
    "link": 300,
    "hours": 200,
    "cost": 100,
    "area": 100,
    "audience": 200,
    "who_for": 100,
    "site": 40,
    "status": 20,
    "verified_by": 60,
    "source": 300,
    "note": 400,
}


def upgrade() -> None:
    """Make the tables, and have every site of today be in England until it is told otherwise."""
    op.create_table(
        "route",
        sa.Column("id", sa.String(32), primary_key=True),
        *(sa.Column(name, sa.String(most), nullable=False) for name, most in LENGTHS.items()),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("internal", "example")),
        sa.Column("verified", sa.Date(), nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "route_failure",
        sa.Column("route", sa.String(32), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "site", sa.Column("nation", sa.String(20), nullable=False, server_default="england")
    )


def downgrade() -> None:
    """Drop them; sites lose their nation."""
    op.drop_column("site", "nation")
    op.drop_table("route_failure")
    op.drop_table("route")
