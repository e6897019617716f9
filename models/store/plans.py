"""Plans of check-ins: begun, merged, changed, paused and stopped; none tells when it began."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, true, update

from models.checkin import Step
from models.checkin_hours import chosen, chosen_from
from models.checkin_plan import (
    APART,
    Coming,
    Plan,
    Wish,
    foreseen,
    foreseen_change,
    moved,
    spaced,
)
from models.checkin_sending import State
from models.store.doors import Store, Tx
from models.store.erasing import erase
from models.store.plan_rows import CHECK_IN, fresh, moment, read, row_of, seconds, write
from models.tables import plan as table
from models.tables import prompt

ID_SIZE = 16
EXTRA_AFTER = timedelta(days=2)
"""How soon an earlier check-in comes that somebody asks for."""

LEASE = timedelta(seconds=15)
"""How long a sender may have a check-in in hand: longer than claiming and sending can take."""

LOOK = 0.02
"""Seconds between two looks at whether one is still on its way."""

ANSWERABLE = (State.CLAIMED, State.SENT, State.ANSWERED)
"""One that a sender has in hand may be in the chat already."""

EVERYTHING = true()


def of(tx: Tx, telegram_id: int) -> Plan | None:
    """Return a person's plan, None without one."""
    row = row_of(tx, telegram_id)
    return read(tx, row) if row else None


def save(tx: Tx, telegram_id: int, wish: Wish) -> Plan:
    """Begin a plan, or join the wish to the one there is; the same twice changes nothing more."""
    row = row_of(tx, telegram_id)
    here = read(tx, row) if row else None
    name = row.id if row else fresh()
    every = wish.every or (here.wish.every if here else 0)
    _keep(tx, telegram_id, name, replace(wish, every=every))
    write(tx, name, foreseen(wish, tx.now, here))
    return _again(tx, telegram_id)


def change(tx: Tx, telegram_id: int, wish: Wish) -> Plan | None:
    """Make the plan exactly this: what stays keeps its days, what is new counts from today."""
    row = row_of(tx, telegram_id)
    if row is None:
        return None
    coming = foreseen_change(wish, tx.now, read(tx, row))
    _keep(tx, telegram_id, row.id, wish)
    write(tx, row.id, coming)
    return _again(tx, telegram_id)


def pause(tx: Tx, telegram_id: int, until: date) -> Plan | None:
    """Have nothing come before this local day; what falls before it comes from then on."""
    row = row_of(tx, telegram_id)
    if row is None:
        return None
    tx.connection.execute(update(table).where(table.c.id == row.id).values(paused_until=until))
    plan = _again(tx, telegram_id)
    window = plan.wish.window
    late = moved(plan.coming, window, max(tx.now, plan.resumes))
    write(tx, row.id, spaced(late, window, plan.since))
    return _again(tx, telegram_id)


def resume(tx: Tx, telegram_id: int) -> Plan | None:
    """End a pause; the days stay as they are."""
    row = row_of(tx, telegram_id)
    if row is None:
        return None
    tx.connection.execute(update(table).where(table.c.id == row.id).values(paused_until=None))
    return _again(tx, telegram_id)


def stop(tx: Tx, telegram_id: int) -> bool:
    """End the plan and forget where to write to; False when there was none."""
    return erase(tx, table, table.c.person.in_(tx.vault.persons(telegram_id))) > 0


def gone(tx: Tx, telegram_id: int) -> None:
    """End the plan of a chat that is closed to us."""
    stop(tx, telegram_id)


def not_now(tx: Tx, telegram_id: int, prompt_id: str) -> bool:
    """Have a check-in be over, without a reminder; False when it is not theirs, or over."""
    over = update(prompt).where(prompt.c.id == prompt_id, _theirs(tx, telegram_id))
    closed = over.values(state=State.SKIPPED, next=None).returning(prompt.c.plan)
    plans = tx.connection.execute(closed).scalars().all()
    forget_over(tx, plans)
    return bool(plans)


def later(tx: Tx, telegram_id: int, prompt_id: str, when: datetime) -> datetime | None:
    """Put a check-in off, by 20 hours at least; return when it comes, None as `not_now`."""
    row = row_of(tx, telegram_id)
    mine = select(prompt.c.step).where(prompt.c.id == prompt_id, _theirs(tx, telegram_id))
    step = tx.connection.execute(mine).scalar()
    if row is None or step is None:
        return None
    plan = read(tx, row)
    due = chosen_from(max(when, tx.now + APART), plan.wish.window)
    again = {"state": State.DUE, "due": seconds(due), "next": seconds(due)}
    reset = update(prompt).where(prompt.c.id == prompt_id)
    tx.connection.execute(reset.values(**again, tries=0, sendings=0))
    _space(tx, row.id, telegram_id)
    now = select(prompt.c.due).where(prompt.c.id == prompt_id)
    return moment(tx.connection.execute(now).scalar_one())


