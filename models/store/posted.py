"""Reads what is posted, through the `counts` door: the newest figures of each row, and all."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from models.counts.menu import MENU, SITE, SMALLER, Row, domain
from models.counts.period import WEEK, Period, Span, named, open_week, period_of
from models.counts.reading import BEFORE
from models.store.doors import Tx
from models.tables import cell, release

_BY_TWO = [table.key for table in MENU if len(table.by) > 1]
_BY_SITE = [table.key for table in MENU if SITE in table.by]
_OF_ALL = [table.key for table in MENU if SITE not in table.by]
NEWEST = 6
"""Quarters among which the newest figure of a table by two keys stands: a row that is counted by
the year from now on shows its last quarter until that year is posted, which may come late."""

_COLUMNS = (cell.c.period, cell.c.menu, cell.c.first, cell.c.second, cell.c.shown)


class Figure(NamedTuple):
    """What stands in one cell; not `available` is what closed before a restore."""

    period: Period
    shown: int | None
    available: bool = True


def seen(tx: Tx, sites: Iterable[str]) -> dict[Row, list[Figure]]:
    """Return the newest figure of each row and up to 8 before it, the oldest first.

    Of a table by two keys, whose past no screen shows, fewer. Of sites only these: and the smaller
    ones where one of these has no row of its own. What it costs does not depend on how long there
    have been counts.
    """
    recent = {each.key: each for each in _recent(tx, BEFORE + 2)}
    last = [each.key for each in _recent(tx, NEWEST)]
    which = cell.c.period.in_(recent) & (cell.c.menu.not_in(_BY_TWO) | cell.c.period.in_(last))
    known = select(release).where(release.c.period.in_(recent))
    lost = [recent[r.period] for r in tx.connection.execute(known) if not r.available]
    series: dict[Row, list[Figure]] = {}
    for row, key, shown in _cells(tx, sites, which):
        series.setdefault(row, []).append(Figure(recent[key], shown))
    return {row: _newest(figures, lost) for row, figures in series.items()}


def everything(tx: Tx, sites: Iterable[str]) -> Iterator[tuple[Row, Figure]]:
    """Yield every figure there is for the organisation and these sites, the oldest first.

    Those of one period stand in the order of the menu, as a screen shows them.
    """
    period = cache(named)
    places = {row: place for place, row in enumerate(domain(sorted(sites)))}
    found = [
        (row, Figure(period(key), shown))
        for row, key, shown in _cells(tx, sites, cell.c.period.is_not(None))
    ]
    return iter(sorted(found, key=lambda each: (each[1].period.closes, places.get(each[0], -1))))


def newest(tx: Tx) -> Period | None:
    """Return the period of the newest release that holds a figure; None before the first."""
    recent = [each.key for each in _recent(tx, BEFORE + 2)]
    held = select(cell.c.period).where(cell.c.period.in_(recent)).distinct()
    found = [named(key) for key in tx.connection.execute(held).scalars()]
    return max(found, default=None)


def _recent(tx: Tx, many: int) -> Iterator[Period]:
    """Yield so many of the last closed periods of every span, by the calendar."""
    for span in Span:
        period = period_of(span, open_week(tx.now.date()))
        for _ in range(many):
            yield period
            period = period_of(span, period.first - WEEK)


def _cells(
    tx: Tx, sites: Iterable[str], which: ColumnElement[bool]
) -> Iterator[tuple[Row, str, int | None]]:
    """Yield the row, the period's key and the figure of each cell that may be seen."""
    named_ones = {*sites}
    of_sites = cell.c.menu.in_(_BY_SITE) & cell.c.first.in_([*named_ones, SMALLER])
    # One after the other, so that each is looked up in the order of the key.
    of_all, theirs = (
        tx.connection.execute(select(*_COLUMNS).where(which, part)).all()
        for part in (cell.c.menu.in_(_OF_ALL), of_sites)
    )
    if named_ones <= {first for _, _, first, _, _ in theirs}:
        theirs = [each for each in theirs if each.first != SMALLER]
    for key, menu, first, second, shown in chain(of_all, theirs):
        yield Row(menu, first, second), key, shown


def _newest(figures: list[Figure], lost: list[Period]) -> list[Figure]:
    """Keep the newest and those before it by the same clock, with what a restore has lost."""
    span = max(figures, key=_last).period.span
    known = [each for each in figures if each.period.span is span]
    known += [Figure(period, None, available=False) for period in lost if period.span is span]
    return sorted(known, key=_last)[-BEFORE - 1 :]


def _last(figure: Figure) -> date:
    return figure.period.last
