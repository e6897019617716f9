"""Owed screens: each tried again, by one sender at a time, for 24 hours."""

from datetime import timedelta

from sqlalchemy import func, select, update

from models.sealing import Vault
from models.store import owed
from models.store.doors import Store
from models.store.owed import LEASE_SECONDS, Owed
from models.tables import owed as table
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, run


async def test_the_newest_screen_is_the_one_that_is_owed(store: Store) -> None:
    await store.write(run(owed.owe, AMARA, "home"))
    await store.write(run(owed.owe, AMARA, "card"))
    assert await store.write(run(owed.due, 10)) == [Owed(AMARA, "card", 0)]


async def test_a_claimed_screen_is_left_alone_for_a_minute(store: Store, clock: Moment) -> None:
    await store.write(run(owed.owe, AMARA, "card"))
    assert len(await store.write(run(owed.due, 10))) == 1
    assert await store.write(run(owed.due, 10)) == []
    clock.forward(timedelta(seconds=LEASE_SECONDS))
    assert len(await store.write(run(owed.due, 10))) == 1


async def test_no_more_are_claimed_than_asked_for(store: Store) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(owed.owe, person, "card"))
    first = await store.write(run(owed.due, 1))
    second = await store.write(run(owed.due, 10))
    assert {each.telegram_id for each in (*first, *second)} == {AMARA, RHYS}
    assert len(first) == len(second) == 1


async def test_a_screen_put_off_comes_back_with_its_tries(store: Store, clock: Moment) -> None:
    await store.write(run(owed.owe, AMARA, "card"))
    await store.write(run(owed.later, AMARA, 300))
    assert await store.write(run(owed.due, 10)) == []
    clock.forward(timedelta(seconds=300))
    assert await store.write(run(owed.due, 10)) == [Owed(AMARA, "card", 1)]


async def test_what_no_key_opens_keeps_nobody_else_waiting(store: Store, vault: Vault) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(owed.owe, person, "card"))
    spoilt = update(table).where(table.c.person == vault.person(AMARA)).values(sealed=b"spoilt")
    await store.write(lambda tx: tx.connection.execute(spoilt))
    assert await store.write(run(owed.due, 10)) == [Owed(RHYS, "card", 0)]
    assert await store.write(run(owed.due, 10)) == []


async def test_what_is_paid_is_owed_no_more(store: Store, clock: Moment) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(owed.owe, person, "card"))
    for debt in await store.write(run(owed.due, 10)):
        if debt.telegram_id == AMARA:
            await store.write(run(owed.paid, debt))
    clock.forward(timedelta(seconds=LEASE_SECONDS))
    assert await store.write(run(owed.due, 10)) == [Owed(RHYS, "card", 0)]


async def test_what_is_owed_since_a_claim_is_not_paid_by_it(store: Store, clock: Moment) -> None:
    await store.write(run(owed.owe, AMARA, "card"))
    [debt] = await store.write(run(owed.due, 10))
    clock.forward(timedelta(seconds=3))
    await store.write(run(owed.owe, AMARA, "support"))
    await store.write(run(owed.paid, debt))
    assert await store.write(run(owed.due, 10)) == [Owed(AMARA, "support", 0)]


async def test_nothing_is_owed_for_more_than_24_hours(store: Store, clock: Moment) -> None:
    await store.write(run(owed.owe, AMARA, "card"))
    clock.forward(timedelta(hours=24))
    assert await store.write(run(owed.due, 10)) == []
    assert await store.write(owed.forget_owed) == 1
    assert await store.write(owed.forget_owed) == 0


async def test_all_owed_screens_take_the_same_room(store: Store) -> None:
    await store.write(run(owed.owe, 1, "x"))
    await store.write(run(owed.owe, 2**52, "a rather long name of a screen"))
    sizes = await store.read(
        lambda tx: set(tx.connection.execute(select(func.length(table.c.sealed))).scalars())
    )
    assert len(sizes) == 1
