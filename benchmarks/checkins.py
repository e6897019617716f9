"""How fast check-ins go out, and whether anybody waits for them.

Against a Telegram that answers after 50 ms and refuses what is over its limits, with somebody
who taps through logs meanwhile. Then what claiming a batch costs with a million rows, against a
thousand in the same run.
"""

import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select, update

from benchmarks.tapping import Tapping, sandbox
from bot.sandbox.remote import Remote
from models.checkin_sending import State
from models.clock import system_clock
from models.sealing import Vault, new_key
from models.store.claiming import claim
from models.store.doors import Store, Tx
from models.store.prepare import prepare
from models.tables import prompt
from tests.faults.process import BotProcess
from tests.postgres import running_postgres
from tests.store.sending import fill

RUNS = ((3_000, 30), (100_000, 1_500))
"""How many are due, and how many messages a second Telegram allows."""

TAPPING = 2_000
"""People kept for the one who taps."""
WATCH = 0.1
SMALL, LARGE = 1_000, 1_000_000
BATCH = 30
ROUNDS = 30


async def drained(count: int, most: int, folder: Path) -> None:
    """Send `count` at `most` a second, and print how well it went."""
    keys, url = new_key(system_clock().date()), f"sqlite:///{folder / f'{count}.db'}"
    async with sandbox(most) as api, Remote(api) as remote:
        first = (await remote.act("crowd", count=count + TAPPING))["first"]
        vault = Vault.from_setting(keys)
        prepare(url)
        store = Store.open(url, vault, system_clock)
        await fill(store, vault, range(first, first + count), system_clock())
        await store.close()
        bot = BotProcess(api, url, keys, folder, "webhook")
        bot.more = {"MESSAGES_PER_SECOND": str(most)}
        await bot.start()
        tapping = Tapping(remote, iter(range(first + count, first + count + TAPPING)))
        async with asyncio.TaskGroup() as group:
            task = group.create_task(tapping.go_on())
            sent, seconds = await _watch(remote, tapping, count)
            task.cancel()
        figures = await remote.act("figures")
        await bot.kill()
    print(
        f"{count:7,} due at {most:5,.0f} a second: {sent / seconds / most:6.1%} of it,"
        f" {figures['refused']} refused, {figures['most']} in the fullest second;"
        f" somebody who tapped {len(tapping.waits)} times waited {tapping.p99():.0f} ms (p99)"
    )


async def _watch(remote: Remote, tapping: Tapping, count: int) -> tuple[int, float]:
    """Return how many messages were sent, answers among them, and in how many seconds."""
    begun, before = 0.0, 0
    while True:
        calls = (await remote.act("figures"))["calls"].get("sendmessage", 0)
        if not begun and calls > tapping.starts:
            begun, before = time.perf_counter(), calls
        if calls - tapping.starts >= count:
            return calls - before, time.perf_counter() - begun
        await asyncio.sleep(WATCH)


async def claiming(url: str, kind: str) -> None:
    """Print what claiming a batch costs with few and with many rows planned."""
    prepare(url)
    vault = Vault.from_setting(new_key(system_clock().date()))
    store = Store.open(url, vault, system_clock)
    soon = system_clock() + timedelta(days=20)
    costs = []
    for people in (range(1, SMALL), range(SMALL, LARGE)):
        await fill(store, vault, people, soon)
        await store.tidy()  # as every night
        costs.append(await _cost(store))
    await store.close()
    few, many = costs
    print(
        f"{kind:10} a batch of {BATCH} among {SMALL:,} rows {few * 1000:6.2f} ms,"
        f" among {LARGE:,} {many * 1000:6.2f} ms: {many / few:.2f} times"
    )


async def _cost(store: Store) -> float:
    """Return the median of claiming a batch that has just come due, in seconds."""
    spent = []
    for _ in range(ROUNDS):
        await store.write(_make_due)
        begun = time.perf_counter()
        batch = await store.write(partial(claim, most=BATCH))
        spent.append(time.perf_counter() - begun)
        assert len(batch.claimed) == BATCH, len(batch.claimed)
    return statistics.median(spent)


def _make_due(tx: Tx) -> None:
    """Have a batch come due that none of the rounds before has taken."""
    now = int(tx.now.timestamp()) - 1
    far = prompt.c.state == State.DUE
    ids = select(prompt.c.id).where(far).order_by(prompt.c.id.desc()).limit(BATCH)
    due = update(prompt).where(prompt.c.id.in_(ids.scalar_subquery()))
    tx.connection.execute(due.values(due=now, next=now))


async def main() -> None:
    """Print all of it."""
    with tempfile.TemporaryDirectory() as folder:
        for count, most in RUNS:
            await drained(count, most, Path(folder))
        await claiming(f"sqlite:///{Path(folder) / 'many.db'}", "SQLite")
    with running_postgres() as server:
        await claiming(server.blank(), "PostgreSQL")


if __name__ == "__main__":
    asyncio.run(main())
