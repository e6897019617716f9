"""Insert or replace rows, in the words of either database."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from models.store.doors import Tx


def upsert(tx: Tx, table: Table, row: Mapping[str, Any]) -> None:
    """Write a whole row under its primary key, over the one that stands there."""
    tx.connection.execute(_replacing(table, tx.connection.dialect.name), row)


def insert_new(tx: Tx, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key stands there; waits for one that is being written now."""
    # What was inserted comes back: drivers count the rows of an INSERT differently.
    done = tx.connection.execute(_keeping(table, tx.connection.dialect.name), row)
    return done.first() is not None


def insert_many(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name the same columns, in one statement."""
    if not rows:
        return
    if tx.connection.dialect.name != "postgresql":
        tx.connection.execute(insert(table), rows)
        return
    # An array for each column: a statement for each row takes 3 times as long.
    names = list(rows[0])
    arrays = (
        literal([row[name] for row in rows], postgresql.ARRAY(table.c[name].type))
        for name in names
    )
    source = func.unnest(*arrays).table_valued(*names).render_derived()
    tx.connection.execute(insert(table).from_select(names, select(source)))


# Built once: making a statement costs as much as running it.


@cache
def _replacing(table: Table, dialect: str) -> postgresql.Insert | sqlite.Insert:
    made = _insert(table, dialect)
    rest = [column.name for column in table.columns if not column.primary_key]
    values = {name: made.excluded[name] for name in rest}
    return made.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)


@cache
def _keeping(table: Table, dialect: str) -> ReturningInsert[Any]:
    made = _insert(table, dialect).on_conflict_do_nothing()
    return made.returning(*table.primary_key.columns)


def _insert(table: Table, dialect: str) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
