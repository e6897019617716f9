"""Plans that end: the address is forgotten, and nothing is sent after a stop."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.checkin import Step
from models.checkin_plan import Wish
from models.checkin_sending import State
from models.store import claiming, plans, sendings
from models.store.doors import Store, Tx
from models.tables import plan as table
from models.tables import prompt
from tests.moment import Moment
from tests.store.made import AMARA, EVENINGS, RHYS, WISH, run
from tests.store.sending import Out


@pytest.mark.promise("P52")
async def test_a_stop_forgets_where_to_write_to(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    await store.write(run(plans.save, RHYS, WISH))
    assert await store.write(run(plans.stop, AMARA))
    assert not await store.write(run(plans.stop, AMARA))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=3))
    assert {each.telegram_id for _, each in out.arrived} == {RHYS}
    whose = await store.read(lambda tx: tx.connection.execute(select(table.c.person)).all())
    assert len(whose) == 1


@pytest.mark.promise("P52")
async def test_after_the_last_one_the_plan_is_gone(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, Wish(EVENINGS, frozenset({Step.NEXT_DAY}))))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=4))
    assert out.told() == ["24 Nov 18 next_day", "25 Nov 18 next_day again"]
    assert await store.read(left) == 0


def left(tx: Tx) -> int:
    """Return how many rows plans and check-ins have."""
    counts = (select(func.count()).select_from(each) for each in (table, prompt))
    return sum(tx.connection.execute(each).scalar_one() for each in counts)


@pytest.mark.promise("P55")
async def test_a_stop_waits_for_what_is_on_its_way_and_nothing_is_sent_after_it(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    clock.forward(timedelta(days=1, hours=9))
    batch = await store.write(run(claiming.claim, 9))
    stopping = asyncio.ensure_future(plans.landed(store, AMARA))
    await asyncio.sleep(0.1)
    assert not stopping.done()
    await store.write(run(sendings.sent, list(batch.claimed)))
    await stopping
    assert await store.read(run(plans.of, AMARA)) is not None  # it is erased by what follows
    clock.forward(timedelta(days=30))
    assert not (await store.write(run(claiming.claim, 9))).claimed


@pytest.mark.promise("P55")
async def test_a_stop_that_was_killed_half_way_leaves_a_plan_that_sends_nothing(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    await plans.landed(store, AMARA)
    out = Out(store, clock)
    await out.pass_time(timedelta(days=40), timedelta(hours=6))
    assert out.arrived == []
    assert await store.write(plans.forget_over) == 1
    assert not await store.write(run(plans.stop, AMARA))


@pytest.mark.promise("P55")
async def test_what_failed_and_was_stopped_meanwhile_stays_stopped(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    clock.forward(timedelta(days=1, hours=9))
    [claimed] = (await store.write(run(claiming.claim, 9))).claimed
    stopping = asyncio.ensure_future(plans.landed(store, AMARA))
    await asyncio.sleep(0.05)
    await store.write(run(sendings.put_back, [claimed], None))
    await stopping
    states = select(prompt.c.state, prompt.c.next)
    rows = await store.read(lambda tx: tx.connection.execute(states).all())
    assert {tuple(row) for row in rows} == {(State.STOPPED, None)}
