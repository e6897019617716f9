"""A process to be killed: it posts the quarter that has closed, and says so before and after."""

import asyncio
import os
import sys
from datetime import UTC, date, datetime

from models.sealing import Vault
from models.store import counting, releases
from models.store.doors import Store


def clock() -> datetime:
    return datetime(2027, 1, 18, 12, tzinfo=UTC)


async def main(url: str, keys: str, today: date) -> None:
    store = Store.open(url, Vault.from_setting(keys), clock)
    while due := await store.read(lambda tx: releases.next_due(tx, today)):
        counted = await store.read(lambda tx, due=due: counting.count(tx, due))  # type: ignore[misc]
        os.write(1, f"{due.period.key}\n".encode())
        await store.write(lambda tx, due=due, c=counted: releases.post(tx, due, c))  # type: ignore[misc]
    os.write(1, b"done\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.stdin.readline().strip(), clock().date()))
