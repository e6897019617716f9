"""What `check` says of the database and the keys."""

import asyncio
from collections.abc import AsyncIterator

from bot.cli.check_wall import look_at_wall
from bot.cli.finding import Finding
from bot.settings import Settings, StoreSettings
from models.clock import system_clock
from models.store import leads, updates
from models.store.doors import Store, StoreDown, Tx
from models.store.keyring import WrongKeys, compare_keys
from models.store.migrate import Standing, standing

UNREACHABLE = (
    "It cannot be reached or written. Look at HANDRAIL_DATABASE_URL, the disk and the rights."
)
_STANDINGS = {
    Standing.EMPTY: Finding("database", "reachable; `run` or `migrate` makes its tables"),
    Standing.OLDER: Finding("database", "reachable; `run` or `migrate` brings it up to date"),
    Standing.CURRENT: Finding("database", "reachable, writable and up to date"),
    Standing.NEWER: Finding.wrong("database", "A newer Handrail has been here. Run that one."),
}


async def look_at_store(settings: Settings) -> AsyncIterator[Finding]:
    """Look whether the database can be used and whether the keys are the ones it was sealed by."""
    try:
        found = await asyncio.to_thread(standing, settings.database_url.get_secret_value())
        if found is not Standing.CURRENT or not isinstance(settings, StoreSettings):
            yield _STANDINGS[found]
            return
        for finding in await _inside(settings):
            yield finding
    except (StoreDown, OSError):
        yield Finding.wrong("database", UNREACHABLE)


async def _inside(settings: StoreSettings) -> list[Finding]:
    url = settings.database_url.get_secret_value()
    store = Store.open(url, settings.vault, system_clock)
    try:
        await store.write(_nothing)
        aside = await store.read(updates.count_set_aside)
        standing_here = [_STANDINGS[Standing.CURRENT], await _keys(store), _set_aside(aside)]
        there = bool(await store.read(leads.all_leads))
        return [*standing_here, await look_at_wall(settings, there=there)]
    finally:
        await store.close()


def _nothing(_tx: Tx) -> None:
    """Write nothing: it shows that the database lets us."""


async def _keys(store: Store) -> Finding:
    try:
        new = await store.read(compare_keys)
    except WrongKeys as wrong:
        names = ", ".join((*wrong.missing, *wrong.changed))
        return Finding.wrong(
            "keys", f"Put the keys this database was sealed with into HANDRAIL_KEYS: {names}."
        )
    return Finding(
        "keys", "they open what is stored" + (f"; new: {', '.join(new)}" if new else "")
    )


def _set_aside(count: int) -> Finding:
    if not count:
        return Finding("updates", "none was set aside in the last 30 days")
    return Finding.wrong(
        "updates",
        f"{count} failed three times in the last 30 days and were set aside. "
        "Look for set_aside in the log and report it.",
    )
