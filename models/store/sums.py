"""Sums of answers to check-ins, for leads' counts: no sum can be tied to whoever answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from models.counts.answer_tally import apart
from models.counts.period import Period, Span, open_week, period_of
from models.shift import week_of
from models.store.checkins import opened
from models.store.doors import Tx
from models.store.upsert import upsert
from models.tables import check_in, enrolment
from models.tables import check_in_sum as table

Sum = tuple[str, str, str, str, str]
"""A week's Monday, then what `apart` makes of a check-in: a site or an answer, never both."""
Once = tuple[bytes, str, Period]
"""Whom an answer counts for, in which step and quarter."""


def count_answers(tx: Tx) -> int:
    """Add the answers that are complete to the sums, and return how many check-ins.

    A check-in can be answered for 24 hours, so those of yesterday wait for another night.
    Each person counts once a step and quarter, by the first check-in that they answered: nobody
    makes up for many. All are added at once, in a transaction of the night in which every row of
    either table is written anew (models.store.incidents): what was counted together is everything.
    """
    complete = check_in.c.day < tx.now.date() - timedelta(days=1)
    waiting = check_in.c.counted.is_(False) & complete
    where = check_in.outerjoin(enrolment, enrolment.c.person == check_in.c.owner)
    query = select(check_in, enrolment.c.site).select_from(where).where(waiting)
    rows = tx.connection.execute(query.order_by(check_in.c.day, check_in.c.id)).all()
    counted = _counted(tx, rows, waiting)
    sums: Counter[Sum] = Counter()
    for row in rows:
        if (once := _once(tx, row)) not in counted:
            counted.add(once)
            sums.update(_sums(tx, row))
    for key in sorted(sums):
        add(tx, key, sums[key])
    tx.connection.execute(update(check_in).where(waiting).values(counted=True))
    return len(rows)


def _counted(tx: Tx, rows: Sequence[Row[Any]], waiting: ColumnElement[bool]) -> set[Once]:
    """Return what is counted already of the people of these check-ins, in the same quarters."""
    if not rows:
        return set()
    theirs = check_in.c.owner.in_(select(check_in.c.owner).where(waiting))
    lately = check_in.c.counted & (check_in.c.day >= _quarter(rows[0].day).first)
    found = tx.connection.execute(select(check_in).where(theirs, lately))
    return {_once(tx, row) for row in found}


def _once(tx: Tx, row: Row[Any]) -> Once:
    return bytes(row.owner), opened(tx, row)[0], _quarter(row.day)


def _quarter(day: date) -> Period:
    return period_of(Span.QUARTER, week_of(day))


def _sums(tx: Tx, row: Row[Any]) -> list[Sum]:
    step, given = opened(tx, row)
    # A week that is closed by now is counted already: it counts in the oldest open one.
    week = max(week_of(row.day), open_week(tx.now.date())).isoformat()
    return [(week, *torn) for torn in apart(row.site or "", step, given)]


def add(tx: Tx, key: Sum, count: int) -> None:
    """Add so many answers to a sum."""
    place = dict(zip(("week", "site", "step", "question", "option"), key, strict=True))
    same = [table.c[name] == value for name, value in place.items()]
    before = tx.connection.execute(select(table.c.count).where(*same)).scalar()
    upsert(tx, table, {**place, "count": (before or 0) + count})
