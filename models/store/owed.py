"""Owed screens: a reply that could not be sent, to be shown again for at most 24 hours."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from models.sealing import SealBroken
from models.store.doors import Tx
from models.store.upsert import upsert
from models.tables import owed as table

SIZE = 128
"""Bytes each row is padded to: they all look alike."""

LEASE_SECONDS = 60
"""How long a claimed screen is left alone: longer than sending it can take."""

LIFE_SECONDS = 24 * 3600

AGAIN = "again"
"""Show what is open now, else the first screen: all that is left of a screen after a night."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A screen owed to a chat, and how often sending it has been put off.

    until: when the claim on it ends; by this it is told from one that is owed since.
    """

    telegram_id: int = field(repr=False)
    screen: str
    tries: int
    until: int = field(default=0, compare=False)


def owe(tx: Tx, telegram_id: int, screen: str) -> None:
    """Owe a person a screen from now on; the newest takes the place of an older one."""
    person, *older = tx.vault.persons(telegram_id)
    if older:
        tx.connection.execute(delete(table).where(table.c.person.in_(older)))
    now = int(tx.now.timestamp())
    sealed = _seal(tx, person, telegram_id, screen)
    row = {"sealed": sealed, "due": now, "ends": now + LIFE_SECONDS, "tries": 0}
    upsert(tx, table, {"person": person, **row})


def due(tx: Tx, limit: int) -> list[Owed]:
    """Claim screens that are due, for a minute; call it inside `write`, replicas share them.

    What no key opens is passed over, so that it keeps nobody else waiting.
    """
    now = int(tx.now.timestamp())
    query = select(table).where(table.c.due <= now, table.c.ends > now).order_by(table.c.due)
    rows = tx.connection.execute(query.limit(limit).with_for_update(skip_locked=True)).all()
    claimed = table.c.person.in_([row.person for row in rows])
    tx.connection.execute(update(table).where(claimed).values(due=now + LEASE_SECONDS))
    opened = (_open(tx, row) for row in rows)
    return [replace(debt, until=now + LEASE_SECONDS) for debt in opened if debt]


def owed_until(tx: Tx, telegram_id: int) -> datetime | None:
    """Return until when something is owed to this person, None when nothing is."""
    theirs = table.c.person.in_(tx.vault.persons(telegram_id))
    ends = tx.connection.execute(select(table.c.ends).where(theirs)).scalar()
    return None if ends is None else datetime.fromtimestamp(ends, tx.now.tzinfo)


def paid(tx: Tx, debt: Owed) -> None:
    """Note that a claimed screen is owed no more; one that took its place meanwhile still is."""
    theirs = table.c.person.in_(tx.vault.persons(debt.telegram_id))
    tx.connection.execute(delete(table).where(theirs, table.c.due == debt.until))


def later(tx: Tx, telegram_id: int, seconds: int) -> None:
    """Put what is owed off by so many seconds, and count the try."""
    tx.connection.execute(
        update(table)
        .where(table.c.person.in_(tx.vault.persons(telegram_id)))
        .values(due=int(tx.now.timestamp()) + seconds, tries=table.c.tries + 1)
    )


def forget_owed(tx: Tx) -> int:
    """Erase what has been owed for 24 hours and return how many rows."""
    over = delete(table).where(table.c.ends <= int(tx.now.timestamp()))
    return tx.connection.execute(over).rowcount


def forget_screens(tx: Tx) -> None:
    """Make every owed screen the same one: which it was could tell what a person chose."""
    for row in tx.connection.execute(select(table).order_by(table.c.person)).all():
        debt, same = _open(tx, row), table.c.person == row.person
        if debt is None:
            tx.connection.execute(delete(table).where(same))
            continue
        sealed = _seal(tx, row.person, debt.telegram_id, AGAIN)
        tx.connection.execute(update(table).where(same).values(sealed=sealed))


def _seal(tx: Tx, person: bytes, telegram_id: int, screen: str) -> bytes:
    return tx.vault.seal(
        table.name, "sealed", person, json.dumps([telegram_id, screen]), size=SIZE
    )


def _open(tx: Tx, row: Row[Any]) -> Owed | None:
    try:
        words = tx.vault.open(table.name, "sealed", row.person, row.sealed)
    except SealBroken:
        return None
    telegram_id, screen = json.loads(words)
    return Owed(telegram_id, screen, row.tries)
