"""What came of a check-in that a sender had in hand."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, update

from models.checkin_hours import allowed
from models.checkin_sending import REMIND_AFTER, State, wait
from models.store.claiming import Claimed
from models.store.doors import Tx
from models.store.plan_rows import seconds
from models.tables import plan, prompt


def sent(tx: Tx, claimed: Iterable[Claimed]) -> None:
    """Record what was sent, or may have been: once more in 24 hours, or never again."""
    rows = [
        {"one": each.prompt.id, "more": each.sendings + 1, "then": _then(each, tx.now)}
        for each in claimed
    ]
    if rows:
        tx.connection.execute(_SENT, rows)
        tx.connection.execute(_HELD, rows)


def put_back(tx: Tx, each: Claimed, after: float | None) -> None:
    """Give back what was not sent, for so many seconds; None: it failed, so for longer each time.

    What was stopped meanwhile stays so.
    """
    failed = after is None
    chance = secrets.randbelow(1000) / 1000
    rest = wait(each.tries, chance) if after is None else timedelta(seconds=after)
    values = {
        "state": State.SENT if each.sendings else State.DUE,
        "next": seconds(tx.now + rest),
        "tries": each.tries + failed,
    }
    here = prompt.c.id == each.prompt.id
    mine = here & (prompt.c.state == State.CLAIMED)
    tx.connection.execute(update(prompt).where(mine).values(values))
    held = here & (prompt.c.state == State.STOPPED)
    tx.connection.execute(update(prompt).where(held).values(next=None))
    same = (plan.c.id == each.plan) & (plan.c.last == each.now)
    tx.connection.execute(update(plan).where(same).values(last=each.before))


def _then(each: Claimed, now: datetime) -> int:
    """Return when a reminder comes, or when it is closed after one."""
    again = now + REMIND_AFTER
    return seconds(again if each.sendings else allowed(again, each.window))


_MINE = (prompt.c.id == bindparam("one")) & (prompt.c.state == State.CLAIMED)
_SENT = (
    update(prompt)
    .where(_MINE)
    .values(
        state=State.SENT,
        sendings=bindparam("more"),
        due=bindparam("then"),
        next=bindparam("then"),
        tries=0,
    )
)
_HELD = (
    update(prompt)
    .where(prompt.c.id == bindparam("one"), prompt.c.state == State.STOPPED)
    .values(next=None)
)
