"""Wellbeing leads, invited or here, and the sites they answer for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the planner keeps no sample of anyone's hash or name."""
    op.create_table(
        "lead",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("all_sites", sa.Boolean(), nullable=False),
        sa.Column("may_verify", sa.Boolean(), nullable=False),
        sa.Column("invitation", sa.LargeBinary(32), nullable=True),
        sa.Column("expires", sa.Integer(), nullable=True),
        sa.Column("person", sa.LargeBinary(32), nullable=True),
        sa.Column("sealed_person", sa.LargeBinary(), nullable=True),
        sa.Column("since", sa.String(7), nullable=True),
        sa.CheckConstraint(
            "invitation IS NOT NULL OR person IS NOT NULL",
            name=op.f("ck_lead_invited_or_here"),
        ),
        sa.UniqueConstraint("invitation", name="uq_lead_invitation"),
        sa.UniqueConstraint("person", name="uq_lead_person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_expires", "lead", ["expires"])
    op.create_table(
        "lead_site",
        sa.Column("lead", sa.String(8), primary_key=True),
        sa.Column("site", sa.String(40), primary_key=True),
        sa.ForeignKeyConstraint(
            ["lead"], ["lead.id"], name="fk_lead_site_lead_lead", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_lead_site_site_site"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for column in ("lead ALTER COLUMN person", "lead ALTER COLUMN name"):
            op.execute(f"ALTER TABLE {column} SET STATISTICS 0")
        op.execute("ALTER TABLE route ALTER COLUMN verified_by SET STATISTICS 0")


def downgrade() -> None:
    """Drop them: nobody is a lead any more."""
    op.drop_table("lead_site")
    op.drop_table("lead")
