"""The send budget on PostgreSQL: replicas take turns, no stretch of time is given out twice."""

import asyncio
from itertools import pairwise

from models.sealing import Vault
from models.store import pace
from models.store.doors import Store
from tests.moment import Moment
from tests.store.made import run


async def test_replicas_take_one_stretch_after_the_other(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    stores = [Store.open(postgres_url, vault, clock) for _ in range(3)]
    each_second = 10.0
    begins = await asyncio.gather(
        *(store.write(run(pace.take, 100, each_second)) for store in stores for _ in range(2))
    )
    ordered = sorted(begins)
    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    assert min(begins) == 0
    assert all(9 < gap <= 10.1 for gap in gaps)
    ahead = await stores[0].read(pace.taken_ahead)
    assert 55 < ahead <= 60
    for store in stores:
        await store.close()


async def test_an_sqlite_file_has_one_bot_that_keeps_its_own_pace(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(sqlite_url, vault, clock)
    assert await store.write(run(pace.take, 100, 1.0)) == 0.0
    assert await store.read(pace.taken_ahead) == 0.0
    await store.close()
