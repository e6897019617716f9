"""Until when skills and notes stay quiet for somebody; why is not kept."""

from datetime import date

from sqlalchemy import delete, select

from models.store.doors import Tx
from models.store.upsert import upsert
from models.tables import quiet as table

ID_SIZE = 16


def until(tx: Tx, telegram_id: int) -> date | None:
    """Return the last quiet day, None when it is over or there is none."""
    theirs = table.c.person.in_(tx.vault.persons(telegram_id))
    last = tx.connection.execute(select(table.c.until).where(theirs)).scalar()
    return last if last is not None and last >= tx.now.date() else None


def hush(tx: Tx, telegram_id: int, last: date) -> None:
    """Keep skills and notes quiet until this day; one that ends later stays."""
    before = until(tx, telegram_id)
    person, *older = tx.vault.persons(telegram_id)
    if older:
        tx.connection.execute(delete(table).where(table.c.person.in_(older)))
    sealed = tx.vault.seal(table.name, "sealed", person, str(telegram_id), size=ID_SIZE)
    row = {"sealed": sealed, "until": max(last, before or last)}
    upsert(tx, table, {"person": person, **row})


def forget_quiet(tx: Tx) -> int:
    """Erase what is over and return how many rows."""
    return tx.connection.execute(delete(table).where(table.c.until < tx.now.date())).rowcount
