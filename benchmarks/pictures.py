"""Draws the picture of somebody's own answers: how long it takes, and how long the loop stands.

The baseline is the same library in a thread beside the loop, which is what everything else that
takes long does here.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from resvg_py import svg_to_bytes

from handlers.looking import picture_of, png_of
from messages.looking_back import draw
from messages.raster import FONTS
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
    svg, fonts = draw(*picture_of(KEPT)), [str(each) for each in FONTS.glob("*.ttf")]

    def here() -> bytes:
        return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))

    thread = await measured(lambda: asyncio.to_thread(here))
    program = await measured(lambda: png_of(svg))
    for name, (took, stood) in (("thread (baseline)", thread), ("program", program)):
        print(f"{name}: {took * 1e3:.0f} ms a picture, the loop stood {stood * 1e3:.0f} ms")
    print(f"the loop stands {program[1] / thread[1]:.2f} times as long")


if __name__ == "__main__":
    asyncio.run(main())
