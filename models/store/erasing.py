"""Erases rows, and notes the keys of those that a backup may hold."""

from typing import Any

from sqlalchemy import Row, Table, delete
from sqlalchemy.sql.elements import ColumnElement

from models.sealing import sealing_key
from models.store.doors import Tx
from models.store.erasures import Erased
from models.store.holdings import HOLDINGS, person_column, sealed_columns


def erase(tx: Tx, table: Table, *which: ColumnElement[bool]) -> int:
    """Delete rows for good, on somebody's wish or because their time is over; return how many.

    What only moves (to another key, another table) is deleted without this.
    """
    columns: list[Any] = [next(iter(table.primary_key.columns)), *sealed_columns(table)]
    gone = tx.connection.execute(delete(table).where(*which).returning(*columns)).all()
    tx.erased.extend(Erased(tx.now.date(), table.name, _key(table, row)) for row in gone)
    return len(gone)


def trace(tx: Tx) -> None:
    """Have what this transaction deletes leave SQLite's log at once, as what is erased does."""
    tx.erased.append(Erased(tx.now.date(), "", ""))


def named(key_id: str, person: bytes) -> str:
    """Return how the list of erasures calls a person: never by an id that Telegram knows."""
    return f"{key_id}:{person.hex()}"


def _key(table: Table, row: Row[Any]) -> str:
    """Return the key of an erased row, "" where no backup holds such rows."""
    if not HOLDINGS[table.name].backed_up:
        return ""
    key, *sealed = tuple(row)
    if next(iter(table.primary_key.columns)) is person_column(table):
        return named(sealing_key(sealed[0]), key)
    return str(key)
