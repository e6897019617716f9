"""Measures the store on SQLite: group commit against one commit a write, and what size costs.

`python -m benchmarks.store` prints both; `--incidents 10000` is a quick look. An update here is
what a tap does: note the update, load the draft, keep it, synced to disk.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.quarter import fill
from models.clock import system_clock
from models.draft import new_draft
from models.sealing import Vault, new_key
from models.store import drafts, updates, writer
from models.store.doors import Store, Tx
from models.store.migrate import migrate

PEOPLE = 64
EACH = 40
ROUNDS = 30
BLOCK = 25
NUMBERS = count()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    incidents = parser.parse_args().incidents
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(group_commit(Path(place)))
        asyncio.run(size(Path(place), incidents))


async def group_commit(place: Path) -> None:
    """Print synced updates a second, committed in groups and one by one, in turns."""
    store = await opened(place / "groups.db")
    rates: dict[int, list[float]] = {writer.MOST_TOGETHER: [], 1: []}
    for _ in range(3):
        for most, seen in rates.items():
            writer.MOST_TOGETHER = most
            seen.append(await rate(store))
    await store.close()
    together, alone = (statistics.median(seen) for seen in rates.values())
    print(f"synced updates a second, {PEOPLE} people at once")
    print(f"  one commit each   {alone:8,.0f}")
    print(f"  in groups         {together:8,.0f}   {together / alone:.1f} times")


async def rate(store: Store) -> float:
    """Return updates a second with everybody tapping as fast as they are answered."""

    async def taps(person: int) -> None:
        for _ in range(EACH):
            await tap(store, person)

    begun = time.perf_counter()
    await asyncio.gather(*map(taps, range(PEOPLE)))
    return PEOPLE * EACH / (time.perf_counter() - begun)


async def size(place: Path, incidents: int) -> None:
    """Print what one update costs with no incident stored and with very many, in turns."""
    small = await opened(place / "small.db")
    large = await opened(place / "large.db")
    await small.close()
    await large.close()
    fill(f"sqlite:///{place / 'large.db'}", incidents, VAULT)
    small, large = [await opened(place / name) for name in ("small.db", "large.db")]
    await blocks((small, large))  # the first ones fill the caches
    rounds = [await blocks((small, large)) for _ in range(ROUNDS)]
    none, many = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    ratio = statistics.median(after / before for before, after in rounds)
    begun = time.perf_counter()
    await large.tidy()
    print(f"one update, with {incidents:,} incidents stored")
    print(f"  none              {none:8.2f} ms")
    print(f"  {incidents:<17,} {many:8.2f} ms   {ratio:.2f} times")
    print(f"  the nightly tidy  {time.perf_counter() - begun:8.1f} s")
    await small.close()
    await large.close()


async def blocks(stores: tuple[Store, Store]) -> tuple[float, float]:
    """Return what an update usually takes in either store, in seconds.

    They take turns, so that what else the machine does falls on both.
    """
    seen: tuple[list[float], list[float]] = ([], [])
    for turn in range(BLOCK):
        for which in (0, 1) if turn % 2 else (1, 0):
            seen[which].append(await cost(stores[which]))
    return statistics.median(seen[0]), statistics.median(seen[1])


async def cost(store: Store) -> float:
    """Return the seconds that one update takes from the call to its return."""
    begun = time.perf_counter()
    await tap(store, 1)
    return time.perf_counter() - begun


async def tap(store: Store, person: int) -> None:
    """Do what a tap does."""
    number = next(NUMBERS)

    def turn(tx: Tx) -> None:
        updates.first_time(tx, number)
        drafts.keep(tx, drafts.load(tx, person) or new_draft(person, "report", tx.now))

    await store.write(turn)


async def opened(path: Path) -> Store:
    """Return a migrated store."""
    url = f"sqlite:///{path}"
    migrate(url)
    return Store.open(url, VAULT, system_clock)


VAULT = Vault.from_setting(new_key(system_clock().date()))

if __name__ == "__main__":
    main()