def sooner(tx: Tx, telegram_id: int) -> Coming | None:
    """Add a check-in in 2 days; None without a plan, or when one comes by then anyway."""
    row = row_of(tx, telegram_id)
    if row is None:
        return None
    plan = read(tx, row)
    extra = Coming(Step.EXTRA, chosen(tx.now + EXTRA_AFTER, plan.wish.window))
    if plan.next is not None and plan.next.due < extra.due + APART:
        return None
    window = plan.wish.window
    write(tx, row.id, spaced((*plan.coming, extra), window, plan.since))
    return next(each for each in _again(tx, telegram_id).coming if each.step is Step.EXTRA)


async def landed(store: Store, telegram_id: int, which: ColumnElement[bool] = EVERYTHING) -> None:
    """Hold everything planned back, or some, and wait until nothing of it is on its way.

    Whoever is then told that it was stopped gets no check-in after that. It is for before the
    plan is erased: a kill in between leaves a plan that sends nothing.
    """
    await store.write(lambda tx: _hold(tx, telegram_id, which))
    looks = int(LEASE.total_seconds() / LOOK)
    while looks and await store.read(lambda tx: _flying(tx, telegram_id)):
        await asyncio.sleep(LOOK)
        looks -= 1


def forget_over(tx: Tx, among: Iterable[str] | None = None) -> int:
    """Erase plans of which nothing is to come or to be answered, all of them or among some."""
    going = select(prompt.c.plan).where(prompt.c.plan == table.c.id, prompt.c.next.is_not(None))
    over = ~going.exists()
    which = over if among is None else over & table.c.id.in_(list(among))
    return erase(tx, table, which)


def _theirs(tx: Tx, telegram_id: int) -> ColumnElement[bool]:
    """Return what picks the check-ins of a person that are not over."""
    people = tx.vault.persons(telegram_id)
    plans = select(table.c.id).where(table.c.person.in_(people))
    there = prompt.c.state.in_(ANSWERABLE) & prompt.c.next.is_not(None) & CHECK_IN
    return prompt.c.plan.in_(plans) & there


def _hold(tx: Tx, telegram_id: int, which: ColumnElement[bool]) -> None:
    row = row_of(tx, telegram_id)
    if row is None:
        return
    theirs = (prompt.c.plan == row.id) & which
    waiting = update(prompt).where(theirs, prompt.c.state != State.CLAIMED)
    tx.connection.execute(waiting.values(state=State.STOPPED, next=None))
    tx.connection.execute(update(prompt).where(theirs).values(state=State.STOPPED))


def _flying(tx: Tx, telegram_id: int) -> bool:
    plans = select(table.c.id).where(table.c.person.in_(tx.vault.persons(telegram_id)))
    held = prompt.c.plan.in_(plans) & (prompt.c.state == State.STOPPED)
    flying = held & (prompt.c.next > int(tx.now.timestamp()))
    return tx.connection.execute(select(prompt.c.id).where(flying)).first() is not None


def _space(tx: Tx, name: str, telegram_id: int) -> None:
    plan = _again(tx, telegram_id)
    write(tx, name, spaced(plan.coming, plan.wish.window, plan.since))


def _again(tx: Tx, telegram_id: int) -> Plan:
    plan = of(tx, telegram_id)
    if plan is None:
        raise LookupError("a plan that was just written")
    return plan


def _keep(tx: Tx, telegram_id: int, name: str, wish: Wish) -> None:
    """Write a plan's own row: how it shall be, and where to write to."""
    person, window = tx.vault.person(telegram_id), wish.window
    values = {
        "person": person,
        "sealed_person": tx.vault.seal(
            table.name, "sealed_person", person, str(telegram_id), size=ID_SIZE
        ),
        "zone": window.zone,
        "hour": window.hour,
        "pattern": window.pattern,
        "weekdays": sum(1 << day for day in window.weekdays),
        "every": wish.every,
        "silent": wish.silent,
    }
    kept = update(table).where(table.c.id == name).values(values)
    if not tx.connection.execute(kept).rowcount:
        tx.connection.execute(insert(table).values(id=name, **values))
