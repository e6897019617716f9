"""What came of a check-in that a sender had in hand."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

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
        {
            "one": each.prompt.id,
            "more": each.sendings + 1,
            "then": _then(each, tx.now),
            "until": each.until,
        }
        for each in claimed
    ]
    if rows:
        tx.connection.execute(_SENT, rows)
        tx.connection.execute(_HELD, rows)


def put_back(tx: Tx, claimed: Sequence[Claimed], after: float | None) -> None:
    """Give back what was not sent, for so many seconds; None: it failed, so for longer each time.

    What was stopped meanwhile stays so, and what somebody else has in hand by now is theirs.
    """
    for key, some in groupby(sorted(claimed, key=_alike), key=_alike):
        sendings, tries, before, now, until = key
        ids = [each.prompt.id for each in some]
        rest = wait(tries, secrets.randbelow(1000) / 1000)
        then = seconds(tx.now + (rest if after is None else timedelta(seconds=after)))
        state = State.SENT if sendings else State.DUE
        back = {"state": state, "next": then, "tries": tries + (after is None)}
        mine = update(prompt).where(prompt.c.id.in_(ids), prompt.c.next == until)
        given = mine.where(prompt.c.state == State.CLAIMED).values(back)
        plans = tx.connection.execute(given.returning(prompt.c.plan)).scalars().all()
        held = mine.where(prompt.c.state == State.STOPPED)
        tx.connection.execute(held.values(next=None))
        same = update(plan).where(plan.c.id.in_(plans), plan.c.last == now)
        tx.connection.execute(same.values(last=None if before < 0 else before))


def _alike(each: Claimed) -> tuple[int, int, int, int, int]:
    """Return what those have in common that are given back in the same words."""
    before = -1 if each.before is None else each.before
    return each.sendings, each.tries, before, each.now, each.until


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
    .where(
        prompt.c.id == bindparam("one"),
        prompt.c.state == State.STOPPED,
        prompt.c.next == bindparam("until"),
    )
    .values(next=None)
)
