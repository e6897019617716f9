"""Until when reports are counted for good: all figures that they are in have been posted."""

from datetime import date

from sqlalchemy import select

from models.counts.menu import OF_REPORTS
from models.counts.period import WEEK, Span, period_of
from models.store.doors import Tx
from models.store.releases import began
from models.tables import counted_row, release


def counted_before(tx: Tx, day: date) -> date:
    """Return the Monday before which no report is counted any more on a day.

    A period that a restore gave up is not counted either. What closes until a later day is taken
    as posted on it, so that people can be told beforehand.
    """
    since, today = began(tx), tx.now.date()
    if since is None:
        return date.min
    posted = set(tx.connection.execute(select(release.c.period)).scalars())
    period = period_of(_coarsest(tx, since), since)
    while period.key in posted or today < day >= period.closes:
        week = period.last + WEEK
        period = period_of(_coarsest(tx, week), week)
    return period.first


def _coarsest(tx: Tx, week: date) -> Span:
    """Return the span that is posted last of those by which a week's year counts reports.

    Spans lie in one another, so where it is posted all others are. It stays the same all year: a
    row that comes later has no longer span. A year whose spans nobody has chosen may have any.
    """
    year = str(period_of(Span.YEAR, week).year)
    of_reports = counted_row.c.menu.in_([table.key for table in OF_REPORTS])
    query = select(counted_row.c.span).where(counted_row.c.year == year, of_reports).distinct()
    used = set(tx.connection.execute(query).scalars())
    return max(map(Span, used), key=list(Span).index, default=Span.YEAR)
