"""A year of releases behind a story: posted by the real rule, from numbers the story gives."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from models.counts.menu import Row
from models.counts.period import Period
from models.counts.tally import Tally
from models.store import enrolments, releases, sites
from models.store.doors import Tx
from tests.conversations.made import HILL, VALE
from tests.conversations.phone import House

YEAR = date(2025, 12, 29)
"""The first Monday of the year 2026 by weeks."""
STAFF = range(7_000_001, 7_000_031)
"""30 people: enough for a site to have rows of its own."""

Number = Callable[[Period, Row], int]


def steady(_period: Period, _row: Row) -> int:
    """Count about 100 of everything."""
    return 100


async def counted(house: House, number: Number = steady, *, until: date | None = None) -> None:
    """Put in two sites, of which one has rows of its own, and post all that is closed."""

    def turn(tx: Tx) -> None:
        if not sites.all_sites(tx):
            for site in (HILL, VALE):
                sites.add(tx, site)
        for person in STAFF:
            enrolments.join(tx, person, HILL.id)
        releases.choose(tx, YEAR)
        post(tx, until or tx.now.date(), number)

    await house.store.write(turn)


def post(tx: Tx, today: date, number: Number) -> None:
    """Post whatever is closed on a day."""
    while due := releases.next_due(tx, today):
        numbers = Counter({row: number(due.period, row) for row in due.rows or ()})
        half = Counter({row: many // 2 for row, many in numbers.items()})
        # Of numbers whose sum is half as many as they are the mean is a half.
        releases.post(tx, due, Tally(numbers, numbers, half, half))
