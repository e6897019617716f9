"""Telegram's limits on messages, where they are to be enforced: a 429 for one too many.

Telegram's FAQ: about 30 messages a second in all and 1 a second in a chat, and short bursts may
pass; how it counts is not documented. Here a bucket holds a second's worth and runs out evenly.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.call import Call
from bot.sandbox.refusals import too_many

CHAT_BURST = 5
"""Messages that may follow each other in one chat."""


@dataclass(slots=True)
class Limits:
    """How many messages a second; 0 enforces nothing. Real time: this is about load."""

    per_second: float = 0.0
    per_chat: float = 0.0
    clock: Callable[[], float] = time.monotonic
    refused: int = 0
    most: int = 0
    """The most messages taken in any one second."""
    _full: float = 0.0
    _since: float = 0.0
    _taken: deque[float] = field(default_factory=deque)
    _chats: dict[int, float] = field(default_factory=dict)

    def meet(self, call: Call) -> None:
        """Count a call that sends a message; raise a 429 when it is one too many."""
        if not self.per_second or not call.method.startswith("send"):
            return
        now, chat = self.clock(), call.number("chat_id")
        full = max(self._full - (now - self._since) * self.per_second, 0.0) + 1
        rest = 1 / self.per_chat if self.per_chat else 0.0
        free = max(self._chats.get(chat, 0.0), now)
        if full > self.per_second or free - now > (CHAT_BURST - 1) * rest:
            self.refused += 1
            raise too_many(1)
        self._full, self._since = full, now
        self._chats[chat] = free + rest
        self._count(now)

    def _count(self, now: float) -> None:
        self._taken.append(now)
        while self._taken[0] <= now - 1:
            self._taken.popleft()
        self.most = max(self.most, len(self._taken))
