"""The tables of check-ins: plans, what is due, a person's own answers, and sums for leads."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
)

from models.tables.making import table_of

plan = table_of(
    "plan",
    Column("id", String(16), primary_key=True),
    Column("person", LargeBinary(32), nullable=False, unique=True),
    # The sealed Telegram id: where to write to. It goes with the plan.
    Column("sealed_person", LargeBinary, nullable=False),
    # Nothing here tells when the plan began, or of what.
    Column("zone", String(64), nullable=False),
    Column("hour", Integer, nullable=False),
    Column("pattern", String(20), nullable=False),
    # A bit for each day of the week, Monday the lowest.
    Column("weekdays", Integer, nullable=False),
    # Weeks between moments, 0 without any.
    Column("every", Integer, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("paused_until", Date, nullable=True),
    # The hour, counted from 1970 and rounded up, of the last check-in that was sent.
    Column("last", Integer, nullable=True),
)

prompt = table_of(
    "prompt",
    # Drawn anew for each check-in; its buttons and its answers are known by it.
    Column("id", String(16), primary_key=True),
    Column(
        "plan", String(16), ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("step", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    # Seconds since 1970: its date, and when to look at it next, which is empty once it is over.
    Column("due", BigInteger, nullable=False),
    Column("next", BigInteger, nullable=True, index=True),
    Column("tries", Integer, nullable=False),
    Column("sendings", Integer, nullable=False),
)

check_in = table_of(
    "check_in",
    # The id of the prompt that was answered.
    Column("id", String(16), primary_key=True),
    Column("owner", LargeBinary(32), nullable=False, index=True),
    Column("sealed_owner", LargeBinary, nullable=False),
    # The step and the answers.
    Column("sealed", LargeBinary, nullable=False),
    # The day of the first answer: it is erased by it.
    Column("day", Date, nullable=False, index=True),
    # Whether a night has added it to the sums.
    Column("counted", Boolean, nullable=False),
)

check_in_sum = table_of(
    "check_in_sum",
    # What leads' counts are made of: no row of a person's is touched together with one of these,
    # but all of them at once, each night. How many gave an answer, of whatever site; or, with no
    # question and no option, how many of a site answered, "" for those without one.
    Column("site", String(40), primary_key=True),
    # Its Monday, "2026-11-23".
    Column("week", String(10), primary_key=True),
    Column("step", String(20), primary_key=True),
    Column("question", String(20), primary_key=True),
    Column("option", String(20), primary_key=True),
    Column("count", Integer, nullable=False),
)

quiet = table_of(
    "quiet",
    Column("person", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # The last day on which skills and notes stay quiet; why is not kept.
    Column("until", Date, nullable=False, index=True),
)

pace = table_of(
    "pace",
    # One row, "all": milliseconds since 1970 up to which the send budget is given out.
    Column("id", String(8), primary_key=True),
    Column("taken", BigInteger, nullable=False),
)
