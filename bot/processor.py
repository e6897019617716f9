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
    """Return the chat an update belongs to, else the person, else None (one lane for those)."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else None


def is_urgent(update: object) -> bool:
    """Tell whether an update is a call for help: it never waits behind anything."""
    return isinstance(update, Update) and calls_for_help(update)


class Lanes(BaseUpdateProcessor):
    """Each lane in order, one update at a time; at most `slots` lanes at once.

    `lane_of` names an update's lane; an urgent one needs neither lane nor slot. An idle lane is
    dropped, so memory follows the updates in hand, not the people ever seen.
    """

    def __init__(
        self,
        slots: int = SLOTS,
        *,
        lane_of: Callable[[object], Hashable] = chat_of,
        urgent: Callable[[object], bool] = is_urgent,
    ) -> None:
        super().__init__(_WIDE_OPEN)
        self._slots = asyncio.Semaphore(slots)
        self._lane_of = lane_of
        self._urgent = urgent
        self._lanes: dict[Hashable, _Lane] = {}

    @property
    def open_lanes(self) -> int:
        """How many lanes hold an update that runs or waits."""
        return len(self._lanes)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run `coroutine` when its lane has come to it and a slot is free."""
        try:
            async with self.turn(update), self.slot(update):
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # given up while it waited: it must not complain it never ran

    @asynccontextmanager
    async def turn(self, update: object) -> AsyncIterator[None]:
        """Hold the update's lane, without taking a slot.

        So whoever must wait for the store keeps a chat in order and holds nobody else.
        """
        if self._urgent(update):
            yield
            return
        key = self._lane_of(update)
        lane = self._lanes.setdefault(key, _Lane())
        lane.queued += 1
        try:
            async with lane.turn:
                yield
        finally:
            lane.queued -= 1
            if not lane.queued:
                del self._lanes[key]

    @asynccontextmanager
    async def slot(self, update: object) -> AsyncIterator[None]:
        """Hold one of the slots."""
        if self._urgent(update):
            yield
            return
        async with self._slots:
            yield

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
