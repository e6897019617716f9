"""Whose a row is, by its sealed owner: a hash can be put in by whoever writes to the database."""

from typing import Any

from sqlalchemy import Row, Table

from models.sealing import SealBroken
from models.store.doors import Tx


def is_of(tx: Tx, table: Table, telegram_id: int, row: Row[Any]) -> bool:
    """Tell whether a row, with its id and sealed owner, was sealed for this person."""
    try:
        owner = tx.vault.open(table.name, "sealed_owner", row.id.encode(), row.sealed_owner)
    except SealBroken:
        return False
    return owner == str(telegram_id)
