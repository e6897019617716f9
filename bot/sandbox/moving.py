"""Moves the demo's clock from check-in to check-in, so that each comes at its own hour.

A jump of a day may end at night, and what fell due at noon would wait for the next noon, or be
given up as too old: right after an outage, and puzzling on a page where the clock is moved.
"""

import asyncio
from datetime import datetime, timedelta

from bot.sandbox.world import World
from models.store import coming
from models.store.doors import Store, Tx

LOOK, LOOKS = 0.05, 100
"""Seconds between two looks at whether the bot is done with what fell due, and looks at most."""


async def move(world: World, store: Store, by: timedelta) -> None:
    """Move the clock, and wait wherever a check-in falls due until the bot has seen to it."""
    target = world.now() + by
    while (due := await store.read(coming.next_look)) is not None and due <= target:
        world.forward(max(due - world.now(), timedelta()))
        if not await _seen_to(world, store):
            break
    world.forward(max(target - world.now(), timedelta()))


async def _seen_to(world: World, store: Store) -> bool:
    """Wait until nothing is due any more; False when the bot does not come to it."""

    def is_due(tx: Tx) -> bool:
        due: datetime | None = coming.next_look(tx)
        return coming.in_hand(tx) or (due is not None and due <= world.now())

    for _ in range(LOOKS):
        if not await store.read(is_due):
            return True
        await asyncio.sleep(LOOK)
    return False
