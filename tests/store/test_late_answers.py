"""Answers that a night finds too late for their quarter: nobody counts twice in another."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select

from models.store import sums
from models.store.doors import Store
from models.tables import check_in_sum, plan
from tests.moment import Moment
from tests.store.made import AMARA, looked_after, run

LAST = datetime(2027, 1, 3, 12, tzinfo=UTC)
"""The last day of the quarter that ends with 2026."""


async def test_who_answered_in_a_quarter_that_is_closed_by_now_counts_once_in_the_next(
    store: Store, clock: Moment
) -> None:
    """As after weeks without the program: both answers wait for the same night."""
    clock.now = LAST
    await store.write(run(looked_after, AMARA))
    clock.forward(timedelta(weeks=3))
    await store.write(lambda tx: tx.connection.execute(delete(plan)))  # it is over
    await store.write(run(looked_after, AMARA))
    clock.forward(timedelta(days=2))
    assert await store.write(sums.count_answers) == 2
    answered = select(func.sum(check_in_sum.c.count)).where(check_in_sum.c.question == "")
    assert await store.read(lambda tx: tx.connection.execute(answered).scalar()) == 1


async def test_who_answered_in_a_week_that_is_closed_counts_in_the_open_one_of_the_quarter(
    store: Store, clock: Moment
) -> None:
    clock.now = LAST - timedelta(weeks=6)
    await store.write(run(looked_after, AMARA))
    clock.forward(timedelta(weeks=3))
    assert await store.write(sums.count_answers) == 1
    weeks = select(check_in_sum.c.week).distinct()
    found = await store.read(lambda tx: tx.connection.execute(weeks).scalars().all())
    assert found == ["2026-11-30"]
