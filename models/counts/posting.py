"""From the numbers behind a period to what is posted of it."""

from collections.abc import Mapping

from models.counts import answers
from models.counts.figure import Behind, Draw, shown
from models.counts.menu import TABLES, Kind, Row, parents
from models.counts.tally import Tally

Figures = Mapping[Row, int | None]
"""What is shown of each row; None is "fewer than 10", or that there is too little to say."""


def figures(tally: Tally, rows: list[Row], below: Draw, open_before: frozenset[Row]) -> Figures:
    """Return what is posted of these rows, each under its own nudge.

    A row stays hidden where all figures that it is a part of are hidden: else it would prove that
    they are not nothing. `open_before` are the rows with a figure, in the same span of weeks, in
    a release that was posted before.
    """
    drawn = {row: _number(tally, row, below) for row in rows if _is_number(row)}
    drawn |= answers.drawn(tally, (row for row in rows if not _is_number(row)), below)
    order = sorted(rows, key=lambda row: len(TABLES[row.table].by) + (row.table == "why_not"))
    open_here = set(open_before)
    posted: dict[Row, int | None] = {}
    for row in order:
        is_open = all(parent in open_here for parent in parents(row))
        posted[row] = drawn[row] if is_open else None
        if posted[row] is not None:
            open_here.add(row)
    return posted


def _is_number(row: Row) -> bool:
    return TABLES[row.table].kind is Kind.NUMBER


def _number(tally: Tally, row: Row, below: Draw) -> int | None:
    figure = shown(_behind(tally, row), below)
    return figure if answers.may_show(tally, row, below) else None


def _behind(tally: Tally, row: Row) -> Behind:
    people = tally.people[row]
    if TABLES[row.table].counts_people:
        return Behind(people, people)
    return Behind(tally.encounters[row], people, tally.at_one_site[row])
