"""All tables on one page: what is remembered, under which key, and how coarse its time is.

Every key is random or a keyed hash, and no table has a row number (WITHOUT ROWID on SQLite), so
that no order of rows tells when one was written. No time is finer than its use needs.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> Table:
    """Make a table that has no row number on SQLite either."""
    return Table(name, metadata, *parts, sqlite_with_rowid=False)


site = _table(
    "site",
    Column("id", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("code", String(64), nullable=False, unique=True),
    Column("security", String(40), nullable=False),
    Column("security_internal", Boolean, nullable=False),
    Column("exposure", String(400), nullable=False),
    Column("example", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("nation", String(20), nullable=False, server_default="england"),
)

route = _table(
    "route",
    Column("id", String(32), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("purpose", String(200), nullable=False),
    # Words with blanks between them: tags, nations and audiences are short lists.
    Column("tags", String(400), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("phone", String(20), nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("text", String(20), nullable=False),
    Column("text_word", String(20), nullable=False),
    Column("email", String(100), nullable=False),
    Column("link", String(300), nullable=False),
    Column("hours", String(200), nullable=False),
    Column("cost", String(100), nullable=False),
    Column("area", String(100), nullable=False),
    Column("audience", String(200), nullable=False),
    Column("who_for", String(100), nullable=False),
    # A site's id, or "": a file of routes may come before its site.
    Column("site", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("verified", Date, nullable=True),
    Column("verified_by", String(60), nullable=False),
    Column("source", String(300), nullable=False),
    Column("note", String(400), nullable=False),
    Column("example", Boolean, nullable=False),
)

route_failure = _table(
    "route_failure",
    Column("route", String(32), primary_key=True),
    # Year and month, "2026-11": who tapped it, and when, is not kept.
    Column("month", String(7), primary_key=True),
    Column("count", Integer, nullable=False),
)

enrolment = _table(
    "enrolment",
    Column("person", LargeBinary(32), primary_key=True),
    # The sealed Telegram id, so that the keyed hash can be made anew when keys rotate.
    Column("sealed_person", LargeBinary, nullable=False),
    Column("site", String(40), ForeignKey("site.id"), nullable=True),
    # Year and month of the last activity, "2026-11": idle enrolments are forgotten by it.
    Column("month", String(7), nullable=False),
    Column("simple", Boolean, nullable=False),
)

lead = _table(
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

lead_site = _table(
    "lead_site",
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), primary_key=True),
    Column("site", String(40), ForeignKey("site.id"), primary_key=True),
)

draft = _table(
    "draft",
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Minutes since 1970, rounded up: when it is erased.
    Column("expires", Integer, nullable=False, index=True),
)

draft_words = _table(
    "draft_words",
    # Beside the draft, so that a tap need not write 8 kilobytes anew.
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

incident = _table(
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

answer = _table(
    "answer",
    Column(
        "incident", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("question", String(40), primary_key=True),
    Column("option", String(40), primary_key=True),
)

incident_words = _table(
    "incident_words",
    # Only of a report that has an owner; it goes with the report.
    Column(
        "incident", String(16), ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("sealed", LargeBinary, nullable=False),
)

parked = _table(
    "parked",
    Column("id", String(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

seen_update = _table(
    "seen_update",
    Column("mark", LargeBinary(32), primary_key=True),
    # Hours since 1970.
    Column("hour", Integer, nullable=False, index=True),
)

set_aside = _table(
    "set_aside",
    Column("mark", LargeBinary(32), primary_key=True),
    Column("update_id", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", String(80), nullable=False),
    Column("reference", String(12), nullable=False),
    Column("hour", Integer, nullable=False),
)

owed = _table(
    "owed",
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Seconds since 1970: when to try again, and when to give up.
    Column("due", BigInteger, nullable=False, index=True),
    Column("ends", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
)

told = _table(
    "told",
    # A keyed hash of what will end; whom it is about cannot be told from it.
    Column("mark", LargeBinary(32), primary_key=True),
    # Hours since 1970: when telling began. Not sent within an hour, it is begun again.
    Column("hour", Integer, nullable=False, index=True),
    Column("sent", Boolean, nullable=False),
)

keyring = _table(
    "keyring",
    Column("key", String(8), primary_key=True),
    Column("fingerprint", LargeBinary(32), nullable=False),
    # The last hour, counted from 1970, in which a running program sealed with it.
    Column("hour", Integer, nullable=True),
)

signing_key = _table(
    "signing_key",
    # Public keys alone, also of keys that are retired: a copy outlives the key that signed it.
    Column("id", String(16), primary_key=True),
    Column("public", LargeBinary(32), nullable=False),
)

lead_view = _table(
    "lead_view",
    # What a lead looked at, and on which day; it goes with the lead.
    Column("id", String(16), primary_key=True),
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), nullable=False),
    Column("shown", String(80), nullable=False),
    Column("day", Date, nullable=False),
)

lead_note = _table(
    "lead_note",
    # A lead who wants a note of each release, and the last one they were told of.
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), primary_key=True),
    Column("told", String(8), nullable=False),
)

counted_row = _table(
    "counted_row",
    # How often a row of the counts is counted in a year, and from which week on. A site without
    # a row is one of the smaller ones.
    Column("year", String(4), primary_key=True),
    *(Column(name, String(40), primary_key=True) for name in ("menu", "first", "second")),
    Column("span", String(8), nullable=False),
    Column("since", Date, nullable=False),
)

release = _table(
    "release",
    # A closed period, "2026-W47". Not available: it closed before a backup was restored.
    Column("period", String(8), primary_key=True),
    Column("available", Boolean, nullable=False),
)

cell = _table(
    "cell",
    Column("period", String(8), ForeignKey("release.period"), primary_key=True),
    *(Column(name, String(40), primary_key=True) for name in ("menu", "first", "second")),
    # Empty is "fewer than 10". What was behind it is not kept.
    Column("shown", Integer, nullable=True),
)
