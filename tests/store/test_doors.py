"""The two doors: one moment to read, all or nothing to write, and errors that quote nothing."""

import asyncio

import pytest
from sqlalchemy import select, text

from models.sealing import Vault
from models.store import sites, updates
from models.store.doors import Store, StoreDown, StoreFault, Tx
from models.tables import site
from tests.moment import Moment
from tests.store.made import WARD, run
from tests.store.parking import names, put


async def test_what_is_written_can_be_read(store: Store) -> None:
    await store.write(put("a"))
    assert await store.read(names) == ["a"]


async def test_an_exception_takes_back_its_own_writing_and_reaches_its_caller(
    store: Store,
) -> None:
    def half(tx: Tx) -> None:
        put("a")(tx)
        raise LookupError("half way")

    with pytest.raises(LookupError, match="half way"):
        await store.write(half)
    assert await store.read(names) == []


async def test_40_increments_at_once_give_40(store: Store) -> None:
    await store.write(run(sites.add, WARD))

    def count_up(tx: Tx) -> None:
        before = tx.connection.execute(
            select(site.c.exposure).where(site.c.id == "hill").with_for_update()
        ).scalar_one()
        tx.connection.execute(
            text("UPDATE site SET exposure = :after WHERE id = 'hill'"),
            {"after": str(int(before or 0) + 1)},
        )

    await asyncio.gather(*(store.write(count_up) for _ in range(40)))
    counted = await store.read(run(sites.by_id, "hill"))
    assert counted.exposure == "40"


async def test_an_update_delivered_40_times_at_once_is_new_once(store: Store) -> None:
    fresh = await asyncio.gather(*(store.write(run(updates.first_time, 7)) for _ in range(40)))
    assert sum(fresh) == 1


async def test_nothing_can_be_written_through_the_reading_door(store: Store) -> None:
    with pytest.raises((StoreDown, StoreFault)):
        await store.read(put("a"))
    await store.write(put("b"))
    assert await store.read(names) == ["b"]


async def test_a_reader_sees_one_moment_and_holds_up_no_writer(store: Store) -> None:
    loop = asyncio.get_running_loop()
    looked, written = asyncio.Event(), asyncio.Event()

    def look_twice(tx: Tx) -> tuple[list[str], list[str]]:
        first = names(tx)
        loop.call_soon_threadsafe(looked.set)
        asyncio.run_coroutine_threadsafe(written.wait(), loop).result()
        return first, names(tx)

    async def write_between() -> None:
        await looked.wait()
        await store.write(put("a"))
        written.set()

    (first, _), _ = await asyncio.gather(store.read(look_twice), write_between())
    assert first == []
    assert await store.read(names) == ["a"]


async def test_the_time_in_a_transaction_is_the_clocks(store: Store, clock: Moment) -> None:
    assert await store.read(lambda tx: tx.now) == clock.now
    assert await store.write(lambda tx: tx.now) == clock.now


async def test_the_two_doors_know_which_one_they_are(store: Store) -> None:
    assert await store.write(lambda tx: tx.writing)
    assert not await store.read(lambda tx: tx.writing)


async def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_down(store: Store) -> None:
    with pytest.raises(StoreFault):
        await store.read(lambda tx: tx.connection.execute(text("SELECT * FROM nowhere")))


async def test_closing_finishes_what_was_asked_and_refuses_the_rest(store: Store) -> None:
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(store.write(put(str(number)))) for number in range(20)]
        await asyncio.sleep(0)  # so that all have been asked
        await store.close()
    assert all(task.done() for task in asked)
    for door in (store.read, store.write):
        with pytest.raises(StoreDown, match="closed"):
            await door(names)
    with pytest.raises(StoreDown, match="closed"):
        await store.tidy()
    await store.close()


async def test_tidying_keeps_everything(store: Store) -> None:
    await store.write(put("a"))
    await store.tidy()
    assert await store.read(names) == ["a"]
    await store.write(put("b"))
    assert await store.read(names) == ["a", "b"]


async def test_tidying_amid_writing_loses_nothing(store: Store) -> None:
    expected = [f"{number:02}" for number in range(60)]
    writes = [store.write(put(name)) for name in expected]
    await asyncio.gather(*writes[:30], store.tidy(), *writes[30:])
    assert await store.read(names) == expected


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "postgresql+asyncpg://x/y"])
def test_other_databases_are_refused(url: str, vault: Vault, clock: Moment) -> None:
    with pytest.raises(ValueError, match="database must be"):
        Store.open(url, vault, clock)
