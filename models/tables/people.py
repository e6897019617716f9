"""Who uses Handrail, who leads, and what is owed or told to somebody."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
)

from models.tables.making import table_of

enrolment = table_of(
    "enrolment",
    Column("person", LargeBinary(32), primary_key=True),
    # The sealed Telegram id, so that the keyed hash can be made anew when keys rotate.
    Column("sealed_person", LargeBinary, nullable=False),
    Column("site", String(40), ForeignKey("site.id"), nullable=True),
    # Year and month of the last activity, "2026-11": idle enrolments are forgotten by it.
    Column("month", String(7), nullable=False),
    Column("simple", Boolean, nullable=False),
)

lead = table_of(
    "lead",
    Column("id", String(8), primary_key=True),
    # How the operator calls them: it is shown to the operator, and beside routes they verified.
    Column("name", String(60), nullable=False),
    Column("all_sites", Boolean, nullable=False),
    Column("may_verify", Boolean, nullable=False),
    # Somebody who is invited and has not accepted: the SHA-256 of the link's token, and until
    # when it is open, in minutes since 1970. Both are empty once it was used.
    Column("invitation", LargeBinary(32), nullable=True, unique=True),
    Column("expires", Integer, nullable=True, index=True),
    # Somebody who accepted: the keyed hash, the sealed Telegram id, the year and month.
    Column("person", LargeBinary(32), nullable=True, unique=True),
    Column("sealed_person", LargeBinary, nullable=True),
    Column("since", String(7), nullable=True),
    CheckConstraint("invitation IS NOT NULL OR person IS NOT NULL", name="invited_or_here"),
)

lead_site = table_of(
    "lead_site",
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), primary_key=True),
    Column("site", String(40), ForeignKey("site.id"), primary_key=True),
)

owed = table_of(
    "owed",
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Seconds since 1970: when to try again, and when to give up.
    Column("due", BigInteger, nullable=False, index=True),
    Column("ends", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
)

told = table_of(
    "told",
    # A keyed hash of what will end; whom it is about cannot be told from it.
    Column("mark", LargeBinary(32), primary_key=True),
    # Hours since 1970: when telling began. Not sent within an hour, it is begun again.
    Column("hour", Integer, nullable=False, index=True),
    Column("sent", Boolean, nullable=False),
)
