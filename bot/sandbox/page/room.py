"""What the page shows: a world, its example sites, and how to start again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from models.site import Site


@dataclass(slots=True)
class Room:
    """One world with its surroundings; a reset may put another world in its place.

    reset:   empties the chats, and everything the bot has kept beside them.
    closing: set when the server stops, so that open event streams end.
    """

    world: World
    sites: tuple[Site, ...]
    reset: Callable[[], Awaitable[None]]
    invitation: str = ""
    """The word after /start of a link that makes whoever opens it a wellbeing lead, if any."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def person(self, key: str) -> Person:
        """Return the person with this key; KeyError when there is none."""
        return {str(person.id): person for person in self.world.people}[key]
