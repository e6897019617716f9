"""Sites, and the support routes of everybody and of a site."""

from sqlalchemy import Boolean, Column, Date, Integer, String

from models.tables.making import table_of

site = table_of(
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

route = table_of(
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

route_failure = table_of(
    "route_failure",
    Column("route", String(32), primary_key=True),
    # Year and month, "2026-11": who tapped it, and when, is not kept.
    Column("month", String(7), primary_key=True),
    Column("count", Integer, nullable=False),
)
