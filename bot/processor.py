"""The order updates are handled in: each chat in its own lane, lanes side by side, bounded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from handlers.care import calls_for_help

SLOTS = 64
"""How many updates are worked on at once."""

_WIDE_OPEN = 1_000_000
"""PTB takes its own limit before it asks us, so a chat that floods would fill it with updates
that only wait for their turn. It is opened wide, and the real limit is taken inside the lane."""


@dataclass(slots=True)
class _Lane:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    queued: int = 0


def chat_of(update: object) -> Hashable:
    """Return the chat an update belongs to, else the person, else None (one lane for those).

    A call for help has a lane of its own: it never waits behind anything.
    """
    if not isinstance(update, Update):
        return None
    if calls_for_help(update):
        return ("help", update.update_id)
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else None


class Lanes(BaseUpdateProcessor):
    """Each lane in order, one update at a time; at most `slots` lanes at once.

    `lane_of` names an update's lane. An idle lane is dropped, so memory follows the updates in
    hand, not the people ever seen.
    """

    def __init__(
        self, slots: int = SLOTS, *, lane_of: Callable[[object], Hashable] = chat_of
    ) -> None:
        super().__init__(_WIDE_OPEN)
        self._slots = asyncio.Semaphore(slots)
        self._lane_of = lane_of
        self._lanes: dict[Hashable, _Lane] = {}

    @property
    def open_lanes(self) -> int:
        """How many lanes hold an update that runs or waits."""
        return len(self._lanes)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run `coroutine` when its lane has come to it and a slot is free."""
        try:
            async with self.turn(self._lane_of(update)), self._slots:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # given up while it waited: it must not complain it never ran

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncIterator[None]:
        """Wait for a lane's turn and hold it, without taking a slot."""
        lane = self._lanes.setdefault(key, _Lane())
        lane.queued += 1
        try:
            async with lane.turn:
                yield
        finally:
            lane.queued -= 1
            if not lane.queued:
                del self._lanes[key]

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
