"""Claiming what is due: one sender each, again when it died, later when it failed."""

import asyncio
from datetime import timedelta

from sqlalchemy import select, text

from models.checkin_sending import State, wait
from models.sealing import Vault
from models.store import checkins, claiming, plans, sendings
from models.store.doors import Store, Tx
from models.tables import prompt
from tests.moment import Moment
from tests.store.made import AMARA, MORGAN, RHYS, WISH, run
from tests.store.sending import DUE, NEXT_DAY


async def test_what_a_dead_sender_had_is_sent_again_when_its_lease_is_over(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE
    [lost] = (await store.write(run(claiming.claim, 9))).claimed
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    clock.forward(plans.LEASE)
    [again] = (await store.write(run(claiming.claim, 9))).claimed
    assert again.prompt == lost.prompt


async def test_who_stood_still_takes_nothing_out_of_the_hands_of_whoever_has_it_now(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE + timedelta(minutes=5)
    [stood_still] = (await store.write(run(claiming.claim, 9))).claimed
    clock.forward(plans.LEASE)
    [now] = (await store.write(run(claiming.claim, 9))).claimed
    last = (await store.read(run(plans.of, AMARA))).since
    await store.write(run(sendings.put_back, [stood_still], 1.0))
    clock.forward(timedelta(seconds=3))
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    assert (await store.read(run(plans.of, AMARA))).since == last
    stopping = asyncio.ensure_future(plans.landed(store, AMARA))
    await asyncio.sleep(0.05)
    await store.write(run(sendings.put_back, [stood_still], 1.0))
    _, waiting = await asyncio.wait((stopping,), timeout=0.2)
    assert waiting  # whoever has it now may be sending it
    await store.write(run(sendings.sent, [now]))
    await stopping


async def test_what_failed_is_tried_again_later_each_time_and_given_up_after_a_day(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now, tries = DUE, 0
    for _ in range(60 * 24 * 2):
        for claimed in (await store.write(run(claiming.claim, 9))).claimed:
            assert clock() < DUE + timedelta(hours=24)
            tries += 1
            await store.write(run(sendings.put_back, [claimed], None))
        clock.forward(timedelta(minutes=1))
    assert 15 < tries < 40
    assert await store.read(run(plans.of, AMARA)) is None


async def test_a_chat_that_telegram_holds_is_held_alone(store: Store, clock: Moment) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(plans.save, person, NEXT_DAY))
    clock.now = DUE
    first, second = (await store.write(run(claiming.claim, 9))).claimed
    await store.write(run(sendings.put_back, [first], 30.0))
    await store.write(run(sendings.sent, [second]))
    clock.forward(timedelta(seconds=29))
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    clock.forward(timedelta(seconds=3))
    [again] = (await store.write(run(claiming.claim, 9))).claimed
    assert again.prompt == first.prompt


async def test_replicas_share_what_is_due_and_wait_for_nobody(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    stores = [Store.open(postgres_url, vault, clock) for _ in range(3)]
    for person in range(300):
        await stores[0].write(run(plans.save, person, NEXT_DAY))
    clock.now = DUE
    batches = await asyncio.gather(
        *(each.write(run(claiming.claim, 40)) for each in stores for _ in range(5))
    )
    ids = [each.prompt.id for batch in batches for each in batch.claimed]
    assert len(ids) == len(set(ids)) > 40
    for each in stores:
        await each.close()


async def test_a_plan_that_somebody_is_changing_is_left_alone(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    store, other = (Store.open(postgres_url, vault, clock) for _ in range(2))
    for person in (AMARA, MORGAN):
        await store.write(run(plans.save, person, NEXT_DAY))
    clock.now, loop = DUE, asyncio.get_running_loop()

    def change(tx: Tx) -> claiming.Batch:
        plans.save(tx, AMARA, WISH)
        beside = other.write(lambda there: claiming.claim(there, 9))
        return asyncio.run_coroutine_threadsafe(beside, loop).result()

    batch = await store.write(change)
    assert [each.prompt.telegram_id for each in batch.claimed] == [MORGAN]
    for each in (store, other):
        await each.close()


async def test_claiming_reads_the_index_and_not_the_table(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(postgres_url, vault, clock)
    query = "SELECT id FROM prompt WHERE next <= 5 ORDER BY next LIMIT 9 FOR UPDATE SKIP LOCKED"
    await store.write(lambda tx: tx.connection.execute(text("SET enable_seqscan = off")))
    explained = await store.write(
        lambda tx: tx.connection.execute(text(f"EXPLAIN {query}")).scalars().all()
    )
    assert "ix_prompt_next" in "\n".join(explained)
    await store.close()


def test_a_wait_grows_and_never_passes_an_hour() -> None:
    waits = [wait(tries, 1.0) for tries in range(60)]
    assert waits[0] == timedelta(seconds=30)
    assert max(waits) == timedelta(hours=1)
    assert waits == sorted(waits)
    assert wait(3, 0.0) == wait(3, 1.0) / 2


def states(tx: Tx) -> set[str]:
    return set(tx.connection.execute(select(prompt.c.state)).scalars())


async def test_every_state_is_one_that_a_row_has(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    await store.write(run(plans.save, RHYS, WISH))
    seen = set()
    for _ in range(8 * 24):
        clock.forward(timedelta(hours=1))
        batch = await store.write(run(claiming.claim, 9))
        seen |= await store.read(states)
        await store.write(run(sendings.sent, list(batch.claimed)))
        seen |= await store.read(states)
        for each in batch.claimed:
            if each.prompt.telegram_id == AMARA:
                given = (AMARA, each.prompt.id, "doing", "hard")
                await store.write(run(checkins.answer, *given))
    await plans.landed(store, AMARA)
    assert seen | await store.read(states) == set(State)
