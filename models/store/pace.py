"""The send budget that replicas share: each takes the next stretch of time, one after another."""

from sqlalchemy import case, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from models.store.doors import Tx
from models.store.upsert import insert_new
from models.tables import pace as table

NAME = "all"
MILLISECONDS = 1000


def take(tx: Tx, messages: int, per_second: float) -> float:
    """Take the time that so many messages need; return in how many seconds it begins.

    By the server's own clock, so that replicas need not agree on theirs. An SQLite file has one
    bot, which keeps to its pace by itself.
    """
    if tx.connection.dialect.name != "postgresql":
        return 0.0
    span, now = round(MILLISECONDS * messages / per_second), _clock(tx)
    insert_new(tx, table, {"id": NAME, "taken": now})
    free = case((table.c.taken > now, table.c.taken), else_=now)
    taken = update(table).where(table.c.id == NAME).values(taken=free + span)
    until: int = tx.connection.execute(taken.returning(table.c.taken)).scalar_one()
    return max(until - span - now, 0) / MILLISECONDS


def taken_ahead(tx: Tx) -> float:
    """Return for how many seconds from now the budget is given out."""
    if tx.connection.dialect.name != "postgresql":
        return 0.0
    until = tx.connection.execute(select(table.c.taken)).scalar()
    return max((until or 0) - _clock(tx), 0) / MILLISECONDS


def _clock(tx: Tx) -> int:
    return int(tx.connection.execute(select(_MOMENT)).scalar_one())


_MOMENT: ColumnElement[float] = func.floor(
    func.extract("epoch", func.clock_timestamp()) * MILLISECONDS
)
