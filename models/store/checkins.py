"""A person's own answers to check-ins: sealed, only theirs, for 180 days."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, insert, select, update

from models.checkin import Answered, Kept, Step, questions
from models.checkin_sending import REMIND_AFTER, State
from models.sealing import SealBroken
from models.store import erasing
from models.store.doors import Tx
from models.store.owned import is_of
from models.store.plan_rows import CHECK_IN, seconds, window_of
from models.store.plans import ANSWERABLE
from models.tables import check_in as table
from models.tables import plan, prompt

ID_SIZE = 16
SIZE = 256
"""Bytes answers are padded to: those to four questions take as much room as that to one."""


def answer(
    tx: Tx, telegram_id: int, prompt_id: str, question: str, option: str
) -> Answered | None:
    """Keep an answer and return the check-in so far; None for what was not asked, or is over."""
    row = _asked(tx, telegram_id, prompt_id)
    if row is None:
        return None
    step = Step(row.step)
    options = {each.key: each.options for each in questions(step)}
    if option not in options.get(question, ()):
        return None
    given = {**_given(tx, telegram_id, prompt_id), question: option}
    _keep(tx, telegram_id, row, given)
    _close_soon(tx, row)
    return Answered(prompt_id, step, given)


def open_prompt(tx: Tx, telegram_id: int, prompt_id: str) -> Answered | None:
    """Return a check-in as far as it is answered, and change nothing; None as `answer`."""
    row = _asked(tx, telegram_id, prompt_id)
    if row is None:
        return None
    return Answered(prompt_id, Step(row.step), _given(tx, telegram_id, prompt_id))


def latest(tx: Tx, telegram_id: int) -> Answered | None:
    """Return the newest check-in that can still be answered, None when all are over."""
    row = _asked(tx, telegram_id, None)
    return open_prompt(tx, telegram_id, row.id) if row else None


def mine(tx: Tx, telegram_id: int) -> tuple[Kept, ...]:
    """Return a person's own answers, oldest first; those that no key opens are left out."""
    theirs = table.c.owner.in_(tx.vault.persons(telegram_id))
    rows = tx.connection.execute(select(table).where(theirs).order_by(table.c.day, table.c.id))
    own = (row for row in rows.all() if is_of(tx, table, telegram_id, row))
    told = ((row.day, opened(tx, row)) for row in own)
    return tuple(Kept(day, Step(step), given) for day, (step, given) in told if step)


def erase_mine(tx: Tx, telegram_id: int) -> int:
    """Erase a person's own answers and return how many check-ins."""
    return erasing.erase(tx, table, table.c.owner.in_(tx.vault.persons(telegram_id)))


def opened(tx: Tx, row: Row[Any]) -> tuple[str, Mapping[str, str]]:
    """Return the step and the answers of a row, "" and none when no key opens it."""
    try:
        step, given = json.loads(tx.vault.open(table.name, "sealed", row.id.encode(), row.sealed))
    except SealBroken:
        return "", {}
    return step, given


def _asked(tx: Tx, telegram_id: int, prompt_id: str | None) -> Row[Any] | None:
    """Return a check-in that was sent to this person and is not over, the newest by default."""
    theirs = plan.c.person.in_(tx.vault.persons(telegram_id))
    there = prompt.c.state.in_(ANSWERABLE) & prompt.c.next.is_not(None) & CHECK_IN
    query = select(prompt, plan.c.zone, plan.c.hour, plan.c.pattern, plan.c.weekdays)
    query = query.join(plan, plan.c.id == prompt.c.plan).where(theirs, there)
    if prompt_id is not None:
        query = query.where(prompt.c.id == prompt_id)
    query = query.order_by(prompt.c.due.desc()).limit(1)
    return tx.connection.execute(query.with_for_update(of=prompt) if tx.writing else query).first()


def _given(tx: Tx, telegram_id: int, prompt_id: str) -> Mapping[str, str]:
    row = tx.connection.execute(select(table).where(table.c.id == prompt_id)).first()
    return opened(tx, row)[1] if row and is_of(tx, table, telegram_id, row) else {}


def _keep(tx: Tx, telegram_id: int, row: Row[Any], given: Mapping[str, str]) -> None:
    place = row.id.encode()
    words = json.dumps([row.step, dict(given)])
    sealed = tx.vault.seal(table.name, "sealed", place, words, size=SIZE)
    again = update(table).where(table.c.id == row.id).values(sealed=sealed)
    if tx.connection.execute(again).rowcount:
        return
    owner = tx.vault.seal(table.name, "sealed_owner", place, str(telegram_id), size=ID_SIZE)
    first = {"owner": tx.vault.person(telegram_id), "sealed_owner": owner, "sealed": sealed}
    day = window_of(row).local(tx.now).date()
    tx.connection.execute(insert(table).values(id=row.id, day=day, counted=False, **first))


def _close_soon(tx: Tx, row: Row[Any]) -> None:
    """Have no reminder follow the first answer; the rest can be answered for 24 hours."""
    if row.state == State.ANSWERED:
        return
    ends = seconds(tx.now + REMIND_AFTER)
    values = {"state": State.ANSWERED, "next": ends, "sendings": max(row.sendings, 1)}
    tx.connection.execute(update(prompt).where(prompt.c.id == row.id).values(values))
