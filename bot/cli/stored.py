"""Opens the store for a command, and runs what the command does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.settings import StoreSettings, load
from models.clock import system_clock
from models.store.doors import Store, Tx
from models.store.erasures import ErasureList
from models.store.keyring import check_keys
from models.store.prepare import prepare

T = TypeVar("T")


def stored(fn: Callable[[Tx], T]) -> T:
    """Migrate, check the keys, and run `fn` in one transaction; raises as `Store.write` does."""
    return with_store(load(StoreSettings), lambda store: store.write(fn))


def with_store(settings: StoreSettings, work: Callable[[Store], Awaitable[T]]) -> T:
    """Migrate, check the keys, and do the work; raises as `Store.write` does, and WrongKeys."""

    async def done() -> T:
        url = settings.database_url.get_secret_value()
        await asyncio.to_thread(prepare, url)
        store = Store.open(url, settings.vault, system_clock, ErasureList(settings.erasures))
        try:
            await store.write(check_keys)
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(done())
