"""What an insider knows who has seen every report of all other sites, and looks at their own.

What they cannot know: reports with no link, which have no site, and what their own site logged.
"""

from collections.abc import Mapping

from models.counts.figure import MOST_OFF, PEOPLE
from models.counts.menu import TABLES, Row, parents
from models.counts.period import Period
from models.counts.tally import Tally, tally
from tests.audit.attack import Cell, Known
from tests.audit.outsider import ANYTHING, MOST_HIDDEN, inside
from tests.audit.world import OWN, World


def own_cells(world: World, site: str) -> list[Cell]:
    """Return the posted cells of one site."""
    return [cell for cell in world.posted if cell[0].first == site and "site" in cell[0].table]


def own_truth(world: World, site: str) -> dict[Cell, float]:
    """Return how many of the site's own people are behind each figure, also of all sites."""
    own = {
        period: tally((r for r in world.of(period) if r.person and r.site == site), OWN)
        for period in world.truth
    }
    return {(row, period): own[period].people[row] for row, period in world.posted}


def knowledge(world: World, site: str) -> Known:
    """Know ranges for the site's own people behind every figure, and how they hang together."""
    found, told = Known(), _others(world, site)
    for cell in own_cells(world, site):
        shown, (row, period) = world.posted[cell], cell
        pieces = [len(inside(world.posted, each, period)) for each in parents(row)]
        low, high = (0, MOST_HIDDEN * max([1, *pieces]))
        if shown is not None:
            low, high = max(PEOPLE, shown - MOST_OFF), shown + MOST_OFF
        found.ranges[cell] = (low, high)
    for cell, shown in world.posted.items():
        if "site" not in cell[0].table:
            found.ranges[cell] = _range(cell, shown, told[cell[1]])
            _tie(found, world, cell, site)
    for row, period in own_cells(world, site):
        for parent in parents(row):
            if parent.table == "site" and (whole := inside(world.posted, parent, period)):
                found.at_most([(row, period)], whole)
    return found


def _others(world: World, site: str) -> Mapping[Period, Tally]:
    return {
        period: tally((r for r in world.of(period) if r.person and r.site != site), OWN)
        for period in world.truth
    }


def _range(cell: Cell, shown: int | None, others: Tally) -> tuple[float, float]:
    """Return how many of the own people may be behind a figure of the organisation."""
    row = cell[0]
    if shown is None:
        return 0, ANYTHING
    low = PEOPLE - others.people[row]
    if TABLES[row.table].counts_people:
        low = max(low, shown - MOST_OFF - others.people[row])
        return max(0, low), shown + MOST_OFF - others.people[row]
    return max(0, low), shown + MOST_OFF - others.encounters[row]


def _tie(found: Known, world: World, cell: Cell, site: str) -> None:
    """Tie the own people behind a figure of the organisation to those of the site's own rows."""
    row, period = cell
    same = {
        "all": [Row("site", site)],
        "what": [Row("site_what", site, row.first)],
        "who": [Row("site_who", site, row.first)],
        "what_who": [Row("site_what", site, row.first), Row("site_who", site, row.second)],
    }
    for own in same.get(row.table, [Row("site", site)]):
        pieces = inside(world.posted, own, period)
        if pieces:  # whoever is behind the figure is behind one of its pieces
            found.at_most([cell], pieces)
        for each in pieces if row.table in {"all", "what", "who"} else ():
            found.at_most([each], [cell])
        for other, longer in world.posted:
            if other == own and longer != period and _holds(longer, period):
                found.at_most([cell], [(other, longer)])


def _holds(longer: Period, period: Period) -> bool:
    return longer.first <= period.first and period.last <= longer.last
