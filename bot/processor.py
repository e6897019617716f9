"""The order updates are handled in: each chat in its own lane, lanes side by side, bounded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from handlers.hearing import is_urgent
from handlers.support import asks_for_support

SLOTS = 64
"""How many updates are worked on at once."""

SUPPORT_WAITS = 1.0
"""Seconds that support waits for its turn, and for a slot."""

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


def patience_of(update: object) -> float | None:
    """Return for how many seconds an update waits behind others at most; None: till they end.

    A call for help and a text of danger wait for nothing. Support waits a little: what is before
    it in its chat may wait for a store that is down, and support can do without one.
    """
    if not isinstance(update, Update):
        return None
    if is_urgent(update):
        return 0.0
    return SUPPORT_WAITS if asks_for_support(update) else None


@asynccontextmanager
async def _through(
    gate: asyncio.Lock | asyncio.Semaphore, patience: float | None
) -> AsyncIterator[None]:
    """Hold a gate; whoever's patience ends before it opens goes on without it."""
    held = False
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            held = await gate.acquire()
    try:
        yield
    finally:
        if held:
            gate.release()


class Lanes(BaseUpdateProcessor):
    """Each lane in order, one update at a time; at most `slots` lanes at once.

    `lane_of` names an update's lane, `patience` says how long it waits there; without any it
    needs neither lane nor slot. An idle lane is dropped, so memory follows the updates in hand,
    not the people ever seen.
    """

    def __init__(
        self,
        slots: int = SLOTS,
        *,
        lane_of: Callable[[object], Hashable] = chat_of,
        patience: Callable[[object], float | None] = patience_of,
    ) -> None:
        super().__init__(_WIDE_OPEN)
        self._slots = asyncio.Semaphore(slots)
        self._lane_of = lane_of
        self._patience = patience
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
        patience = self._patience(update)
        if patience == 0:
            yield
            return
        key = self._lane_of(update)
        lane = self._lanes.setdefault(key, _Lane())
        lane.queued += 1
        try:
            async with _through(lane.turn, patience):
                yield
        finally:
            lane.queued -= 1
            if not lane.queued:
                del self._lanes[key]

    @asynccontextmanager
    async def slot(self, update: object) -> AsyncIterator[None]:
        """Hold one of the slots."""
        patience = self._patience(update)
        if patience == 0:
            yield
            return
        async with _through(self._slots, patience):
            yield

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
