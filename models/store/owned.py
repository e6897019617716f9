"""Whose a row is, by its sealed owner: a hash can be put in by whoever writes to the database."""

from typing import Any

from sqlalchemy import Row, Table

from models.sealing import SealBroken
from models.store.doors import Tx


def is_of(tx: Tx, table: Table, telegram_id: int, row: Row[Any]) -> bool:
    """Tell whether a row, with its id and sealed owner, was sealed for this person."""
    return owner_of(tx, table, row.id, row.sealed_owner) == telegram_id


def owner_of(tx: Tx, table: Table, name: str, sealed: bytes) -> int | None:
    """Return whom the row of this id was sealed for; None where no key opens its sealed owner."""
    try:
        return int(tx.vault.open(table.name, "sealed_owner", name.encode(), sealed))
    except SealBroken:
        return None
