"""The sandbox's clock: it stands still or runs, and can be moved forward, never back."""

import asyncio
import time
from datetime import datetime, timedelta

from bot.sandbox.changes import Changes


class WorldClock:
    """Starts at `start` (aware, UTC) and stands still until it is moved or `live`."""

    def __init__(self, start: datetime) -> None:
        self._base = start
        self._mark = time.monotonic()
        self._live = False
        self._moved = Changes()

    def now(self) -> datetime:
        """Return the world's present moment."""
        if not self._live:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._mark)

    @property
    def live(self) -> bool:
        """Whether the clock runs on with real time from where it is."""
        return self._live

    @live.setter
    def live(self, live: bool) -> None:
        self._base, self._mark, self._live = self.now(), time.monotonic(), live
        self._moved.bump()

    def forward(self, by: timedelta) -> None:
        """Jump ahead, and wake who waits for a moment that came; raises ValueError for back."""
        if by < timedelta():
            raise ValueError("the world's clock never goes back")
        self._base += by
        self._moved.bump()

    async def until(self, when: datetime) -> None:
        """Wait for `when`: for real time while live, else until somebody moves the clock."""
        while (left := (when - self.now()).total_seconds()) > 0:
            try:
                async with asyncio.timeout(left if self._live else None):
                    await self._moved.after(self._moved.seq)
            except TimeoutError:
                continue
