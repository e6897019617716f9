"""Runs one function of the store for a command."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.settings import StoreSettings, load
from models.clock import system_clock
from models.store.doors import Store, Tx
from models.store.keyring import check_keys
from models.store.prepare import prepare

T = TypeVar("T")


def stored(fn: Callable[[Tx], T]) -> T:
    """Migrate, check the keys, and run `fn` in one transaction; raises as `Store.write` does."""
    settings = load(StoreSettings)

    async def work() -> T:
        url = settings.database_url.get_secret_value()
        await asyncio.to_thread(prepare, url)
        store = Store.open(url, settings.vault, system_clock)
        try:
            await store.write(check_keys)
            return await store.write(fn)
        finally:
            await store.close()

    return asyncio.run(work())
