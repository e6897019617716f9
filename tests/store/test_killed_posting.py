"""A release that is cut short by kill -9 is there whole or not at all, and is posted then."""

import asyncio

import pytest

from handlers.chores import post_releases
from models.counts.menu import TABLES, domain
from models.counts.period import Span
from models.sealing import Vault, new_key
from models.store.doors import Store
from tests.moment import Moment
from tests.store.counted import BEGAN, began, log, on, posted, served
from tests.store.posting_writer import clock as closed
from tests.store.victim import victim

QUARTER = "2026-Q04"
WHOLE = {row for row in domain(["hill"]) if TABLES[row.table].first_year is Span.QUARTER}


@pytest.mark.parametrize("wait", [0.0, 0.002, 0.005, 0.01, 0.02, 0.05])
async def test_kill_9_while_posting_leaves_it_whole_or_not_there(
    store_url: str, clock: Moment, wait: float
) -> None:
    key = new_key(BEGAN)
    store = Store.open(store_url, Vault.from_setting(key), clock)
    await began(store, clock)
    await log(store, range(1, 41))
    await killed_amid(store_url, key, wait)
    cells = (await posted(store)).get(QUARTER)
    assert cells is None or set(cells) == WHOLE
    on(clock, closed().date())
    await post_releases(served(store, clock))
    after = (await posted(store))[QUARTER]
    assert set(after) == WHOLE
    assert cells is None or cells == after
    await store.close()


async def killed_amid(url: str, key: str, wait: float) -> None:
    """Kill the process a moment after it began to post the quarter."""
    process, told = await victim("posting_writer.py", url, key)
    while (line := await told.readline()) not in {f"{QUARTER}\n".encode(), b"done\n"}:
        assert line, "it ended before it posted the quarter"
    await asyncio.sleep(wait)
    process.kill()
    await process.wait()
