"""Insert or replace a row, in the words of either database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from models.store.doors import Tx


def upsert(tx: Tx, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write a row under its primary key, over the one that stands there."""
    row = {**key, **values}
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(
            postgresql.insert(table)
            .values(row)
            .on_conflict_do_update(index_elements=list(key), set_=dict(values))
        )
    else:
        tx.connection.execute(
            sqlite.insert(table)
            .values(row)
            .on_conflict_do_update(index_elements=list(key), set_=dict(values))
        )


def insert_new(tx: Tx, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key stands there; waits for one that is being written now."""
    # Ask for what was inserted: drivers count the rows of an INSERT differently.
    key = list(table.primary_key.columns)
    if tx.connection.dialect.name == "postgresql":
        done = tx.connection.execute(
            postgresql.insert(table).values(row).on_conflict_do_nothing().returning(*key)
        )
    else:
        done = tx.connection.execute(
            sqlite.insert(table).values(row).on_conflict_do_nothing().returning(*key)
        )
    return done.first() is not None
