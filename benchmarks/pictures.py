"""Draws the picture of somebody's own answers: how long it takes, and how long the loop stands.

The baseline draws it in the loop itself, where everybody waits.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from handlers.looking_back import picture_of
from messages.looking_back import WIDTH, draw
from messages.picture import png_of
from models.checkin import Doing, Kept, Step

TIMES = 20
KEPT = tuple(
    Kept(date(2026, 6, 1) + timedelta(weeks=week), Step.MOMENT, {"doing": tuple(Doing)[week % 5]})
    for week in range(26)
)


async def measured(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Return the median of what a drawing takes, and the longest the loop stood, in seconds."""
    gaps, over = [], asyncio.Event()

    async def beat() -> None:
        last = time.perf_counter()
        while not over.is_set():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    async with asyncio.TaskGroup() as group:
        group.create_task(beat())
        took = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            await work()
            took.append(time.perf_counter() - begun)
        over.set()
    return statistics.median(took), max(gaps)


async def main() -> None:
    """Print both ways, and the ratio of how long the loop stood."""
    svg = draw(*picture_of(KEPT))

    async def here() -> None:
        png_of(svg, WIDTH)
        await asyncio.sleep(0)

    loop = await measured(here)
    thread = await measured(lambda: asyncio.to_thread(png_of, svg, WIDTH))
    for name, (took, stood) in (("in the loop (baseline)", loop), ("beside it", thread)):
        print(f"{name}: {took * 1e3:.0f} ms a picture, the loop stood {stood * 1e3:.0f} ms")
    print(f"the loop stands {thread[1] / loop[1]:.2f} times as long")


if __name__ == "__main__":
    asyncio.run(main())
