"""After a whole year in the store each row has the clock that its own volume asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from handlers.chores import post_releases
from models.counts.menu import Row
from models.counts.period import A_YEAR, Span
from models.store import enrolments, incidents, sites
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.counted import HILL, LOGGED, on, pass_weeks, posted, served, spans

FIRST = date(2025, 12, 29)
"""The Monday on which the year 2026 begins by weeks; it has 53 of them."""

WEEKS = 53
JOINED, PEOPLE = range(1, 46), range(1, 91)
EXPECTED = {
    Row("what", "verbal"): Span.WEEK,
    Row("what", "threat"): Span.MONTH,
    Row("what", "weapon"): Span.QUARTER,
    Row("what", "stalking"): Span.YEAR,
    Row("all"): Span.WEEK,
    Row("site_what", "hill", "verbal"): Span.QUARTER,  # it may not be finer
    Row("skills_role", "nurse"): Span.YEAR,
}


def of_week(nth: int) -> Iterator[tuple[str, int]]:
    """Yield what is logged in the nth week, and how often."""
    yield "verbal", 20
    yield "threat", 6
    if nth % 13 < 8:
        yield "weapon", 4
    if nth % 13 == 0:
        yield "stalking", 4


async def a_year(store: Store, clock: Moment) -> None:
    """Begin with the year, and let it pass week by week with all that is logged."""
    on(clock, FIRST)
    dice = Random(26)

    def seed(tx: Tx) -> None:
        sites.add(tx, HILL)
        for person in JOINED:
            enrolments.join(tx, person, HILL.id)

    await store.write(seed)
    await post_releases(served(store, clock))
    for nth in range(WEEKS):

        def log(tx: Tx, nth: int = nth) -> None:
            for what, many in of_week(nth):
                answers = {"what": (what,), "who": ("patient",)}
                week = FIRST + timedelta(weeks=nth)
                for person in dice.sample(PEOPLE, many):
                    incidents.file(tx, person, replace(LOGGED, week=week, answers=answers))

        await store.write(log)
        await pass_weeks(store, clock, 1)


@pytest.mark.promise("P71")
async def test_after_a_whole_year_each_row_has_the_finest_clock_with_a_mean_of_15(
    store: Store, clock: Moment
) -> None:
    await a_year(store, clock)
    await pass_weeks(store, clock, 7)
    chosen = await store.read(spans)
    assert {row: chosen[row] for row in EXPECTED} == EXPECTED
    shown = await posted(store)
    last_year = {
        row: sum(cells.get(row) or 0 for key, cells in shown.items() if key.startswith("2026-"))
        for row in EXPECTED
    }
    for row in EXPECTED:
        if row.table == "what" and chosen[row] is not Span.YEAR:
            assert last_year[row] >= 15 * A_YEAR[chosen[row]]
    weekly = shown["2027-W01"]
    assert Row("what", "verbal") in weekly
    assert Row("what", "threat") not in weekly
    assert Row("what", "threat") in shown["2027-M01"]
    assert Row("what", "verbal") not in shown["2027-M01"]
