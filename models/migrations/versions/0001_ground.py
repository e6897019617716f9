"""The ground: sites, enrolments, drafts, incidents, and what has every update handled once."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "site",
    "enrolment",
    "draft",
    "incident",
    "answer",
    "parked",
    "seen_update",
    "set_aside",
    "owed",
    "keyring",
)


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _people()
    _incidents()
    _updates()
    _keep_hashes_out_of_statistics()


def downgrade() -> None:
    """Drop them, those that refer to others first."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _people() -> None:
    _table(
        "site",
        _key("id", sa.String(40)),
        _column("name", sa.String(200)),
        _column("kind", sa.String(20)),
        _column("code", sa.String(64)),
        _column("security", sa.String(40)),
        _column("security_internal", sa.Boolean()),
        _column("exposure", sa.String(400)),
        _column("example", sa.Boolean()),
        _column("closed", sa.Boolean()),
        sa.UniqueConstraint("code", name="uq_site_code"),
    )
    _table(
        "enrolment",
        _key("person", sa.LargeBinary(32)),
        _column("sealed_person", sa.LargeBinary()),
        sa.Column("site", sa.String(40), nullable=True),
        _column("month", sa.String(7)),
        _column("simple", sa.Boolean()),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_enrolment_site_site"),
    )
    _table(
        "draft",
        _key("person", sa.LargeBinary(32)),
        _column("sealed", sa.LargeBinary()),
        _column("expires", sa.Integer()),
    )
    op.create_index("ix_draft_expires", "draft", ["expires"])


def _incidents() -> None:
    _table(
        "incident",
        _key("id", sa.String(16)),
        sa.Column("owner", sa.LargeBinary(32), nullable=True),
        sa.Column("sealed_owner", sa.LargeBinary(), nullable=True),
        sa.Column("site", sa.String(40), nullable=True),
        _column("week", sa.Date()),
        sa.Column("band", sa.String(20), nullable=True),
        _column("witness", sa.Boolean()),
        sa.CheckConstraint(
            "owner IS NOT NULL OR (sealed_owner IS NULL AND site IS NULL)",
            name=op.f("ck_incident_no_link"),
        ),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_incident_site_site"),
    )
    op.create_index("ix_incident_owner", "incident", ["owner"])
    _table(
        "answer",
        _key("incident", sa.String(16)),
        _key("question", sa.String(40)),
        _key("option", sa.String(40)),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_answer_incident_incident", ondelete="CASCADE"
        ),
    )
    _table("parked", _key("id", sa.String(16)), _column("sealed", sa.LargeBinary()))


def _updates() -> None:
    _table("seen_update", _key("mark", sa.LargeBinary(32)), _column("hour", sa.Integer()))
    op.create_index("ix_seen_update_hour", "seen_update", ["hour"])
    _table(
        "set_aside",
        _key("mark", sa.LargeBinary(32)),
        _column("update_id", sa.BigInteger()),
        _column("tries", sa.Integer()),
        _column("error", sa.String(80)),
        _column("reference", sa.String(12)),
        _column("hour", sa.Integer()),
    )
    _table(
        "owed",
        _key("person", sa.LargeBinary(32)),
        _column("sealed", sa.LargeBinary()),
        _column("due", sa.BigInteger()),
        _column("ends", sa.BigInteger()),
        _column("tries", sa.Integer()),
    )
    op.create_index("ix_owed_due", "owed", ["due"])
    _table("keyring", _key("key", sa.String(8)), _column("fingerprint", sa.LargeBinary(32)))


def _keep_hashes_out_of_statistics() -> None:
    """Or the planner's samples would hold the hash of a person who has been erased."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in (
        ("enrolment", "person"),
        ("draft", "person"),
        ("incident", "owner"),
        ("owed", "person"),
    ):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def _table(name: str, *items: SchemaItem) -> None:
    op.create_table(name, *items, sqlite_with_rowid=False)


def _key(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True)


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
