"""Rows to put into a table and to read again, for tests of the doors."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import insert, select

from models.store.doors import Tx
from models.tables import parked


def put(name: str, size: int = 1) -> Callable[[Tx], Any]:
    return lambda tx: tx.connection.execute(insert(parked).values(id=name, sealed=b"x" * size))


def names(tx: Tx) -> list[str]:
    return list(tx.connection.execute(select(parked.c.id).order_by(parked.c.id)).scalars())
