"""Updates a second, with an API that answers after 50 ms: Handrail against PTB's defaults.

Both bots are processes of their own behind the same API (`benchmarks.api`), and each tap is
answered and gets a new screen. Ours commits every answer to disk before it replies; the baseline
stores nothing.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.api import Telegram
from models.clock import system_clock
from models.sealing import new_key
from tests.faults.process import TOKEN, BotProcess

OURS, THEIRS = 200, 20
"""People who tap at once; the baseline's rate does not depend on how many there are."""
TAPS = 7
"""From the first screen to the review."""
LONGEST = 300
"""Seconds after which a bot that ended is no longer waited for."""


@asynccontextmanager
async def plain(api: str) -> AsyncIterator[None]:
    """Run the baseline, and end it."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.plain", api, TOKEN, env={**os.environ}
    )
    try:
        yield
    finally:
        running.kill()
        await running.wait()


async def theirs() -> float:
    """Return the baseline's updates a second."""
    telegram = Telegram(THEIRS)
    async with telegram.serving() as api, plain(api):
        return TAPS * THEIRS / await telegram.everybody(TAPS)


async def ours(folder: Path) -> float:
    """Return Handrail's updates a second in webhook mode, every answer synced to disk."""
    telegram = Telegram(OURS)
    keys, url = new_key(system_clock().date()), f"sqlite:///{folder / 'bench.db'}"
    async with telegram.serving() as api:
        bot = BotProcess(api, url, keys, folder, "webhook")
        await bot.start()
        try:
            return TAPS * OURS / await telegram.everybody(TAPS)
        finally:
            await bot.kill()


async def main() -> None:
    """Print both rates and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        async with asyncio.timeout(LONGEST):
            fast, slow = await ours(Path(folder)), await theirs()
    print(f"Handrail, webhook, every answer synced: {fast:7.0f} updates a second")
    print(f"PTB's defaults, nothing stored:         {slow:7.1f} updates a second")
    print(f"ratio:                                  {fast / slow:7.1f}")


if __name__ == "__main__":
    asyncio.run(main())
