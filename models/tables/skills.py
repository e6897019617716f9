"""The tables of skills: what a person keeps of their practice, and confidences that count."""

from sqlalchemy import Column, Date, Integer, LargeBinary, String

from models.tables.making import table_of

practice = table_of(
    "practice",
    Column("id", String(16), primary_key=True),
    Column("owner", LargeBinary(32), nullable=False, index=True),
    Column("sealed_owner", LargeBinary, nullable=False),
    # A confidence before and after a theme, or a lesson that asks again: from outside all alike.
    Column("sealed", LargeBinary, nullable=False),
    # The Monday of the week in which it began: it ends by it.
    Column("week", Date, nullable=False, index=True),
)

parked_rating = table_of(
    "parked_rating",
    Column("id", String(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

rating = table_of(
    "rating",
    # A confidence that somebody let count. It knows nobody, and no site.
    Column("id", String(16), primary_key=True),
    # The Monday of its week.
    Column("week", Date, nullable=False),
    Column("theme", String(20), nullable=False),
    # A role group, or "" when none was given; the same of what a theme was worth.
    Column("role", String(20), nullable=False),
    Column("before", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    Column("worth", String(20), nullable=False),
)
