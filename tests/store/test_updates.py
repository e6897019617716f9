"""Updates: each handled once, and set aside when it keeps failing."""

from datetime import date, timedelta

from sqlalchemy import select

from models.sealing import Vault, new_key
from models.store import updates
from models.store.doors import Store
from models.tables import seen_update, set_aside
from tests.moment import Moment
from tests.store.made import run


async def test_an_update_is_new_once(store: Store) -> None:
    assert await store.write(run(updates.first_time, 1))
    assert not await store.write(run(updates.first_time, 1))
    assert await store.write(run(updates.first_time, 2))


async def test_an_album_is_new_once_and_is_no_update(store: Store) -> None:
    assert await store.write(run(updates.first_time, 1))
    assert await store.write(run(updates.album_first_time, "1"))
    assert not await store.write(run(updates.album_first_time, "1"))


async def test_a_nightly_chore_is_done_once_a_night(store: Store, clock: Moment) -> None:
    night = clock().date()
    assert not await store.read(run(updates.night_is_done, "move", night))
    assert await store.write(run(updates.night_first_time, "move", night))
    assert not await store.write(run(updates.night_first_time, "move", night))
    assert await store.read(run(updates.night_is_done, "move", night))
    assert not await store.read(run(updates.night_is_done, "tidy", night))
    assert await store.write(run(updates.night_first_time, "move", night + timedelta(days=1)))


async def test_an_update_is_known_again_for_48_hours(store: Store, clock: Moment) -> None:
    await store.write(run(updates.first_time, 1))
    clock.forward(timedelta(hours=48))
    assert await store.read(run(updates.count_over, 48)) == 0
    assert await store.write(updates.forget_updates) == 0
    assert not await store.write(run(updates.first_time, 1))
    clock.forward(timedelta(hours=1))
    assert await store.write(updates.forget_updates) == 1
    assert await store.write(run(updates.first_time, 1))


async def test_an_update_seen_under_an_older_key_is_known_again(
    store_url: str, clock: Moment
) -> None:
    old, new = new_key(date(2025, 1, 1)), new_key(clock().date())
    for setting, fresh in ((old, True), (f"{new},{old}", False)):
        store = Store.open(store_url, Vault.from_setting(setting), clock)
        assert await store.write(run(updates.first_time, 1)) is fresh
        await store.close()


async def test_what_is_kept_of_an_update_is_a_hash_and_an_hour(
    store: Store, clock: Moment
) -> None:
    await store.write(run(updates.first_time, 815))
    [row] = await store.read(lambda tx: tx.connection.execute(select(seen_update)).all())
    assert (len(row.mark), row.hour) == (32, int(clock().timestamp()) // 3600)


async def test_failures_are_counted_under_one_reference(store: Store) -> None:
    stumbles = [await store.write(run(updates.stumble, 9, "ValueError")) for _ in range(3)]
    assert [each.tries for each in stumbles] == [1, 2, 3]
    assert len({each.reference for each in stumbles}) == 1
    assert (await store.write(run(updates.stumble, 10, "KeyError"))).tries == 1
    assert await store.read(updates.count_set_aside) == 1


async def test_a_reference_can_be_looked_up_for_30_days(store: Store, clock: Moment) -> None:
    for update in (1, 1, 1, 2):
        await store.write(run(updates.stumble, update, "ValueError"))
    clock.forward(timedelta(hours=49))
    assert await store.write(updates.forget_updates) == 1
    [row] = await store.read(lambda tx: tx.connection.execute(select(set_aside)).all())
    assert (row.update_id, row.tries, row.error) == (1, 3, "ValueError")
    clock.forward(timedelta(days=30))
    assert await store.write(updates.forget_updates) == 1
