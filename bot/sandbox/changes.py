"""Waiting for something to happen, without polling and without missing it."""

import asyncio


class Changes:
    """A number that only grows, and those who wait for it to pass theirs."""

    def __init__(self) -> None:
        self.seq = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def bump(self) -> None:
        """Say that something changed: every waiter wakes."""
        self.seq += 1
        waiting, self._waiting = self._waiting, set()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def after(self, seq: int) -> int:
        """Return the number as soon as it is greater than `seq`."""
        while self.seq <= seq:
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
        return self.seq
