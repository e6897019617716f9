"""Puts everything under the first key: seals and keyed hashes, a batch at a time, beside the bot.

What still stands under an older key is found by the head of its seal, so a rotation that was
killed goes on where it was. Rows change in place and in the order of their random keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    Row,
    Table,
    delete,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import update as change

from models.sealing import HEAD_BYTES, SealBroken, head_of
from models.store.doors import Tx
from models.store.holdings import (
    HOLDINGS,
    person_column,
    place_column,
    place_of,
    sealed_columns,
)
from models.tables import metadata, set_aside

BATCH = 300


@dataclass(frozen=True, slots=True)
class Step:
    """What a batch did: how many rows it looked at, and the key of the last one."""

    rows: int
    last: Any


def tables() -> list[str]:
    """Return the names of the tables that a rotation goes through."""
    sealed = [each.name for each in metadata.sorted_tables if sealed_columns(each)]
    return [each for each in sealed if not HOLDINGS[each].beside] + [set_aside.name]


def waiting(tx: Tx, name: str) -> int:
    """Return how many rows of a table are to be put under the first key."""
    table = metadata.tables[name]
    query = select(func.count()).select_from(table).where(_stale(tx, table))
    return tx.connection.execute(query).scalar_one()


def under(tx: Tx, key_id: str) -> int:
    """Return how many rows are still sealed under one key."""
    head = head_of(key_id)
    counts = (
        select(func.count()).select_from(table).where(or_(*_heads(table, head)))
        for table in metadata.sorted_tables
        if sealed_columns(table)
    )
    return sum(tx.connection.execute(query).scalar_one() for query in counts)


def rotate(tx: Tx, name: str, after: Any) -> Step | None:  # noqa: ANN401 - any key
    """Put the next batch of a table under the first key; None when there is none.

    A row that is being written this moment is passed over, and one that no key opens stays.
    """
    table = metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    query = select(table).where(_stale(tx, table)).order_by(key).limit(BATCH)
    if after is not None:
        query = query.where(key > after)
    rows = tx.connection.execute(query.with_for_update(skip_locked=True)).all()
    for row in rows:
        if table is set_aside:
            _mark_anew(tx, row)
        else:
            _turn(tx, table, row)
    if not rows:
        _forget_strays(tx, table)
    return Step(len(rows), rows[-1][0]) if rows else None


def _turn(tx: Tx, table: Table, row: Row[Any]) -> None:
    held = row._mapping  # noqa: SLF001 - SQLAlchemy's own way to read a column by its name
    key, person = next(iter(table.primary_key.columns)), person_column(table)
    here = key == held[key.name]
    values: dict[str, Any] = {}
    try:
        if person is not None and held[person.name] is not None:
            values[person.name] = _name_anew(tx, table, held)
        values |= dict(_resealed(tx, table, held, values))
    except SealBroken:
        return
    if person is not None and _has_another(tx, person, held[key.name], values):
        # Somebody wrote under the first key without knowing the older one: theirs is newer.
        tx.connection.execute(delete(table).where(here))
    else:
        tx.connection.execute(change(table).where(here).values(values))
    if person is key:
        _turn_beside(tx, table, (held[key.name], values[key.name]))


def _has_another(
    tx: Tx,
    person: Column[Any],
    here: Any,  # noqa: ANN401 - any key
    values: dict[str, Any],
) -> bool:
    """Tell whether a table with one row a person has another one under its name by now."""
    key = next(iter(person.table.primary_key.columns))
    if person is not key and not person.unique:
        return False
    return _stands(tx, (person == values.get(person.name)) & (key != here))


def _name_anew(tx: Tx, table: Table, held: Any) -> bytes:  # noqa: ANN401 - a row's mapping
    holding = HOLDINGS[table.name]
    place = place_of(held[place_column(table).name])
    words = tx.vault.open(table.name, holding.id_in, place, held[holding.id_in])
    return tx.vault.person(holding.id_from(words))


def _resealed(
    tx: Tx,
    table: Table,
    held: Any,  # noqa: ANN401 - a row's mapping
    values: dict[str, Any],
) -> Iterator[tuple[str, bytes]]:
    place = place_column(table).name
    rows = place_of(held[place]), place_of(values.get(place, held[place]))
    for column in sealed_columns(table):
        if held[column.name] is not None:
            yield (
                column.name,
                tx.vault.reseal(table.name, column.name, rows, held[column.name]),
            )


def _turn_beside(tx: Tx, table: Table, names: tuple[bytes, bytes]) -> None:
    """Take along what is keyed by the same person, and holds no id of its own."""
    before, after = names
    beside = [each for each in metadata.sorted_tables if HOLDINGS[each.name].beside == table.name]
    for each in beside:
        row = tx.connection.execute(select(each).where(each.c.person == before)).first()
        if row is None or before == after:
            continue
        values = {"person": after}
        values |= dict(_resealed(tx, each, row._mapping, values))  # noqa: SLF001
        tx.connection.execute(delete(each).where(each.c.person == after))
        tx.connection.execute(change(each).where(each.c.person == before).values(values))


def _forget_strays(tx: Tx, table: Table) -> None:
    """Erase what lies beside nothing: nobody finds it, and no new name can be made for it."""
    for each in metadata.sorted_tables:
        if HOLDINGS[each.name].beside == table.name:
            stray = each.c.person.not_in(select(table.c.person))
            tx.connection.execute(delete(each).where(stray))


def _mark_anew(tx: Tx, row: Row[Any]) -> None:
    first, *older = tx.vault.marks("update", str(row.update_id))
    if row.mark in older:
        here = set_aside.c.mark == row.mark
        if _stands(tx, set_aside.c.mark == first):
            tx.connection.execute(delete(set_aside).where(here))
        else:
            tx.connection.execute(change(set_aside).where(here).values(mark=first))


def _stands(tx: Tx, which: ColumnElement[bool]) -> bool:
    return tx.connection.execute(select(literal(1)).where(which)).first() is not None


def _stale(tx: Tx, table: Table) -> ColumnElement[bool]:
    if table is set_aside:
        # Its mark does not name a key, but is made from the number that stands beside it.
        return set_aside.c.mark.not_in(_marks_now(tx))
    return or_(*(each != tx.vault.head for each in _cut(table)))


def _marks_now(tx: Tx) -> list[bytes]:
    """Return the marks that the updates set aside have by the first key."""
    numbers = tx.connection.execute(select(set_aside.c.update_id)).scalars()
    return [tx.vault.mark("update", str(each)) for each in numbers]


def _heads(table: Table, head: bytes) -> Iterator[ColumnElement[bool]]:
    return (each == head for each in _cut(table))


def _cut(table: Table) -> Iterator[ColumnElement[bytes]]:
    return (
        func.substr(column, 1, HEAD_BYTES, type_=LargeBinary) for column in sealed_columns(table)
    )
