"""What the page shows: a world, its example sites, and how to start again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from models.site import Site


@dataclass(slots=True)
class Room:
    """One world with its surroundings; a reset may put another world in its place.

    reset:   empties the chats, and everything the bot has kept beside them.
    move:    moves the clock and lets the bot see to what falls due on the way, if given.
    closing: set when the server stops, so that open event streams end.
    """

    world: World
    sites: tuple[Site, ...]
    reset: Callable[[], Awaitable[None]]
    invitation: str = ""
    """The word after /start of a link that makes whoever opens it a wellbeing lead, if any."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    move: Callable[[timedelta], Awaitable[None]] | None = None
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def forward(self, by: timedelta) -> None:
        """Move the clock; a second move waits for the first."""
        async with self.moving:
            if self.move is None:
                self.world.forward(by)
            else:
                await self.move(by)

    def person(self, key: str) -> Person:
        """Return the person with this key; KeyError when there is none."""
        return {str(person.id): person for person in self.world.people}[key]
