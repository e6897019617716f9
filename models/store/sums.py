"""Sums of answers to check-ins, for leads' counts: no sum can be tied to whoever answered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, any_, literal, select, update
from sqlalchemy.dialects import postgresql

from models.counts.answer_tally import apart
from models.counts.period import Period, Span, open_week, period_of
from models.shift import week_of
from models.store.checkins import opened
from models.store.doors import Tx
from models.store.owned import owner_of
from models.store.upsert import upsert
from models.tables import check_in, enrolment
from models.tables import check_in_sum as table

Sum = tuple[str, str, str, str, str]
"""A week's Monday, then what `apart` makes of a check-in: a site or an answer, never both."""
Once = tuple[bytes, str, Period]
"""Whom an answer counts for, in which step and quarter."""
People = Mapping[bytes, bytes]
"""The present name of somebody, by every name that rows may know them by."""

AT_ONCE = {"sqlite": 500, "postgresql": 10_000}
"""People who are asked about in one statement. PostgreSQL keeps no statistics of keys (they would
outlive a row), so it reads the whole table for each: 20 times as often took 17 s of a million."""


def count_answers(tx: Tx) -> int:
    """Add the answers that are complete to the sums, and return how many check-ins.

    A check-in can be answered for 24 hours, so those of yesterday wait for another night.
    Each person counts once a step and quarter, by the first check-in that they answered: nobody
    makes up for many. All are added at once, and `Store.renew` writes every row of either
    table anew: what was counted together is everything.
    """
    complete = check_in.c.day < tx.now.date() - timedelta(days=1)
    waiting = check_in.c.counted.is_(False) & complete
    query = select(check_in).where(waiting).order_by(check_in.c.day, check_in.c.id)
    rows = tx.connection.execute(query).all()
    people = _people(tx, rows)
    counted, sites = _counted(tx, rows, people), _sites(tx, people)
    sums: Counter[Sum] = Counter()
    for row in rows:
        if (once := _once(tx, row, people)) not in counted:
            counted.add(once)
            sums.update(_sums(tx, row, sites.get(once[0]) or ""))
    for key in sorted(sums):
        add(tx, key, sums[key])
    tx.connection.execute(update(check_in).where(waiting).values(counted=True))
    return len(rows)


def _people(tx: Tx, rows: Sequence[Row[Any]]) -> People:
    """Return whose these check-ins are; while keys are changed, they have a name by each."""
    found = {bytes(row.owner): bytes(row.owner) for row in rows}
    if len(tx.vault.ids) == 1:
        return found
    for row in rows:
        telegram_id = owner_of(tx, check_in, row.id, row.sealed_owner)
        if telegram_id is not None:
            names = tx.vault.persons(telegram_id)
            found |= dict.fromkeys(names, names[0])
    return found


def _counted(tx: Tx, rows: Sequence[Row[Any]], people: People) -> set[Once]:
    """Return what is counted already of these people, in the quarters of their check-ins."""
    if not rows:
        return set()
    lately = check_in.c.counted & (check_in.c.day >= _quarter(rows[0].day).first)
    query = select(check_in).where(lately)
    return {
        _once(tx, row, people)
        for theirs in _some(tx, check_in.c.owner, people)
        for row in tx.connection.execute(query.where(theirs))
    }


def _sites(tx: Tx, people: People) -> Mapping[bytes, str | None]:
    """Return the site of everybody who is enrolled, by their present name."""
    query = select(enrolment.c.person, enrolment.c.site)
    return {
        people[bytes(row.person)]: row.site
        for theirs in _some(tx, enrolment.c.person, people)
        for row in tx.connection.execute(query.where(theirs))
    }


def _some(tx: Tx, column: Column[bytes], people: People) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that a column names one of these people, of some of them at a time."""
    names, kind = sorted(people), tx.connection.dialect.name
    for at in range(0, len(names), AT_ONCE[kind]):
        some = names[at : at + AT_ONCE[kind]]
        if kind == "postgresql":
            yield column == any_(literal(some, postgresql.ARRAY(column.type)))
        else:
            yield column.in_(some)


def _once(tx: Tx, row: Row[Any], people: People) -> Once:
    return people[bytes(row.owner)], opened(tx, row)[0], _quarter(row.day)


def _quarter(day: date) -> Period:
    return period_of(Span.QUARTER, week_of(day))


def _sums(tx: Tx, row: Row[Any], site: str) -> list[Sum]:
    step, given = opened(tx, row)
    # A week that is closed by now is counted already: it counts in the oldest open one, but never
    # in another quarter, where its person may count by themselves.
    week = max(week_of(row.day), open_week(tx.now.date()))
    if _quarter(week) != _quarter(row.day):
        return []
    return [(week.isoformat(), *torn) for torn in apart(site, step, given)]


def add(tx: Tx, key: Sum, count: int) -> None:
    """Add so many answers to a sum."""
    place = dict(zip(("week", "site", "step", "question", "option"), key, strict=True))
    same = [table.c[name] == value for name, value in place.items()]
    before = tx.connection.execute(select(table.c.count).where(*same)).scalar()
    upsert(tx, table, {**place, "count": (before or 0) + count})
