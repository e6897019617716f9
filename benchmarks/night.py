"""Measures the night on PostgreSQL: what moving and tidying cost with very many rows.

`python -m benchmarks.night` prints it with a million reports and a million answered check-ins, of
which a night's worth wait to be added to the sums, beside a thousand; `--rows 100000` is a look.
Meanwhile somebody answers a check-in again and again.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from benchmarks.quarter import fill, put
from bot.ticker import SECONDS
from models.checkin import Step
from models.clock import system_clock
from models.incident import Incident
from models.sealing import Vault, new_key
from models.store import checkins, incidents, plan_rows, plans, ratings, sums, updates
from models.store.doors import Store, StoreDown, Tx
from models.tables import check_in, plan, prompt
from tests.postgres import running_postgres

SMALL, LARGE = 1_000, 1_000_000
NIGHTS = 100
"""One in so many answered check-ins waits to be added up."""
PARKED = 100
TAPPER = 999_999_999
VAULT = Vault.from_setting(new_key(system_clock().date()))
NUMBERS = count()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=LARGE)
    rows = parser.parse_args().rows
    with running_postgres() as server:
        for many in (SMALL, rows):
            asyncio.run(night(server.blank(), many))


async def night(url: str, rows: int) -> None:
    """Print what a night costs with so many rows, and how long somebody waits meanwhile."""
    fill(url, rows, VAULT)
    put(url, plan, _plans(rows))
    put(url, prompt, _prompts(rows))
    put(url, check_in, _check_ins(rows))
    store = Store.open(url, VAULT, system_clock)
    await tidied(store)  # as the night before
    await store.write(_park)
    print(f"{rows:,} reports and as many answered check-ins; {rows // NIGHTS:,} wait")
    for name, work in (
        ("added to the sums", store.write(sums.count_answers)),
        ("parked reports moved", store.write(incidents.move_parked)),
        ("parked ratings moved", store.write(ratings.move_parked)),
        ("rows written anew", store.renew()),
        ("tidied", tidied(store)),
    ):
        spent, longest = await watched(store, work)
        print(f"  {name:<22} {spent:7.2f} s; whoever taps waits {longest:6.2f} s at most")
    await store.close()


async def tidied(store: Store) -> None:
    """Tidy as soon as PostgreSQL's own vacuum, which rows by the million wake, is done."""
    while True:
        with suppress(StoreDown):
            return await store.tidy()
        await asyncio.sleep(SECONDS)


async def watched(store: Store, work: Awaitable[object]) -> tuple[float, float]:
    """Return the seconds that some work takes, and that a tap waits at most meanwhile."""
    waits = [0.0]

    async def tap() -> None:
        while True:
            begun = time.perf_counter()
            with suppress(StoreDown):
                await store.write(partial(_tap, number=next(NUMBERS)))
            waits.append(time.perf_counter() - begun)
            await asyncio.sleep(0.02)

    tapping = asyncio.ensure_future(tap())
    begun = time.perf_counter()
    await work
    spent = time.perf_counter() - begun
    await asyncio.sleep(0.05)
    tapping.cancel()
    return spent, max(waits)


def _tap(tx: Tx, number: int) -> None:
    updates.first_time(tx, number)
    checkins.answer(tx, TAPPER, "asked", "doing", ("well", "very_hard")[number % 2])


def _park(tx: Tx) -> None:
    week = system_clock().date()
    for _ in range(PARKED):
        incidents.park(tx, Incident(week, "early", witness=False, answers={"what": ("verbal",)}))


def _plans(rows: int) -> Iterator[tuple[Any, ...]]:
    for number, person in enumerate([*range(rows), TAPPER]):
        hashed = VAULT.person(person)
        sealed = VAULT.seal("plan", "sealed_person", hashed, str(person), size=plans.ID_SIZE)
        yield f"plan{number}", hashed, sealed, "Europe/London", 18, "days", 127, 0, False


def _prompts(rows: int) -> Iterator[tuple[Any, ...]]:
    due = plan_rows.seconds(system_clock() + timedelta(days=20))
    for number in range(rows):
        yield f"prompt{number}", f"plan{number}", Step.NEXT_DAY, "due", due, due, 0, 0
    now = plan_rows.seconds(system_clock())
    yield "asked", f"plan{rows}", Step.NEXT_DAY, "sent", now, due, 0, 1


def _check_ins(rows: int) -> Iterator[tuple[Any, ...]]:
    today = system_clock().date()
    for number in range(rows):
        name = f"answered{number:08}"
        place, words = name.encode(), json.dumps([Step.NEXT_DAY, {"doing": "well"}])
        owner = VAULT.seal(
            check_in.name, "sealed_owner", place, str(number), size=checkins.ID_SIZE
        )
        given = VAULT.seal(check_in.name, "sealed", place, words, size=checkins.SIZE)
        waits = number % NIGHTS == 0
        day = today - timedelta(days=3 if waits else 4 + number % 170)
        yield name, VAULT.person(number), owner, given, day, not waits


if __name__ == "__main__":
    main()
