"""What somebody knows who has every figure that was ever posted, and knows how answers work."""

from collections.abc import Iterator

from models.counts.figure import CUT, GATE, MOST_OFF, PEOPLE
from models.counts.menu import TABLES, Row, parents
from models.counts.period import WEEK, Period, Span, period_of
from tests.audit.attack import Cell, Known
from tests.audit.world import ALONE, OPTIONS, START, Posted, World

MOST_HIDDEN = GATE + CUT - 1
"""People behind a hidden figure at most: with more, no nudge could have hidden it."""

ANYTHING = 100_000
LIVE_FROM = 5
ONE_ANSWER = ("where", "role")
ALWAYS_ANSWERED = ("what", "who", "where")
"""Nobody skipped these in the made-up trust, and the attacker knows it."""


def known(world: World) -> Known:
    """Know what the rule tells of each figure, and how all of them hang together."""
    found = Known()
    for cell, shown in world.posted.items():
        if shown is not None:
            found.ranges[cell] = (max(PEOPLE, shown - MOST_OFF), shown + MOST_OFF)
        elif TABLES[cell[0].table].counts_people:
            found.ranges[cell] = (0, MOST_HIDDEN * _pieces(world, cell))
        else:
            found.ranges[cell] = (0, ANYTHING)
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


def _of_each_site(posted: Posted, period: Period) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Yield that everybody at a site answered what and who, where both are posted together."""
    for site in {row.first for row, p in posted if row.table == "site" and p == period}:
        for table in ("what", "who"):
            parts = [(Row(f"site_{table}", site, o), period) for o in OPTIONS[table]]
            if all(part in posted for part in parts):
                yield [(Row("site", site), period)], parts


def _of(posted: Posted, period: Period, table: str) -> list[Cell]:
    """Return all cells of a table inside a period."""
    rows = {row for row, _ in posted if row.table == table}
    return [cell for row in sorted(rows) for cell in inside(posted, row, period)]
