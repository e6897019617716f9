"""Freezes a quarter of a million reports while chat goes on, and reads what 10 years have posted.

`python -m benchmarks.counts` prints both beside a plain GROUP BY; `--reports 100000` is a look.
"""

import argparse
import asyncio
import secrets
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from models.counts.menu import Row, domain
from models.counts.period import Period, Span, between
from models.draft import new_draft
from models.report import QUESTIONS
from models.sealing import Vault, new_key
from models.store import counting, drafts, posted, releases, updates
from models.store.doors import Store, Tx
from models.store.migrate import migrate

SITES, PEOPLE, NO_LINK = 150, 60_000, 0.25
BEGAN = date(2026, 9, 28)
OPTIONS = {question.key: question.options for question in QUESTIONS if question.kept}
NUMBERS = count()
VAULT = Vault.from_setting(new_key(BEGAN))
PLAIN = """
SELECT site, option, count(DISTINCT owner) FROM incident JOIN answer ON incident = id
WHERE question = 'what' AND week BETWEEN ? AND ? GROUP BY site, option
"""


def clock() -> datetime:
    """Return the noon of the day on which the quarter has closed."""
    return datetime(2027, 1, 18, 12, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000_000)
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(freeze(Path(place) / "large.db", reports))
        asyncio.run(read(Path(place)))


async def freeze(path: Path, reports: int) -> None:
    """Print what counting and posting cost, and what it does to chat meanwhile."""
    fill(path, reports)
    store = Store.open(f"sqlite:///{path}", VAULT, clock)
    await store.write(lambda tx: releases.choose(tx, BEGAN))
    due = due_quarter()
    print(f"a quarter of {reports:,} reports at {SITES} sites")
    begun = time.perf_counter()
    with sqlite3.connect(path) as line:
        line.execute(PLAIN, (str(due.period.first), str(due.period.last))).fetchall()
    print(f"  one plain GROUP BY, site by what  {time.perf_counter() - begun:6.1f} s")
    quiet = await chat(store, asyncio.sleep(5))
    held, tops = memory(), []

    async def watch() -> None:
        while True:
            tops.append(memory())
            await asyncio.sleep(0.05)

    watching = asyncio.ensure_future(watch())
    begun = time.perf_counter()
    kept: list[object] = []

    async def counted() -> None:
        kept.append(await store.read(lambda tx: counting.count(tx, due)))

    busy = await chat(store, counted())
    took = time.perf_counter() - begun
    watching.cancel()
    tally = kept[0]
    begun = time.perf_counter()
    await store.write(lambda tx: releases.post(tx, due, tally))  # type: ignore[arg-type]
    print(f"  all {len(due.rows or ()):,} rows counted         {took:6.1f} s")
    print(f"  posted in one transaction         {1000 * (time.perf_counter() - begun):6.0f} ms")
    print(f"  memory taken                      {max(tops) - held:6.0f} MB")
    print(f"  chat meanwhile, 99th percentile   {busy:6.1f} ms (quiet: {quiet:.1f} ms)")
    await store.close()


async def chat(store: Store, while_going: Awaitable[None]) -> float:
    """Return the 99th percentile, in ms, of updates of 8 people while something goes on."""
    going = asyncio.ensure_future(while_going)
    seen: list[float] = []

    async def taps(person: int) -> None:
        while not going.done():
            begun = time.perf_counter()
            await store.write(lambda tx: tap(tx, person))
            seen.append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(0.02)

    await asyncio.gather(*map(taps, range(8)))
    await going
    return statistics.quantiles(seen, n=100)[98]


def tap(tx: Tx, person: int) -> None:
    """Do what a tap does."""
    updates.first_time(tx, next(NUMBERS))
    drafts.keep(tx, drafts.load(tx, person) or new_draft(person, "report", tx.now))


