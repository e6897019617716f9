"""The tables of counts: what leads looked at, and what is posted once for them to see."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String

from models.tables.making import table_of

lead_view = table_of(
    "lead_view",
    # What a lead looked at, and on which day; it goes with the lead.
    Column("id", String(16), primary_key=True),
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), nullable=False),
    Column("shown", String(80), nullable=False),
    Column("day", Date, nullable=False),
)

lead_note = table_of(
    "lead_note",
    # A lead who wants a note of each release, and the last one they were told of.
    Column("lead", String(8), ForeignKey("lead.id", ondelete="CASCADE"), primary_key=True),
    Column("told", String(8), nullable=False),
)

counted_row = table_of(
    "counted_row",
    # How often a row of the counts is counted in a year, and from which week on. A site without
    # a row is one of the smaller ones.
    Column("year", String(4), primary_key=True),
    *(Column(name, String(40), primary_key=True) for name in ("menu", "first", "second")),
    Column("span", String(8), nullable=False),
    Column("since", Date, nullable=False),
)

release = table_of(
    "release",
    # A closed period, "2026-W47". Not available: it closed before a backup was restored.
    Column("period", String(8), primary_key=True),
    Column("available", Boolean, nullable=False),
)

cell = table_of(
    "cell",
    Column("period", String(8), ForeignKey("release.period"), primary_key=True),
    *(Column(name, String(40), primary_key=True) for name in ("menu", "first", "second")),
    # Empty is "under 10, or hidden". What was behind it is not kept.
    Column("shown", Integer, nullable=True),
)
