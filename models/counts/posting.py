"""From the numbers behind a period to what is posted of it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from models.counts import answers
from models.counts.figure import STANDS_OUT, Behind, Draw, shown
from models.counts.menu import TABLES, Kind, Row, depth, own_rows, parents
from models.counts.tally import Tally

Figures = Mapping[Row, int | None]
"""What is shown of each row; None is "under 10, or hidden", or that there is too little to say."""


def figures(tally: Tally, rows: list[Row], below: Draw, open_before: frozenset[Row]) -> Figures:
    """Return what is posted of these rows, each under its own nudge.

    A row stays hidden where all figures that it is a part of are hidden: else it would prove that
    they are not nothing. So does a row of people at all sites that stands out above the sites
    whose own figures are shown. `open_before` are the rows with a figure, in the same span of
    weeks, in a release that was posted before.
    """
    drawn = {row: _number(tally, row, below) for row in rows if _is_number(row)}
    drawn |= answers.drawn(tally, (row for row in rows if not _is_number(row)), below)
    open_here = set(open_before)
    posted: dict[Row, int | None] = {}
    for row in sorted(rows, key=depth):
        is_open = all(parent in open_here for parent in parents(row))
        posted[row] = drawn[row] if is_open else None
        if _stands_out(tally, row, posted[row], open_here):
            posted[row] = None
        if posted[row] is not None:
            open_here.add(row)
    return posted


def _stands_out(tally: Tally, row: Row, figure: int | None, opened: AbstractSet[Row]) -> bool:
    """Tell whether a figure of people at all sites says something of sites that are hidden."""
    if figure is None or not TABLES[row.table].is_across:
        return False
    people = ((place, here[row]) for place, here in tally.at.items())
    hidden = sum(many for place, many in people if many and not opened >= own_rows(row, place))
    # Who logged at two sites is one of each: so this is never more than the people at open sites.
    at_open_sites = tally.people[row] - hidden
    return figure - at_open_sites >= STANDS_OUT


def _is_number(row: Row) -> bool:
    return TABLES[row.table].kind is Kind.NUMBER


def _number(tally: Tally, row: Row, below: Draw) -> int | None:
    figure = shown(_behind(tally, row), below)
    return figure if answers.may_show(tally, row, below) else None


def _behind(tally: Tally, row: Row) -> Behind:
    table, people = TABLES[row.table], tally.people[row]
    if table.is_across:
        return Behind(people, people, tally.at_one_site[row])
    if table.counts_people:
        return Behind(people, people)
    return Behind(tally.encounters[row], people, tally.at_one_site[row])
