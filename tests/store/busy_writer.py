"""A process to be killed: it records updates as fast as it can and says which it was told of."""

import asyncio
import os
import sys
from itertools import count

from models.clock import system_clock
from models.sealing import Vault
from models.store import updates
from models.store.doors import Store

AT_ONCE = 8


async def record(store: Store, numbers: "count[int]") -> None:
    while True:
        number = next(numbers)
        assert await store.write(lambda tx, number=number: updates.first_time(tx, number))  # type: ignore[misc]
        os.write(1, f"{number}\n".encode())


async def main(url: str, keys: str) -> None:
    store, numbers = Store.open(url, Vault.from_setting(keys), system_clock), count()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(record(store, numbers))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.stdin.readline().strip()))
