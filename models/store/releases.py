"""Releases: what is due, the rows it is counted in, and the one transaction that posts it.

A release is written once. Nothing here changes one, and nothing that is posted can be counted
again: its period stands under its key.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from models.counts.clocks import clocks
from models.counts.menu import OWN_ROW, SITE, SMALLER, TABLES, Row, domain
from models.counts.period import WEEK, Period, Span, between, named, period_of
from models.counts.posting import figures
from models.counts.tally import Sites, Tally
from models.store.doors import Tx
from models.store.upsert import insert_many, insert_new
from models.tables import cell, counted_row, enrolment, release


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be posted next: a closed period, its rows, and the sites with rows of their own.

    `rows` is None while nobody has chosen the clocks of the period's year.
    """

    period: Period
    rows: tuple[Row, ...] | None
    sites: Sites


def began(tx: Tx) -> date | None:
    """Return the week from which on there are counts; None before the first tick."""
    return tx.connection.execute(select(func.min(counted_row.c.since))).scalar()


def next_due(tx: Tx, today: date) -> Due | None:
    """Return the period that closed longest ago and is not posted; None when all are."""
    since = began(tx)
    if since is None:
        return None
    posted = set(tx.connection.execute(select(release.c.period)).scalars())
    waiting = (each for each in closed(since, today) if each.key not in posted)
    period = min(waiting, key=_order, default=None)
    if period is None:
        return None
    counted = _counted(tx, period.year)
    due = (row for row, (span, start) in counted.items() if _is_in(period, span, start))
    rows = tuple(row for row in due if row.table in TABLES)  # a store may know an older menu
    own = {row.first: start for row, (_, start) in counted.items() if row.table == SITE}
    return Due(period, rows if counted else None, own)


def closed(since: date, today: date) -> Iterable[Period]:
    """Return every period that is closed today and holds the week `since` or a later one."""
    return (each for span in Span for each in between(span, since, today))


def choose(tx: Tx, week: date) -> None:
    """Choose the clocks of the year of a week, if nobody has: from then on they stay.

    The first time there are counts, it is the week that they begin with; until there was a whole
    year of them, the clocks are those of a first year.
    """
    year = period_of(Span.YEAR, week)
    if _counted(tx, year.year):
        return
    since = began(tx)
    # A part of a year says nothing of a whole one.
    whole = since is not None and since <= period_of(Span.YEAR, year.first - WEEK).first
    sums = _sums(tx, year.year - 1) if whole else {}
    start = week if since is None else year.first
    _add_rows(tx, year.year, clocks(domain(_own_sites(tx)), sums).items(), start)


def post(tx: Tx, due: Due, tally: Tally) -> bool:
    """Post a release; False when it has been posted, also by another replica just now."""
    if not insert_new(tx, release, {"period": due.period.key, "available": True}):
        return False
    rows = list(due.rows or ())
    posted = figures(tally, rows, secrets.randbelow, _open_before(tx, due.period))
    cells = [
        {**_named("period", due.period.key, row), "shown": shown} for row, shown in posted.items()
    ]
    insert_many(tx, cell, cells)
    if due.period.span is Span.QUARTER:
        _give_rows(tx, due.period.last + WEEK)
    return True


def give_up(tx: Tx, today: date) -> int:
    """Say "not available" of every period that closed and is not posted; return how many.

    After a restore: it may have been posted, and seen, after the backup was made.
    """
    since = began(tx)
    waiting = closed(since, today) if since else ()
    return sum(
        insert_new(tx, release, {"period": each.key, "available": False}) for each in waiting
    )


def _order(period: Period) -> tuple[date, date]:
    """Order by the day of closing, the shortest first: years need their quarters' figures."""
    return period.closes, date.fromordinal(period.closes.toordinal() - period.first.toordinal())


def _is_in(period: Period, span: Span, start: date) -> bool:
    return span is period.span and start <= period.last


def _counted(tx: Tx, year: int) -> dict[Row, tuple[Span, date]]:
    query = select(counted_row).where(counted_row.c.year == str(year))
    return {
        Row(row.menu, row.first, row.second): (Span(row.span), row.since)
        for row in tx.connection.execute(query)
    }


def _own_sites(tx: Tx) -> list[str]:
    """Return the sites with enough people enrolled for a row of their own."""
    enough = func.count() >= OWN_ROW
    query = select(enrolment.c.site).where(enrolment.c.site.is_not(None))
    found = tx.connection.execute(query.group_by(enrolment.c.site).having(enough)).scalars()
    return sorted(each for each in found if each is not None)


def _give_rows(tx: Tx, week: date) -> None:
    """From a quarter's first week on, within the year, give rows to whatever has none so far.

    Those are sites that have grown, and tables that a newer program brought along.
    """
    year = period_of(Span.YEAR, week).year
    counted = _counted(tx, year)
    if not counted:
        return
    own = {row.first for row in counted if row.table == SITE} - {SMALLER}
    new = [row for row in domain(sorted(own | {*_own_sites(tx)})) if row not in counted]
    _add_rows(tx, year, clocks(new, {}).items(), week)


def _add_rows(tx: Tx, year: int, rows: Iterable[tuple[Row, Span]], since: date) -> None:
    for row, span in rows:
        kept = {**_named("year", str(year), row), "span": str(span), "since": since}
        insert_new(tx, counted_row, kept)


def _sums(tx: Tx, year: int) -> dict[Row, int]:
    """Return what was shown of each row in a year, all in all."""
    query = select(cell.c.menu, cell.c.first, cell.c.second, func.sum(cell.c.shown)).where(
        cell.c.period.like(f"{year}-%")
    )
    grouped = query.group_by(cell.c.menu, cell.c.first, cell.c.second)
    found = tx.connection.execute(grouped).all()
    return {Row(menu, first, second): int(shown or 0) for menu, first, second, shown in found}


def _open_before(tx: Tx, period: Period) -> frozenset[Row]:
    """Return the rows with a figure in a release of a part of this period."""
    keys = tx.connection.execute(
        select(release.c.period).where(release.c.period.like(f"{period.year}-%"))
    ).scalars()
    parts = [each for each in map(named, keys) if _holds(period, each)]
    query = select(cell.c.menu, cell.c.first, cell.c.second).distinct()
    inside = cell.c.period.in_([each.key for each in parts]) & cell.c.shown.is_not(None)
    return frozenset(Row(*each) for each in tx.connection.execute(query.where(inside)))


def _holds(period: Period, part: Period) -> bool:
    return period.first <= part.first and part.last <= period.last


def _named(key: str, value: str, row: Row) -> dict[str, str]:
    return {key: value, "menu": row.table, "first": row.first, "second": row.second}
