"""Helpers of the tests of what is read: releases put in by hand, every figure the same."""

from datetime import date

from sqlalchemy import insert

from models.counts.menu import Row
from models.counts.period import Period
from models.store.doors import Tx
from models.tables import cell, release

START = date(2024, 12, 30)
"""The first Monday of the year 2025."""


def post(tx: Tx, period: Period, rows: list[Row]) -> None:
    """Post some rows of a period, with 25 in each."""
    tx.connection.execute(insert(release), [{"period": period.key, "available": True}])
    if rows:
        cells = ({"menu": row.table, "first": row.first, "second": row.second} for row in rows)
        filled = [{**each, "period": period.key, "shown": 25} for each in cells]
        tx.connection.execute(insert(cell), filled)
