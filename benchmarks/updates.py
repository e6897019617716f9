"""Updates a second, with an API that answers after 50 ms: Handrail against PTB's defaults.

Both bots are processes of their own, driven by the same taps through the same sandbox. Ours
commits every answer to disk before it replies; the baseline stores nothing.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.sandbox.remote import Remote
from models.clock import system_clock
from models.sealing import new_key
from tests.faults.process import TOKEN, BotProcess, free_port

LATENCY = 0.05
OURS, THEIRS = 200, 20
"""People who tap at once; the baseline's rate does not depend on how many there are."""
TAPS = ("It happened to me", "Yes", "Threatened", "Patient", "Ward")
LOOK = 0.05


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Python with these arguments, and end it."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    try:
        yield running
    finally:
        running.kill()
        await running.wait()


@asynccontextmanager
async def sandbox() -> AsyncIterator[str]:
    """Run a sandbox whose every answer takes `LATENCY`; yield its address."""
    start = ("-m", "bot.sandbox.server", "--token", TOKEN, "--latency", str(LATENCY))
    async with process(*start) as running:
        assert running.stdout is not None
        yield (await running.stdout.readline()).decode().strip()


async def screens(remote: Remote, people: list[int]) -> list[dict[str, Any]]:
    """Return everybody's newest message."""
    chats = await remote.act("all", acts=[{"act": "chat", "chat": each} for each in people])
    return [chat["messages"][-1] for chat in chats["results"]]


async def shown(remote: Remote, people: list[int], acts: list[dict[str, Any]]) -> float:
    """Do the acts at once and return the seconds until everybody has a screen that is new.

    Acknowledgement would flatter the baseline, which acknowledges before it handles.
    """
    before = await screens(remote, people) if acts[0]["act"] == "tap" else [{}] * len(people)
    begun = time.perf_counter()
    done = await remote.act("all", acts=acts)
    first = min(each for result in done["results"] for each in result["updates"])
    while not await _acknowledged(remote, first):  # noqa: ASYNC110 - it is in another process
        await asyncio.sleep(LOOK)
    while True:
        now = await screens(remote, people)
        new = all(
            one["by"] == "bot" and one["html"] != old.get("html")
            for one, old in zip(now, before, strict=True)
        )
        if new:
            return time.perf_counter() - begun
        await asyncio.sleep(LOOK)


async def _acknowledged(remote: Remote, since: int) -> bool:
    made = (await remote.act("updates", since=since))["updates_made"]
    return all(each["acknowledged"] for each in made)


async def arrived(remote: Remote, count: int) -> list[int]:
    """Bring people in, each with a first screen, and return their ids."""
    people = [(await remote.act("person", name=f"P{n}"))["id"] for n in range(count)]
    acts = [{"act": "send", "person": each, "text": "/start"} for each in people]
    await shown(remote, people, acts)
    return people


async def tapped(remote: Remote, people: list[int], label: str) -> float:
    """Have everybody tap a label on their newest message; return seconds until all see more."""
    acts: list[dict[str, Any]] = [
        {"act": "tap", "person": who, "message": screen["id"], "button": label}
        for who, screen in zip(people, await screens(remote, people), strict=True)
    ]
    return await shown(remote, people, acts)


async def theirs() -> float:
    """Return the baseline's updates a second."""
    async with sandbox() as api, process("-m", "benchmarks.plain", api, TOKEN), Remote(api) as r:
        people = await arrived(r, THEIRS)
        seconds = sum([await tapped(r, people, "On") for _ in TAPS])
    return len(TAPS) * THEIRS / seconds


async def ours(folder: Path) -> float:
    """Return Handrail's updates a second in webhook mode, every answer synced to disk."""
    async with sandbox() as api, Remote(api) as remote:
        keys, url = new_key(system_clock().date()), f"sqlite:///{folder / 'bench.db'}"
        bot = BotProcess(api, url, keys, folder, "webhook", free_port())
        await bot.start()
        try:
            people = await arrived(remote, OURS)
            seconds = sum([await tapped(remote, people, label) for label in TAPS])
        finally:
            await bot.kill()
    return len(TAPS) * OURS / seconds


async def main() -> None:
    """Print both rates and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        fast, plain = await ours(Path(folder)), await theirs()
    print(f"Handrail, webhook, every answer synced: {fast:7.0f} updates a second")
    print(f"PTB's defaults, nothing stored:         {plain:7.1f} updates a second")
    print(f"ratio:                                  {fast / plain:7.1f}")


if __name__ == "__main__":
    asyncio.run(main())
