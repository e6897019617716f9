"""`keys new|rotate`."""

import asyncio

import click

from bot.cli.progress import Progress
from bot.cli.stored import with_store
from bot.settings import StoreSettings, load
from models.clock import system_clock
from models.sealing import new_key
from models.store import rotation
from models.store.doors import Store
from models.store.keyring import Older, let_go

ROUNDS, PAUSE = 5, 1.0
"""How often rows that were being written are looked for again, and the seconds in between."""


@click.group()
def keys() -> None:
    """The keys that seal what people write."""


@keys.command("new")
def new() -> None:
    """Print a new key for HANDRAIL_KEYS.

    Keep it in a password safe: without it nothing sealed can be read again. To change keys, put
    the new one first and keep the old one behind a comma; then run `keys rotate`.
    """
    click.echo(new_key(system_clock().date()))


@keys.command("rotate")
def rotate() -> None:
    """Put everything under the first key of HANDRAIL_KEYS, while the bot runs.

    First give the new key to every replica: behind the old one, then before it. Ended half way,
    run it again. It says until when the old key is needed; run it again after that.
    """
    for older in with_store(load(StoreSettings), _rotate):
        click.echo(_said(older))
    click.echo("Everything that can be is under the first key.")


async def _rotate(store: Store) -> list[Older]:
    told = Progress()
    for again in range(ROUNDS):
        left = 0
        for table in rotation.tables():
            left += await _turn(store, table, told)
        if not left:
            break
        await asyncio.sleep(PAUSE if again < ROUNDS - 1 else 0)
    return await store.write(let_go)


async def _turn(store: Store, name: str, told: Progress) -> int:
    """Go through one table once, and return how many of its rows are still to be done."""
    total = await store.read(lambda tx: rotation.waiting(tx, name))
    done, last = 0, None
    while step := await store.write(lambda tx, last=last: rotation.rotate(tx, name, last)):  # type: ignore[misc]
        done, last = done + step.rows, step.last
        told(name, done, max(done, total))
    return await store.read(lambda tx: rotation.waiting(tx, name))


def _said(older: Older) -> str:
    if older.gone:
        return f"{older.key}: nothing needs it any more. Take it out of HANDRAIL_KEYS."
    if older.rows:
        return f"{older.key}: {older.rows:,} rows are still under it. Run this again."
    until = f"{older.until.day} {older.until:%B %Y, %H:%M} UTC"
    return f"{older.key}: keep it until {until}. Then run this again."
