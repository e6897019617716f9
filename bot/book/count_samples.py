"""What posted counts may look like: 9 periods of everything, with some hidden, lost, changed."""

from datetime import date

from handlers.count_view import Cell, Counts, groups_of
from models.counts.menu import MENU, Row
from models.counts.period import WEEK, Period, Span, period_of
from models.site import Site, SiteKind

HILL = Site("hill", "Hill Hospital", SiteKind.HOSPITAL, "hill-code")
DALE = Site("dale", "Dale House", SiteKind.COMMUNITY, "dale-code", example=True)
START = date(2024, 7, 1)
PERIODS = 9


def _periods(span: Span) -> list[Period]:
    found = [period_of(span, START)]
    while len(found) < PERIODS:
        found.append(period_of(span, found[-1].last + WEEK))
    return found


def _series(row: Row, nth: int) -> tuple[Cell, ...]:
    span = Span.QUARTER if row.table not in ("all", "knows") else Span.MONTH
    cells = [Cell(period, 40 + 5 * (nth % 7)) for period in _periods(span)]
    figure = {0: None, 1: 1450, 2: 10}.get(nth % 5, cells[0].figure)
    newest = Cell(cells[-1].period, figure)
    return (*cells[:-2], Cell(cells[-2].period, None, known=False), newest)


def counts(*sites: Site) -> Counts:
    """Return counts as a lead of these sites sees them."""
    places = [site.id for site in sites]
    rows = [row for table in MENU for row in table.rows(places)]
    series = {row: _series(row, nth) for nth, row in enumerate(rows, 1)}
    simulated = any(site.example for site in sites)
    return Counts(date(2026, 10, 12), sites, series, simulated=simulated)


REAL, MADE_UP = counts(HILL), counts(HILL, DALE)
FIRST = Counts(REAL.posted, REAL.sites, {row: cells[-1:] for row, cells in REAL.series.items()})
"""What is there at the first release."""
GROUPS = groups_of(REAL, REAL.rows("all") + REAL.rows("site"), changes=True)
