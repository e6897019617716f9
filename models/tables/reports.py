"""Drafts, and what became of them: incidents with answers, words and additions."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)

from models.tables.making import table_of

draft = table_of(
    "draft",
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Minutes since 1970, rounded up: when it is erased.
    Column("expires", Integer, nullable=False, index=True),
)

draft_words = table_of(
    "draft_words",
    # Beside the draft, so that a tap need not write 8 kilobytes anew.
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

incident = table_of(
    "incident",
    Column("id", String(16), primary_key=True),
    # All three are empty when the person chose "no link to me".
    Column("owner", LargeBinary(32), nullable=True, index=True),
    Column("sealed_owner", LargeBinary, nullable=True),
    Column("site", String(40), ForeignKey("site.id"), nullable=True),
    # The Monday of its week.
    Column("week", Date, nullable=False),
    Column("band", String(20), nullable=True),
    Column("witness", Boolean, nullable=False),
    CheckConstraint(
        "owner IS NOT NULL OR (sealed_owner IS NULL AND site IS NULL)", name="no_link"
    ),
)

answer = table_of(
    "answer",
    Column(
        "incident", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("question", String(40), primary_key=True),
    Column("option", String(40), primary_key=True),
)

incident_words = table_of(
    "incident_words",
    # Only of a report that has an owner; it goes with the report.
    Column(
        "incident", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("sealed", LargeBinary, nullable=False),
)

addition = table_of(
    "addition",
    Column("id", String(16), primary_key=True),
    # Only to a report that has an owner; it goes with the report.
    Column("incident", String(16), ForeignKey("incident.id", ondelete="CASCADE"), nullable=False),
    # The Monday of the week in which it was added. What is added in one week is one text.
    Column("week", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("incident", "week"),
)

parked = table_of(
    "parked",
    Column("id", String(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
