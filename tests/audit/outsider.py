"""What somebody knows who has every figure that was ever posted, and knows how answers work."""

from collections.abc import Iterator

from models.counts.figure import CUT, GATE, MOST_OFF, PEOPLE, STANDS_OUT
from models.counts.menu import SITE, SMALLER, TABLES, Row, own_rows, parents
from models.counts.period import WEEK, Period, Span, period_of
from tests.audit.attack import ONE, Cell, Known
from tests.audit.world import ALONE, OPTIONS, OWN, START, Posted, World

MOST_HIDDEN = GATE + CUT - 1
"""People behind a hidden figure at most: with more, no nudge could have hidden it."""

ANYTHING = 100_000
LIVE_FROM = 5
ONE_ANSWER = ("where", "role")
ALWAYS_ANSWERED = ("what", "who", "where")
"""Nobody skipped these in the made-up trust, and the attacker knows it."""


def known(world: World) -> Known:
    """Know what the rule tells of each figure, and how all of them hang together."""
    found = Known({ONE: (1, 1)})
    for cell, shown in world.posted.items():
        if shown is not None:
            found.ranges[cell] = (max(PEOPLE, shown - MOST_OFF), shown + MOST_OFF)
        elif SITE in TABLES[cell[0].table].by:
            found.ranges[cell] = (0, MOST_HIDDEN * _pieces(world, cell))
        else:
            found.ranges[cell] = (0, ANYTHING)
        if shown is not None and TABLES[cell[0].table].is_across:
            found.sums += _at_open_sites(world, cell, shown)
    _hang_together(found, world)
    return found


def known_of_live_counts(world: World) -> tuple[Known, dict[Cell, float]]:
    """Know, with the truth, what exact counts of a quarter tell who looks at them each week.

    What happened, for the organisation, live, hidden while under 5: what many a dashboard shows.
    """
    found = Known()
    truth: dict[Cell, float] = {}
    for option in OPTIONS["what"]:
        row, so_far = Row("what", option), 0
        for week in (period_of(Span.WEEK, START + nth * WEEK) for nth in range(13)):
            came = sum(option in each.answers["what"] for each in world.of(week))
            before, so_far = so_far, so_far + came
            seen = so_far >= LIVE_FROM
            low = came if before >= LIVE_FROM else so_far - LIVE_FROM + 1 if seen else 0
            high = came if before >= LIVE_FROM else so_far if seen else LIVE_FROM - 1
            found.ranges[row, week], truth[row, week] = (low, high), came
        found.at_most([], [(row, week)])
    return found, truth


def inside(posted: Posted, row: Row, period: Period) -> list[Cell]:
    """Return the cells of a row that fill a period; none when its clock is coarser."""
    return [(row, each) for each in _periods(posted, row) if _holds(period, each)]


def _periods(posted: Posted, row: Row) -> list[Period]:
    return [period for period in {p for _, p in posted} if (row, period) in posted]


def _holds(period: Period, part: Period) -> bool:
    return period.first <= part.first and part.last <= period.last


def _pieces(world: World, cell: Cell) -> int:
    """Return how many figures of one that it is a part of may hide it."""
    row, period = cell
    return max([1, *(len(inside(world.posted, parent, period)) for parent in parents(row))])


def is_open(posted: Posted, cell: Cell, place: str) -> bool:
    """Tell whether a place's own rows that people of a cell across are in are shown."""
    row, period = cell
    pieces = (inside(posted, own, period) for own in own_rows(row, place))
    return all(any(posted[each] is not None for each in cells) for cells in pieces)


def _at_open_sites(world: World, cell: Cell, shown: int) -> Iterator[dict[Cell, float]]:
    """Yield that the sites whose own rows are shown hold enough for it not to stand out."""
    places = [place for place in (*OWN, SMALLER) if is_open(world.posted, cell, place)]
    for rows in zip(*(sorted(own_rows(cell[0], place)) for place in places), strict=True):
        pieces = (each for row in rows for each in inside(world.posted, row, cell[1]))
        yield dict.fromkeys(pieces, 1.0) | {ONE: STANDS_OUT - 1.0 - shown}


def _hang_together(found: Known, world: World) -> None:
    for row, period in world.posted:
        for parent in parents(row):
            if whole := inside(world.posted, parent, period):
                found.at_most([(row, period)], whole)
    for period in sorted({each for _, each in world.posted}):
        if whole := inside(world.posted, Row("all"), period):
            for parts, of in _sums(world.posted, period, whole):
                found.at_most(parts, of)


def _sums(
    posted: Posted, period: Period, whole: list[Cell]
) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Yield (parts, what they are parts of) for one span of weeks."""
    for table in ONE_ANSWER:
        yield _of(posted, period, table), whole
    for table in ("effect", "knows", "linked"):
        for alone in ALONE & set(OPTIONS[table]):
            for other in set(OPTIONS[table]) - {alone}:
                rows = (Row(table, alone), Row(table, other))
                yield [cell for row in rows for cell in inside(posted, row, period)], whole
    for table in ALWAYS_ANSWERED:
        if all(inside(posted, Row(table, option), period) for option in OPTIONS[table]):
            yield whole, _of(posted, period, table)
    yield _of(posted, period, "site"), whole
    for table in ("what", "who"):
        for option in OPTIONS[table]:
            theirs = [row for row, p in posted if p == period and row.table == f"site_{table}"]
            same = [(row, period) for row in theirs if row.second == option]
            if same and (of := inside(posted, Row(table, option), period)):
                yield same, of
    yield from _of_each_site(posted, period)
    yield from _of_two_questions(posted, period)


def _of_each_site(posted: Posted, period: Period) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Yield that everybody at a site answered what and who, where both are posted together."""
    for site in {row.first for row, p in posted if row.table == "site" and p == period}:
        for table in ("what", "who"):
            parts = [(Row(f"site_{table}", site, o), period) for o in OPTIONS[table]]
            if all(part in posted for part in parts):
                yield [(Row("site", site), period)], parts


def _of_two_questions(posted: Posted, period: Period) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Yield that who is in a row across is at a site, and whoever is at a site is in one."""
    for row in {row for row, p in posted if row.table == "what_by_who" and p == period}:
        for table, key in (("site_what", row.first), ("site_who", row.second)):
            sites = _at_sites(posted, table, key)
            pieces = [inside(posted, each, period) for each in sites]
            if sites and all(pieces):
                yield [(row, period)], [cell for each in pieces for cell in each]
    for row in {row for row, p in posted if p == period}:
        around = [around_of(posted, each, period) for each in crossing(posted, row)]
        if around and all(around):
            yield [(row, period)], [cell for each in around for cell in each]


def crossing(posted: Posted, row: Row) -> list[Row]:
    """Return the rows across that together have everybody in whom a site's row has."""
    place = {"site_what": 1, "site_who": 2}.get(row.table)
    crossed = {each for each, _ in posted if place and each.table == "what_by_who"}
    return sorted(each for each in crossed if place and each[place] == row.second)


def around_of(posted: Posted, row: Row, period: Period) -> list[Cell]:
    """Return the cells of a row that fill a period, or else the one of a longer period."""
    longer = ((row, each) for each in _periods(posted, row) if _holds(each, period))
    return inside(posted, row, period) or list(longer)


def _at_sites(posted: Posted, table: str, key: str) -> list[Row]:
    return sorted({row for row, _ in posted if row.table == table and row.second == key})


def _of(posted: Posted, period: Period, table: str) -> list[Cell]:
    """Return all cells of a table inside a period."""
    rows = {row for row, _ in posted if row.table == table}
    return [cell for row in sorted(rows) for cell in inside(posted, row, period)]
