"""How a plan lies in its tables, and how it is read and written."""

import math
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from models.checkin import FIXED, Step
from models.checkin_hours import Pattern, Window
from models.checkin_plan import Coming, Plan, Wish, themed
from models.checkin_sending import State
from models.store import erasing
from models.store.doors import Tx
from models.tables import plan as table
from models.tables import prompt

HOUR = 3600
OPEN = (prompt.c.state == State.DUE) & (prompt.c.sendings == 0)
"""What is still to come: not sent, and no sender has it."""
CHECK_IN = prompt.c.step != Step.THEME
"""What asks something."""


def row_of(tx: Tx, telegram_id: int) -> Row[Any] | None:
    """Return the row of a person's plan; whoever may write holds it."""
    query = select(table).where(table.c.person.in_(tx.vault.persons(telegram_id)))
    return tx.connection.execute(query.with_for_update() if tx.writing else query).first()


def read(tx: Tx, row: Row[Any]) -> Plan:
    """Return the plan of a row."""
    due = select(prompt.c.step, prompt.c.due, prompt.c.next)
    rows = tx.connection.execute(due.where(prompt.c.plan == row.id, OPEN)).all()
    coming = [Coming(Step(one.step), moment(max(one.due, one.next))) for one in rows]
    themes = [each.due for each in coming if each.step is Step.THEME]
    ordered = tuple(
        sorted((c for c in coming if c.step is not Step.THEME), key=lambda each: each.due)
    )
    window = window_of(row)
    steps = frozenset(each.step for each in ordered) & frozenset(FIXED)
    paused = row.paused_until
    ended = paused is None or paused <= window.local(tx.now).date()
    wish = Wish(window, steps, row.every, row.silent)
    last = None if row.last is None else moment(row.last * HOUR)
    return Plan(wish, None if ended else paused, ordered, last, min(themes, default=None))


def window_of(row: Row[Any]) -> Window:
    """Return when the person of a plan may be written to."""
    days = frozenset(day for day in range(7) if row.weekdays >> day & 1)
    return Window(row.hour, Pattern(row.pattern), days, row.zone)


def write(tx: Tx, name: str, coming: Iterable[Coming]) -> None:
    """Have exactly these be to come: rows change in place, others go, what is new is added.

    A theme stays and moves out of their way.
    """
    rows = tx.connection.execute(select(prompt).where(prompt.c.plan == name, OPEN, CHECK_IN)).all()
    here = {Step(each.step): each for each in rows}
    for each in coming:
        row, due = here.pop(each.step, None), seconds(each.due)
        if row is None:
            add(tx, name, each)
        elif max(row.due, row.next) != due:
            values = {"due": due, "next": due, "tries": 0}
            tx.connection.execute(update(prompt).where(prompt.c.id == row.id).values(values))
    left = [row.id for row in here.values()]
    if left:
        erasing.erase(tx, prompt, prompt.c.id.in_(left))
    place_theme(tx, name)


def place_theme(tx: Tx, name: str) -> None:
    """Have the theme of a plan come when nothing else does, if there is one."""
    theme = (prompt.c.plan == name) & OPEN & ~CHECK_IN
    row = tx.connection.execute(select(prompt).where(theme)).first()
    if row is None:
        return
    plan = read(tx, tx.connection.execute(select(table).where(table.c.id == name)).one())
    due = seconds(themed(moment(max(row.due, row.next)), plan))
    moved = update(prompt).where(prompt.c.id == row.id)
    tx.connection.execute(moved.values(due=due, next=due, tries=0))


def add(tx: Tx, name: str, coming: Coming) -> None:
    """Add a check-in to a plan."""
    due = seconds(coming.due)
    row = {"id": fresh(), "plan": name, "step": coming.step, "due": due, "next": due}
    tx.connection.execute(insert(prompt).values(state=State.DUE, tries=0, sendings=0, **row))


def moment(since: int) -> datetime:
    """Return the moment so many seconds after 1970."""
    return datetime.fromtimestamp(since, UTC)


def seconds(moment: datetime) -> int:
    """Return a moment in seconds since 1970, rounded up."""
    return math.ceil(moment.timestamp())


def fresh() -> str:
    """Return an id that is nobody's."""
    return secrets.token_urlsafe(12)
