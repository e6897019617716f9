"""A process killed at any moment has lost nothing that it was told is kept."""

import pytest

from models.sealing import Vault, new_key
from models.store import updates
from models.store.doors import Store
from tests.moment import Moment
from tests.store.made import run
from tests.store.victim import victim


@pytest.mark.parametrize("told", [1, 20, 300])
async def test_kill_9_amid_group_commits_loses_nothing_acknowledged(
    store_url: str, clock: Moment, told: int
) -> None:
    key = new_key(clock().date())
    acknowledged = await killed_after(told, store_url, key)
    assert len(acknowledged) >= told
    store = Store.open(store_url, Vault.from_setting(key), clock)
    known = [not await store.write(run(updates.first_time, number)) for number in acknowledged]
    await store.close()
    assert all(known)


async def killed_after(told: int, url: str, key: str) -> list[int]:
    """Kill the busy writer after so many lines; return every number it was told of."""
    process, told_of = await victim("busy_writer.py", url, key)
    lines = [await told_of.readline() for _ in range(told)]
    process.kill()
    rest = (await told_of.read()).split(b"\n")[:-1]
    await process.wait()
    return [int(line) for line in (*lines, *rest)]
