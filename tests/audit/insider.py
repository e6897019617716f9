"""What an insider knows who has seen every report of all other sites, and looks at their own.

What they cannot know: reports with no link, which have no site, and what their own site logged.
"""

from collections.abc import Mapping

from models.counts.figure import MOST_OFF, PEOPLE, STANDS_OUT
from models.counts.menu import SITE, TABLES, Row, own_rows, parents
from models.counts.period import Period
from models.counts.tally import Tally, place_of, tally
from tests.audit.attack import Cell, Known
from tests.audit.outsider import ANYTHING, MOST_HIDDEN, around_of, crossing, inside, is_open
from tests.audit.world import OWN, START, World


def own_cells(world: World, site: str) -> list[Cell]:
    """Return the posted cells of one site; the last one is all there is of the smaller sites."""
    place = place_of(site, START, OWN)
    return [c for c in world.posted if c[0].first == place and SITE in TABLES[c[0].table].by]


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
        if SITE not in TABLES[cell[0].table].by:
            least, most = _range(cell, shown, told[cell[1]])
            found.ranges[cell] = (max(least, _left(world, cell, told[cell[1]], site)), most)
            _tie(found, world, cell, place_of(site, START, OWN))
    for row, period in own_cells(world, site):
        for parent in parents(row):
            if parent.table == "site" and (whole := inside(world.posted, parent, period)):
                found.at_most([(row, period)], whole)
        around = [around_of(world.posted, each, period) for each in crossing(world.posted, row)]
        if around and all(around):  # everybody answered both questions
            found.at_most([(row, period)], [each for cells in around for each in cells])
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
    if TABLES[row.table].is_across:
        low = max(low, shown - MOST_OFF - others.people[row])
        return max(0, low), shown + MOST_OFF - others.people[row]
    return max(0, low), shown + MOST_OFF - others.encounters[row]


def _left(world: World, cell: Cell, others: Tally, site: str) -> int:
    """Return how many the own site must have for a figure across not to stand out.

    It says so only where the own rows are shown: who is at hidden sites is left out.
    """
    row, shown = cell[0], world.posted[cell]
    own = place_of(site, START, OWN)
    if shown is None or not TABLES[row.table].is_across or not is_open(world.posted, cell, own):
        return 0
    hidden = (n[row] for place, n in others.at.items() if not is_open(world.posted, cell, place))
    return shown - (STANDS_OUT - 1) - (others.people[row] - sum(hidden))


def _tie(found: Known, world: World, cell: Cell, place: str) -> None:
    """Tie the own people behind a figure of the organisation to those of the site's own rows."""
    row, period = cell
    same = {
        "all": [Row("site", place)],
        "what": [Row("site_what", place, row.first)],
        "who": [Row("site_who", place, row.first)],
        "what_by_who": list(own_rows(row, place)) if row.second else [],
    }
    for own in same.get(row.table, [Row("site", place)]):
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
