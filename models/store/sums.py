"""Sums of answers to check-ins, for leads' counts: no sum can be tied to whoever answered."""

from collections import Counter
from typing import Any

from sqlalchemy import Row, select, update

from models.shift import week_of
from models.store.checkins import opened
from models.store.doors import Tx
from models.store.upsert import upsert
from models.tables import check_in, enrolment
from models.tables import check_in_sum as table

Sum = tuple[str, str, str, str, str]
"""A site's id or "", a week's Monday, a step, a question, an option."""


def count_answers(tx: Tx) -> int:
    """Add the answers of the days before today to the sums, and return how many check-ins.

    All of them at once, in a transaction of the night in which every row of either table is
    written anew (models.store.incidents): what was counted together is everything.
    """
    waiting = check_in.c.counted.is_(False) & (check_in.c.day < tx.now.date())
    where = check_in.outerjoin(enrolment, enrolment.c.person == check_in.c.owner)
    query = select(check_in, enrolment.c.site).select_from(where).where(waiting)
    rows = tx.connection.execute(query).all()
    sums: Counter[Sum] = Counter()
    for row in rows:
        sums.update(_sums(tx, row))
    for key in sorted(sums):
        _add(tx, key, sums[key])
    tx.connection.execute(update(check_in).where(waiting).values(counted=True))
    return len(rows)


def _sums(tx: Tx, row: Row[Any]) -> list[Sum]:
    step, given = opened(tx, row)
    week = week_of(row.day).isoformat()
    return [(row.site or "", week, step, question, option) for question, option in given.items()]


def _add(tx: Tx, key: Sum, count: int) -> None:
    names = [column.name for column in table.primary_key.columns]
    place = dict(zip(names, key, strict=True))
    same = [table.c[name] == value for name, value in place.items()]
    before = tx.connection.execute(select(table.c.count).where(*same)).scalar()
    upsert(tx, table, {**place, "count": (before or 0) + count})
