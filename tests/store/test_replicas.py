"""Replicas on one PostgreSQL: they wait for each other where they must, and share the work."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from models.draft import Draft
from models.sealing import Vault
from models.store import drafts, enrolments, incidents, owed, sites, updates
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, SHOUTED, WARD, a_draft, run

Two = tuple[Store, Store]


@pytest.fixture
async def replicas(postgres_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Two]:
    """Open one database twice, as two replicas do."""
    one, other = (Store.open(postgres_url, vault, clock) for _ in range(2))
    yield one, other
    for each in (one, other):
        await each.close()


async def test_an_update_on_two_replicas_waits_and_then_is_seen(replicas: Two) -> None:
    store, replica = replicas
    loop = asyncio.get_running_loop()
    first_in, second_asked = asyncio.Event(), asyncio.Event()

    def slow(tx: Tx) -> bool:
        fresh = updates.first_time(tx, 7)
        loop.call_soon_threadsafe(first_in.set)
        asyncio.run_coroutine_threadsafe(second_asked.wait(), loop).result()
        return fresh

    async def second() -> bool:
        await first_in.wait()
        asked = asyncio.ensure_future(replica.write(run(updates.first_time, 7)))
        second_asked.set()
        return bool(await asked)

    assert tuple(await asyncio.gather(store.write(slow), second())) == (True, False)


async def test_an_update_whose_first_handler_failed_is_new_to_the_second(replicas: Two) -> None:
    store, replica = replicas

    def fail(tx: Tx) -> None:
        updates.first_time(tx, 7)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await replica.write(run(updates.first_time, 7))


async def test_the_drafts_row_is_the_lock_between_replicas(replicas: Two, clock: Moment) -> None:
    store, replica = replicas
    await store.write(run(drafts.keep, a_draft(AMARA, clock(), revision=0)))

    def next_revision(tx: Tx) -> None:
        draft = drafts.load(tx, AMARA)
        assert draft is not None
        drafts.keep(tx, a_draft(AMARA, clock(), revision=draft.revision + 1))

    await asyncio.gather(*(each.write(next_revision) for each in (store, replica) * 20))
    draft = await store.read(run(drafts.load, AMARA))
    assert draft.revision == 40


async def test_a_draft_that_is_touched_as_it_expires_is_not_taken_away(
    replicas: Two, clock: Moment
) -> None:
    store, replica = replicas
    await store.write(run(drafts.keep, a_draft(AMARA, clock())))
    clock.forward(timedelta(hours=25))
    loop = asyncio.get_running_loop()

    def touch(tx: Tx) -> list[Draft]:
        drafts.keep(tx, a_draft(AMARA, clock()))
        asking = replica.write(drafts.expired)
        return asyncio.run_coroutine_threadsafe(asking, loop).result()

    assert await store.write(touch) == []
    assert await store.write(drafts.expired) == []


async def test_two_replicas_never_claim_the_same_owed_screen(replicas: Two) -> None:
    store, replica = replicas
    people = range(100, 140)
    for person in people:
        await store.write(run(owed.owe, person, "card"))
    claims = await asyncio.gather(*(each.write(run(owed.due, 5)) for each in (store, replica) * 8))
    assert sorted(each.telegram_id for claim in claims for each in claim) == list(people)


async def test_two_nightly_moves_at_once_move_each_report_once(replicas: Two) -> None:
    store, replica = replicas
    for _ in range(20):
        await store.write(run(incidents.park, SHOUTED))
    moved = await asyncio.gather(*(each.write(incidents.move_parked) for each in (store, replica)))
    assert sum(moved) == 20


async def test_people_go_on_while_the_night_moves_and_tidies(replicas: Two, clock: Moment) -> None:
    store, replica = replicas
    await store.write(run(sites.add, WARD))

    async def a_day(person: int) -> None:
        for step in range(10):
            await replica.write(run(updates.first_time, person + step))
            await replica.write(run(enrolments.join, person, WARD.id))
            await replica.write(run(drafts.keep, a_draft(person, clock(), revision=step)))
            await replica.write(run(incidents.park, SHOUTED))

    async def nights() -> int:
        moved = 0
        for _ in range(5):
            moved += await store.write(incidents.move_parked)
            await store.tidy()
        return moved

    *_, moved = await asyncio.gather(a_day(AMARA * 100), a_day(RHYS * 100), nights())
    assert moved + await store.write(incidents.move_parked) == 20
    for person in (AMARA * 100, RHYS * 100):
        assert (await store.read(run(enrolments.of, person))).site == WARD
        assert (await store.read(run(drafts.load, person))).revision == 9
    clock.forward(timedelta(hours=49))
    assert await store.write(updates.forget_updates) == 20
