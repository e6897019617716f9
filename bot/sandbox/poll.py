"""The one long poll a bot may have open, and how soon it may ask again."""

import asyncio
import time
from datetime import datetime, timedelta

from bot.sandbox.changes import Changes
from bot.sandbox.refusals import ApiError

OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
RUSH = 0.5
"""Real seconds: this is about load, not about the world."""
BETWEEN_WEBHOOKS = timedelta(seconds=1)


class Poll:
    """Remembers the last poll; a second one ends the first with 409."""

    def __init__(self) -> None:
        self._turn = 0
        self._ended = ""
        self._woken = Changes()
        self._offset = 0
        self._began = float("-inf")
        self._next_webhook: datetime | None = None

    def is_rushed(self, offset: int) -> bool:
        """Whether the same offset was asked for less than half a second ago."""
        now = time.monotonic()
        rushed = offset == self._offset and now < self._began + RUSH
        self._offset, self._began = offset, now
        return rushed

    def too_soon(self, now: datetime) -> bool:
        """Whether a webhook was set less than a second ago; if not, one is now."""
        if self._next_webhook and now < self._next_webhook:
            return True
        self._next_webhook = now + BETWEEN_WEBHOOKS
        return False

    def end(self, words: str) -> None:
        """End the open poll with a conflict."""
        self._ended = words
        self._turn += 1
        self._woken.bump()

    def wake(self) -> None:
        """Let the open poll look again: something arrived."""
        self._woken.bump()

    async def wait(self, seconds: float) -> None:
        """Return when something arrived or the time is over; 409 when another poll began."""
        self.end(OTHER_POLL)
        turn = self._turn
        try:
            async with asyncio.timeout(seconds):
                await self._woken.after(self._woken.seq)
        except TimeoutError:
            return
        if self._turn != turn:
            raise ApiError(409, self._ended)
