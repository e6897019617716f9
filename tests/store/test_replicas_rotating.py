"""While keys are changed, replicas know both and seal by different ones: they still meet."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from models.sealing import Vault
from models.store import enrolments, people, plans, sites, sums, updates
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.backing import NEW, OLD
from tests.store.made import AMARA, RHYS, WARD, looked_after, run, summed

NIGHT = date(2026, 11, 23)


@pytest.fixture
async def pair(postgres_url: str, clock: Moment) -> AsyncIterator[tuple[Store, Store]]:
    """One replica has been given the new key in front, the other still has it behind."""
    vaults = [
        Vault.from_setting(f"{first},{second}") for first, second in ((OLD, NEW), (NEW, OLD))
    ]
    first, second = (Store.open(postgres_url, vault, clock) for vault in vaults)
    yield first, second
    await first.close()
    await second.close()


async def together(pair: tuple[Store, Store], turn: Callable[[Tx], Any]) -> list[Any]:
    """Have the second replica do the same while the first one has done it and not committed."""
    loop, done, asked = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def slow(tx: Tx) -> object:
        found = turn(tx)
        loop.call_soon_threadsafe(done.set)
        asyncio.run_coroutine_threadsafe(asked.wait(), loop).result()
        return found

    async def second() -> object:
        await done.wait()
        asking = asyncio.ensure_future(pair[1].write(turn))
        await asyncio.wait((asking,), timeout=0.3)  # it may wait for the first
        asked.set()
        return await asking

    return list(await asyncio.gather(pair[0].write(slow), second()))


@pytest.mark.parametrize("order", [1, -1])
async def test_an_update_and_a_nightly_chore_are_new_to_one_of_them(
    pair: tuple[Store, Store], order: int
) -> None:
    chosen = (pair[0], pair[1])[::order]
    both = (chosen[0], chosen[1])
    assert await together(both, run(updates.first_time, 7)) == [True, False]
    assert await together(both, run(updates.night_first_time, "move", NIGHT)) == [True, False]
    assert not await both[0].write(run(updates.first_time, 7))


async def test_one_persons_transactions_take_turns_on_both(pair: tuple[Store, Store]) -> None:
    order: list[str] = []
    loop, entered, asked = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def slow(tx: Tx) -> None:
        people.take_turn(tx, AMARA)
        loop.call_soon_threadsafe(entered.set)
        asyncio.run_coroutine_threadsafe(asked.wait(), loop).result()
        order.append("first")

    def other(tx: Tx) -> None:
        people.take_turn(tx, AMARA)
        order.append("second")

    first = asyncio.ensure_future(pair[0].write(slow))
    await entered.wait()
    second = asyncio.ensure_future(pair[1].write(other))
    await asyncio.wait((second,), timeout=0.3)  # it waits for the first
    asked.set()
    await asyncio.gather(first, second)
    assert order == ["first", "second"]


def answered(tx: Tx, telegram_id: int) -> None:
    """Begin with check-ins anew, and answer the first."""
    plans.stop(tx, telegram_id)
    looked_after(tx, telegram_id)


@pytest.mark.parametrize("nightly", [True, False])
async def test_a_person_counts_once_for_a_step_of_a_quarter_whichever_key_names_them(
    store_url: str, clock: Moment, nightly: bool
) -> None:
    last = f"{OLD},{NEW}"
    for keys in (OLD, f"{NEW},{OLD}", last):
        store = Store.open(store_url, Vault.from_setting(keys), clock)
        if keys == OLD:
            await store.write(run(sites.add, WARD))
            for person in (AMARA, RHYS):
                await store.write(run(enrolments.join, person, WARD.id))
        else:
            await store.write(run(answered, RHYS))
        await store.write(run(answered, AMARA))
        clock.forward(timedelta(days=2))
        if nightly or keys == last:
            await store.write(sums.count_answers)
        told = await store.read(summed)
        await store.close()
    assert told == {
        ("hill", "2026-11-23", "next_day", "", ""): 2,
        ("", "2026-11-23", "next_day", "doing", "hard"): 2,
    }
