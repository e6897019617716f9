"""Reads what is posted, through the `counts` door: the newest figures of each row, and all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from models.counts.menu import MENU, SITE, SMALLER, TABLES, Row, domain
from models.counts.period import OPEN, WEEK, Period, Span, between, named, period_of
from models.counts.reading import BEFORE
from models.store.doors import Tx
from models.tables import cell, release

_BY_TWO = [table.key for table in MENU if len(table.by) > 1]
_BY_SITE = [table.key for table in MENU if SITE in table.by]
_OF_ALL = [table.key for table in MENU if SITE not in table.by]
_COLUMNS = (cell.c.period, cell.c.menu, cell.c.first, cell.c.second, cell.c.shown)


class Figure(NamedTuple):
    """What stands in one cell; not `available` is what closed before a restore."""

    period: Period
    shown: int | None
    available: bool = True


def seen(tx: Tx, sites: Iterable[str]) -> dict[Row, list[Figure]]:
    """Return the newest figure of each row and up to 8 before it, the oldest first.

    Of a table by two keys, whose past no screen shows, the newest alone. Of sites only these, and
    the smaller ones where one of these has no row of its own: its older figures are in the files.
    What it costs does not depend on how long there have been counts.
    """
    now, then = _ends(tx)
    lasts = {each.key: each for each in (*now, *then)}
    recent = lasts | {each.key: each for end in now for each in _back(end)}
    which = cell.c.period.in_(recent) & (cell.c.menu.not_in(_BY_TWO) | cell.c.period.in_(lasts))
    series: dict[Row, list[Figure]] = {}
    for row, key, shown in _cells(tx, sites, which):
        series.setdefault(row, []).append(Figure(recent[key], shown))
    for row, figure in _before(tx, sites, series, {*then} - {*now}):
        series[row].append(figure)
    lost = _lost(tx)
    own = _own_rows(sites, ((row, each.period) for row, some in series.items() for each in some))
    return {row: _newest(figures, lost) for row, figures in series.items() if _is_in(row, own)}


def within(tx: Tx, row: Row, period: Period) -> list[Figure]:
    """Return the figures of a row of the organisation that are of days of a period."""
    inside = {
        each.key: each
        for span in Span
        for each in between(span, period.first, period.last + OPEN)
        if period.first <= each.first and each.last <= period.last
    }
    which = cell.c.period.in_(inside) & (cell.c.menu == row.table) & (cell.c.first == row.first)
    return [Figure(inside[key], shown) for _, key, shown in _cells(tx, (), which)]


def everything(tx: Tx, sites: Iterable[str]) -> Iterator[tuple[Row, Figure]]:
    """Yield every figure there is for the organisation and these sites, the oldest first.

    Those of one period stand in the order of the menu, as a screen shows them.
    """
    sites = sorted(sites)
    places = {row: place for place, row in enumerate(domain(sites))}
    found = [
        (row, Figure(named(key), shown))
        for row, key, shown in _cells(tx, sites, cell.c.period.is_not(None))
    ]
    own = {*sites} | _own_rows(sites, ((row, figure.period) for row, figure in found))
    mine = (each for each in found if each[0] in places and _is_in(each[0], own))
    return iter(sorted(mine, key=lambda each: (*_order(each[1].period), places[each[0]])))


def newest(tx: Tx) -> Period | None:
    """Return the period of the newest release that holds a figure; None before the first."""
    ends = {each.key: each for some in _ends(tx) for each in some}
    held = select(cell.c.period).where(cell.c.period.in_(ends)).distinct()
    return max((ends[key] for key in tx.connection.execute(held).scalars()), default=None)


def _ends(tx: Tx) -> tuple[list[Period], list[Period]]:
    """Return the newest posted period of each span, and the one before the newest year began.

    A row has one clock a year, and what is of a year is posted before anything of the next. So
    its newest figure stands in one of these, whenever that clock was changed.
    """
    posted = select(release.c.period).where(release.c.available)
    newest = tx.connection.execute(
        select(func.max(release.c.period)).where(release.c.available)
    ).scalar()
    if newest is None:
        return [], []
    this = int(newest[:4])
    lately = posted.where(release.c.period >= str(this - 1))
    keys = sorted(tx.connection.execute(lately).scalars())
    of_all, before = ({key[5]: key for key in keys if int(key[:4]) <= y} for y in (this, this - 1))
    return [named(key) for key in of_all.values()], [named(key) for key in before.values()]


def _back(period: Period) -> Iterator[Period]:
    """Yield a period and the 8 of its span before it."""
    for _ in range(BEFORE + 1):
        yield period
        period = period_of(period.span, period.first - WEEK)


def _before(
    tx: Tx, sites: Iterable[str], series: Mapping[Row, list[Figure]], ends: set[Period]
) -> Iterator[tuple[Row, Figure]]:
    """Yield what is not read yet of the rows that end with a clock of the year before."""
    lasts = {row: max(figures, key=_last).period for row, figures in series.items()}
    ended = {row for row, last in lasts.items() if last in ends and row.table not in _BY_TWO}
    older = {each.key: each for end in {lasts[row] for row in ended} for each in _back(end)}
    if not ended:
        return
    which = cell.c.period.in_(older) & cell.c.menu.in_({row.table for row in ended})
    for row, key, shown in _cells(tx, sites, which):
        figure = Figure(older[key], shown)
        if row in ended and figure not in series[row]:
            yield row, figure


def _lost(tx: Tx) -> list[Period]:
    query = select(release.c.period).where(release.c.available.is_(False))
    return [named(key) for key in tx.connection.execute(query).scalars()]


def _cells(
    tx: Tx, sites: Iterable[str], which: ColumnElement[bool]
) -> Iterator[tuple[Row, str, int | None]]:
    """Yield the row, the period's key and the figure of each cell, of sites only these."""
    of_sites = cell.c.menu.in_(_BY_SITE) & cell.c.first.in_([*sites, SMALLER])
    # One after the other, so that each is looked up in the order of the key.
    for part in (cell.c.menu.in_(_OF_ALL), of_sites):
        for key, menu, first, second, shown in tx.connection.execute(
            select(*_COLUMNS).where(which, part)
        ):
            yield Row(menu, first, second), key, shown


def _own_rows(sites: Iterable[str], found: Iterable[tuple[Row, Period]]) -> set[str]:
    """Return which rows of sites are these sites' now, by who joined: posted every quarter."""
    joined = [(period, row.first) for row, period in found if row.table == "site_enrolled"]
    newest = max(joined, default=None)
    own = {site for period, site in joined if newest and period == newest[0]} & {*sites}
    return own | ({SMALLER} if {*sites} - own else set())


def _is_in(row: Row, places: Collection[str]) -> bool:
    return SITE not in TABLES[row.table].by or row.first in places


def _newest(figures: list[Figure], lost: list[Period]) -> list[Figure]:
    """Keep the newest and those before it by the same clock, with what a restore has lost."""
    span = max(figures, key=_last).period.span
    known = [each for each in figures if each.period.span is span]
    known += [Figure(period, None, available=False) for period in lost if period.span is span]
    return sorted(known, key=_last)[-BEFORE - 1 :]


def _last(figure: Figure) -> date:
    return figure.period.last


def _order(period: Period) -> tuple[date, date]:
    """Order by the day of closing, of those that close together the longest first."""
    return period.closes, period.first
