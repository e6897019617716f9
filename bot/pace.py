"""The pace at which messages leave: so many a second, answers to people ahead of check-ins."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar

HEADROOM = 0.985
"""The part of what Telegram allows that is used: what leaves evenly may arrive in a bunch."""

BURST = 3
"""Messages that may follow each other in one chat before the second between them counts."""

MADE_UP = 0.25
"""Seconds of delay that are made up for: a machine that was busy sends faster for a moment."""

MANY = 10_000
"""Chats of the last second that are remembered, before those of earlier ones are forgotten."""

IS_PROMPT: ContextVar[bool] = ContextVar("is_prompt", default=False)
"""Set where a check-in is sent: it has had its turn before."""


class Pace:
    """Messages leave evenly, and never more than are allowed in any second; 0 is no limit.

    An answer takes the next free moment, a check-in only the present one: so no check-in is ever
    before an answer that waits.
    """

    def __init__(
        self,
        per_second: float = 0.0,
        per_chat: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_second = per_second * HEADROOM
        self._step = 1 / self.per_second if self.per_second else 0.0
        self._chat_step = 1 / per_chat if per_chat else 0.0
        self._clock = clock
        self._free = 0.0
        self._answering = 0.0
        self._left: deque[float] = deque(maxlen=max(int(per_second), 1))
        self._chats: dict[int, float] = {}
        self._answers = 0

    async def answer(self, chat: object) -> None:
        """Take the next free moment for an answer and wait for it; a check-in has had its turn."""
        if IS_PROMPT.get():
            return
        self._answers += 1
        if not self._step:
            return
        now = self._clock()
        at = max(now, self._earliest(now), self._answering)
        if self._chat_step and isinstance(chat, int):
            at = max(at, self._chats.get(chat, 0.0) - (BURST - 1) * self._chat_step)
        self._leave(chat, now, at)
        self._answering = at
        if at > now:
            await asyncio.sleep(at - now)

    async def prompt(self, chat: int, not_before: float = 0.0) -> bool:
        """Wait until nobody is ahead, then take this moment; False when the chat must rest."""
        if not self._step:
            return True
        now = self._clock()
        while (at := max(self._earliest(now), self._answering, not_before)) > now:
            await asyncio.sleep(at - now)
            now = self._clock()
        if self._chats.get(chat, 0.0) > now:
            return False
        self._leave(chat, now, now)
        return True

    def taken(self) -> int:
        """Return how many answers have left since this was last asked."""
        count, self._answers = self._answers, 0
        return count

    def _earliest(self, now: float) -> float:
        """Return when the next message may leave."""
        full = len(self._left) == self._left.maxlen
        self._free = max(self._free, now - MADE_UP)
        return max(self._free, self._left[0] + 1) if full else self._free

    def _leave(self, chat: object, now: float, at: float) -> None:
        self._free += self._step
        self._left.append(at)
        if not self._chat_step or not isinstance(chat, int):
            return
        if len(self._chats) >= MANY:
            self._chats = {each: end for each, end in self._chats.items() if end > now}
        self._chats[chat] = max(self._chats.get(chat, 0.0), at) + self._chat_step
