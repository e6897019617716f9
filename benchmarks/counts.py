"""Counts a quarter of a million reports while chat goes on, and reads what 10 years have posted.

`python -m benchmarks.counts` prints the first for SQLite and for PostgreSQL, beside a plain
GROUP BY; `--reports 100000` is a look.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import delete, func, insert, select

from benchmarks.quarter import SITES, fill, last_quarter
from benchmarks.tapping import Tapping, sandbox
from bot.sandbox.remote import Remote
from bot.ticker import SECONDS
from models.clock import system_clock
from models.counts.menu import Row, domain
from models.counts.period import Period, Span, between
from models.sealing import Vault, new_key
from models.store import counting, posted, releases, updates
from models.store.doors import Store, Tx
from models.store.prepare import prepare
from models.tables import answer, cell, incident, release
from tests.faults.process import BotProcess
from tests.postgres import running_postgres

KEYS = new_key(system_clock().date())
VAULT = Vault.from_setting(KEYS)
TAPPERS, MANY = 8, 5_000
WARM, WATCH = 5.0, 0.05
T = TypeVar("T")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server:
        place = Path(folder)
        asyncio.run(freeze(f"sqlite:///{place / 'large.db'}", reports, place))
        asyncio.run(freeze(server.blank(), reports, place))
        asyncio.run(read(place))


async def freeze(url: str, reports: int, folder: Path) -> None:
    """Print what counting and posting cost, and what the bot that does it leaves to chat."""
    fill(url, reports, VAULT)
    store = Store.open(url, VAULT, system_clock)
    quarter, own = last_quarter(), [f"site{number}" for number in range(SITES)]
    due = releases.Due(quarter, tuple(domain(own)), dict.fromkeys(own, quarter.first))
    print(f"{url.partition(':')[0]}: a quarter of {reports:,} reports at {SITES} sites")
    await store.write(partial(releases.choose, week=quarter.first))
    quiet, busy = await chat(url, store, folder)
    print(f"  somebody who taps waits, p99      {busy:6.0f} ms (before: {quiet:.0f} ms)")
    _, plain = await timed(store.read(_plain))
    print(f"  one plain GROUP BY, site by what  {plain:6.1f} s")
    async with peak() as taken:
        tally, counted = await timed(store.read(partial(counting.count, due=due)))
    print(f"  all {len(due.rows or ()):,} rows counted           {counted:6.1f} s")
    print(f"  memory taken                      {max(taken) - taken[0]:6.0f} MB")
    await store.write(partial(_take_back, period=quarter))
    _, posting = await timed(store.write(partial(releases.post, due=due, tally=tally)))
    print(f"  posted in one transaction         {1000 * posting:6.0f} ms")
    await store.close()


async def chat(url: str, store: Store, folder: Path) -> tuple[float, float]:
    """Return what people who tap wait (p99, ms) before the bot counts, and while it does."""
    today = system_clock().date()
    for chore in ("move", "tidy"):  # a bot's first tick makes up for the night
        for night in (today - timedelta(days=1), today):
            await store.write(partial(updates.night_first_time, chore=chore, night=night))
    async with sandbox(0) as api, Remote(api) as remote:
        first = (await remote.act("crowd", count=MANY))["first"]
        bot = BotProcess(api, url, KEYS, folder, "webhook")
        await bot.start()
        begun = time.perf_counter()
        warm, ticks = begun + WARM, begun + SECONDS
        tapping = Tapping(remote, iter(range(first, first + MANY)))
        people = [asyncio.ensure_future(tapping.go_on()) for _ in range(TAPPERS)]
        while await store.read(partial(releases.next_due, today=today)):  # noqa: ASYNC110 - the
            await asyncio.sleep(WATCH)  # bot's process posts, and tells nobody
        ended = time.perf_counter()
        for each in people:
            each.cancel()
        await bot.kill()
    return tapping.p99(warm, ticks), tapping.p99(ticks, ended)


def _plain(tx: Tx) -> None:
    told = select(incident.c.site, answer.c.option, func.count(incident.c.owner.distinct()))
    weeks = incident.c.week.between(last_quarter().first, last_quarter().last)
    what = told.join(answer).where(weeks, answer.c.question == "what")
    tx.connection.execute(what.group_by(incident.c.site, answer.c.option)).all()


def _take_back(tx: Tx, period: Period) -> None:
    for table in (cell, release):
        tx.connection.execute(delete(table).where(table.c.period == period.key))


async def timed(work: Awaitable[T]) -> tuple[T, float]:
    """Return what it came to, and the seconds it took."""
    begun = time.perf_counter()
    return await work, time.perf_counter() - begun


@asynccontextmanager
async def peak() -> AsyncIterator[list[float]]:
    """Yield what this process holds in MB, now and every moment until it is left (Linux)."""
    held: list[float] = []

    async def watch() -> None:
        while True:
            held.append(_memory())
            await asyncio.sleep(WATCH)

    watching = asyncio.ensure_future(watch())
    await asyncio.sleep(0)
    yield held
    watching.cancel()


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


async def read(place: Path) -> None:
    """Print what the newest screen costs after 1 year of releases, after 3 and after 10."""
    stores = {years: await with_releases(place / f"{years}.db", years) for years in (1, 3, 10)}
    seen: dict[int, list[float]] = {years: [] for years in stores}
    for _ in range(30):
        for years, store in stores.items():
            sites = ["site1", "site2", "site3"]
            _, took = await timed(store.read(partial(posted.seen, sites=sites)))
            seen[years].append(1000 * took)
    one, three, ten = (statistics.median(each) for each in seen.values())
    print("reading the newest release with the 8 before it")
    print(f"  after 1 year                      {one:6.1f} ms")
    print(f"  after 3 years                     {three:6.1f} ms   {three / one:.2f} times")
    print(f"  after 10 years                    {ten:6.1f} ms   {ten / one:.2f} times")
    for store in stores.values():
        await store.close()


async def with_releases(path: Path, years: int) -> Store:
    """Return a store in which so many years have been posted, up to today."""
    url, today = f"sqlite:///{path}", system_clock().date()
    prepare(url)
    store = Store.open(url, VAULT, system_clock)
    rows = domain(f"site{number}" for number in range(SITES))
    for span in (Span.MONTH, Span.QUARTER):
        some = [row for row in rows if (row.second == "") is (span is Span.MONTH)]
        for period in between(span, today - timedelta(weeks=52 * years), today):
            await store.write(partial(_post, period=period, rows=some))
    return store


def _post(tx: Tx, period: Period, rows: list[Row]) -> None:
    tx.connection.execute(insert(release), [{"period": period.key, "available": True}])
    cells = ({"menu": row.table, "first": row.first, "second": row.second} for row in rows)
    tx.connection.execute(
        insert(cell), [{**each, "period": period.key, "shown": 25} for each in cells]
    )


if __name__ == "__main__":
    main()
