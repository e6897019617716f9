"""People who tap through logs against a sandbox of its own process, and how long they wait."""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from bot.sandbox.remote import Remote
from tests.faults.process import TOKEN

LATENCY = 0.05
TAPS = ("It happened to me", "Yes", "Threatened", "Patient", "Ward")
THINK = 0.3
LOOK = 0.01


@asynccontextmanager
async def sandbox(most: int) -> AsyncIterator[str]:
    """Run a sandbox with limits; yield its address."""
    start = ("-m", "bot.sandbox.server", "--token", TOKEN, "--latency", str(LATENCY))
    running = await asyncio.create_subprocess_exec(
        sys.executable, *start, "--most", str(most), stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    try:
        yield (await running.stdout.readline()).decode().strip()
    finally:
        running.kill()
        await running.wait()


@dataclass
class Tapping:
    """Somebody who logs again and again, each time as somebody new."""

    remote: Remote
    people: Iterator[int]
    starts: int = 0
    waits: list[tuple[float, float]] = field(default_factory=list)
    """When each began and how long it took, in seconds."""

    async def go_on(self) -> None:
        """Log until cancelled; several may at once."""
        for person in self.people:
            self.starts += 1
            await self._act("send", person, text="/start")
            for words in TAPS:
                await asyncio.sleep(THINK)
                chat = await self.remote.act("chat", chat=person)
                newest = chat["messages"][-1]["id"]
                await self._act("tap", person, message=newest, button=words)

    async def _act(self, act: str, person: int, **how: object) -> None:
        """Do it, and note the bot's own time: from the update to its end, without Telegram's."""
        begun = time.perf_counter()
        done = await self.remote.act(act, person=person, **how)
        while True:
            records = (await self.remote.act("updates", since=done["updates"][0]))["updates_made"]
            mine = next(each for each in records if each["id"] == done["updates"][0])
            if mine["acknowledged"]:
                break
            await asyncio.sleep(LOOK)
        made, over = (datetime.fromisoformat(mine[key]) for key in ("made", "acknowledged"))
        self.waits.append((begun, (over - made).total_seconds() - LATENCY))

    def p99(self, since: float = 0.0, until: float = inf) -> float:
        """Return the 99th percentile, in ms, of the waits that began between two moments."""
        waits = [wait for begun, wait in self.waits if since <= begun < until]
        return 1000 * statistics.quantiles(waits, n=100)[98]
