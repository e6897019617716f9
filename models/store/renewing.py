"""Writes rows of people anew at night, so that no transaction number tells who did what together.

Only PostgreSQL keeps such numbers (xmin and xmax) with every row.
"""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, Table, literal, select, tuple_, update

from models.tables import (
    check_in,
    check_in_sum,
    enrolment,
    owed,
    plan,
    practice,
    prompt,
    quiet,
    seen_update,
)

AT_ONCE = 2_000
"""Rows of one transaction: whoever taps waits for no more than these."""

_TOLD_BY_ORDER = (
    enrolment,
    seen_update,
    owed,
    plan,
    prompt,
    check_in,
    check_in_sum,
    quiet,
    practice,
)
"""Tables that a person's last transaction, or a night's counting, leaves its mark on."""

Place = tuple[object, ...]
Write = Callable[[Callable[[Connection], Place | None]], Place | None]


def renew(write: Write) -> None:
    """Write every row anew, some at a time in the order of their random keys.

    So which transaction a row has follows from its key alone.
    """
    for table in _TOLD_BY_ORDER:
        after: Place | None = ()
        while after is not None:
            after = write(partial(_some, table, after))


def _some(table: Table, after: Place, connection: Connection) -> Place | None:
    """Write the next rows anew, and return the key of the last; None when there are no more."""
    columns = [*table.primary_key.columns]
    key = tuple_(*columns)
    rest = [key > _place(table, after)] if after else []
    found = select(*columns).where(*rest).order_by(*columns).limit(AT_ONCE)
    rows = connection.execute(found).all()
    if not rows:
        return None
    last: Place = tuple(rows[-1])
    these = update(table).where(*rest, key <= _place(table, last))
    connection.execute(these.values({columns[0].name: columns[0]}))
    return last


def _place(table: Table, values: Place) -> object:
    columns = zip(values, table.primary_key.columns, strict=True)
    return tuple_(*(literal(value, column.type) for value, column in columns))
