"""Public keys that copies were signed with."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it fills when the keys are next used."""
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("public", sa.LargeBinary(32), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it: copies signed with a key that is gone cannot be checked any more."""
    op.drop_table("signing_key")