def due_quarter() -> releases.Due:
    """Return the quarter with all its rows, as if every other period had been posted."""
    (quarter,) = between(Span.QUARTER, BEGAN, clock().date())
    own = {f"site{number}": BEGAN for number in range(SITES)}
    return releases.Due(quarter, tuple(domain(own)), own)


def fill(path: Path, reports: int) -> None:
    """Put reports with their answers in, in the order of their keys, which is fastest."""
    migrate(f"sqlite:///{path}")
    dice = Random(1)  # noqa: S311 - made-up reports
    people = [secrets.token_bytes(32) for _ in range(PEOPLE)]
    line = sqlite3.connect(path)
    line.executemany(
        "INSERT INTO site (id, name, kind, code, security, security_internal, exposure, example,"
        " closed) VALUES (?, ?, 'hospital', ?, '', 0, '', 0, 0)",
        [(f"site{n}", f"Site {n}", f"code{n}") for n in range(SITES)],
    )
    names = sorted(secrets.token_urlsafe(12) for _ in range(reports))
    for start in range(0, reports, 20_000):
        batch = names[start : start + 20_000]
        line.executemany(
            "INSERT INTO incident (id, owner, site, week, witness) VALUES (?, ?, ?, ?, 0)",
            (_incident(name, people, dice) for name in batch),
        )
        line.executemany(
            "INSERT OR IGNORE INTO answer VALUES (?, ?, ?)",
            (
                (name, question, options[int(dice.random() ** 2 * len(options))])
                for name in batch
                for question, options in OPTIONS.items()
                if options
            ),
        )
        line.commit()
    line.close()


def _incident(
    name: str, people: list[bytes], dice: Random
) -> tuple[str, bytes | None, str | None, str]:
    week = str(BEGAN + timedelta(weeks=dice.randrange(13)))
    if dice.random() < NO_LINK:
        return name, None, None, week
    number = dice.randrange(PEOPLE)
    return name, people[number], f"site{number % SITES}", week


async def read(place: Path) -> None:
    """Print what the newest screen costs after 1 year of releases, after 3 and after 10.

    After 1 year there are 4 quarters to compare, from the third year on always 9.
    """
    stores = {years: await with_releases(place / f"{years}.db", years) for years in (1, 3, 10)}
    seen: dict[int, list[float]] = {years: [] for years in stores}
    for _ in range(30):
        for years, store in stores.items():
            begun = time.perf_counter()
            await store.read(lambda tx: posted.seen(tx, ["site1", "site2", "site3"]))
            seen[years].append(1000 * (time.perf_counter() - begun))
    one, three, ten = (statistics.median(each) for each in seen.values())
    print("reading the newest release with the 8 before it")
    print(f"  after 1 year                      {one:6.1f} ms")
    print(f"  after 3 years                     {three:6.1f} ms   {three / one:.2f} times")
    print(f"  after 10 years                    {ten:6.1f} ms   {ten / one:.2f} times")
    for store in stores.values():
        await store.close()


async def with_releases(path: Path, years: int) -> Store:
    """Return a store in which so many years have been posted, up to today."""
    migrate(f"sqlite:///{path}")
    line = sqlite3.connect(path)
    rows = domain(f"site{number}" for number in range(SITES))
    today = clock().date()
    for span in (Span.MONTH, Span.QUARTER):
        for period in between(span, today - timedelta(weeks=52 * years), today):
            _post(line, period, [r for r in rows if (r.second == "") is (span is Span.MONTH)])
    line.commit()
    line.close()
    return Store.open(f"sqlite:///{path}", VAULT, clock)


def _post(line: sqlite3.Connection, period: Period, rows: list[Row]) -> None:
    line.execute("INSERT INTO release VALUES (?, 1)", (period.key,))
    line.executemany(
        "INSERT INTO cell VALUES (?, ?, ?, ?, 25)",
        ((period.key, row.table, row.first, row.second) for row in rows),
    )


def memory() -> float:
    """Return the megabytes this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
