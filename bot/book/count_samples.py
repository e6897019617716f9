"""What posted counts may look like: 9 periods of everything, with some hidden, lost, changed."""

from dataclasses import replace
from datetime import date

from handlers.count_view import Counts, groups_of
from models.counts.menu import MENU, TABLES, Kind, Row
from models.counts.period import WEEK, Period, Span, period_of
from models.store.posted import Figure

HILL, BOTH = {"hill": "Hill Hospital"}, {"hill": "Hill Hospital", "dale": "Dale House"}
START = date(2024, 7, 1)
PERIODS = 9
_FIGURES = {
    Kind.NUMBER: (range(40, 75, 5), (1450, 10)),
    Kind.SHARE: (range(10, 40, 10), (90, 0)),
    Kind.MEAN: (range(9, 15), (14, 11)),
}
"""What figures of each kind may be: most of them, and 2 at the edges."""


def _periods(span: Span) -> list[Period]:
    found = [period_of(span, START)]
    while len(found) < PERIODS:
        found.append(period_of(span, found[-1].last + WEEK))
    return found


def _series(row: Row, nth: int) -> tuple[Figure, ...]:
    span = Span.QUARTER if row.table not in ("all", "knows") else Span.MONTH
    steady, odd = _FIGURES[TABLES[row.table].kind]
    cells = [Figure(period, steady[nth % len(steady)]) for period in _periods(span)]
    figure = {0: None, 1: odd[0], 2: odd[1]}.get(nth % 5, cells[0].shown)
    newest = Figure(cells[-1].period, figure)
    return (*cells[:-2], Figure(cells[-2].period, None, available=False), newest)


def counts(sites: dict[str, str], *, simulated: bool = False) -> Counts:
    """Return counts as a lead of these sites sees them."""
    rows = [row for table in MENU for row in table.rows(sites)]
    series = {row: _series(row, nth) for nth, row in enumerate(rows, 1)}
    return Counts(date(2026, 10, 12), sites, series, simulated, series[Row("all")][-1:])


REAL, MADE_UP = counts(HILL), counts(BOTH, simulated=True)
FIRST = replace(REAL, series={row: cells[-1:] for row, cells in REAL.series.items()})
"""What is there at the first release."""
GROUPS = groups_of(REAL, REAL.rows("all") + REAL.rows("site"), changes=True)
