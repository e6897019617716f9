"""One clock for each row, chosen once a year from the figures that last year's releases showed.

From the figures, not from what was behind them: so the choice itself tells nobody anything new.
"""

from collections.abc import Mapping

from models.counts.menu import TABLES, Row, depth, parents
from models.counts.period import A_YEAR, Span

MEAN = 15
"""What a period of a row must hold on average, so that most of its figures can be shown."""


def clock_of(row: Row, last_year: int | None) -> Span:
    """Return how often a row is counted: the finest span with a mean of 15 last year.

    last_year: the sum of its figures, where what is hidden adds nothing; None without a year.
    """
    table = TABLES[row.table]
    if last_year is None:
        return table.first_year
    enough = (span for span in table.spans if last_year >= MEAN * A_YEAR[span])
    return next(enough, table.spans[-1])


def clocks(rows: list[Row], last_year: Mapping[Row, int]) -> dict[Row, Span]:
    """Choose for every row; `last_year` holds a sum for each row that was counted then.

    Never finer than for what it is a part of: while that has no figure, it is hidden.
    """
    chosen: dict[Row, Span] = {}
    for row in sorted(rows, key=depth):
        wholes = (chosen[each] for each in parents(row) if each in chosen)
        chosen[row] = max((clock_of(row, last_year.get(row)), *wholes), key=[*Span].index)
    return {row: chosen[row] for row in rows}
