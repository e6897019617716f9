"""When a check-in of anybody is looked at next: for a clock that can be moved."""

from datetime import datetime

from sqlalchemy import func, select

from models.checkin_sending import State
from models.store.doors import Tx
from models.store.plan_rows import moment
from models.tables import prompt

_IN_HAND = prompt.c.state == State.CLAIMED


def next_look(tx: Tx) -> datetime | None:
    """Return when the next one is looked at that nobody has in hand, None without any."""
    query = select(func.min(prompt.c.next)).where(~_IN_HAND)
    first = tx.connection.execute(query).scalar()
    return None if first is None else moment(first)


def in_hand(tx: Tx) -> bool:
    """Tell whether one is on its way."""
    return tx.connection.execute(select(prompt.c.id).where(_IN_HAND).limit(1)).first() is not None
