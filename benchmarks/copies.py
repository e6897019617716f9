"""Draws and signs 1,000 copies as the bot does: time, and the memory it takes.

The baseline is the same copy drawn by one compiler that is kept, the other way that typst offers.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typst

from messages.copy import SHEET, Copy, draw, inputs_of
from messages.typeset import HOUSE
from models.sealing import Vault, new_key
from models.signature import id_of, signed, verdict

COPIES = 1_000
STEP = 200
GROWTH = 15
"""Megabytes that the bot's own way may hold more after all copies than after the first 200."""
TODAY = date(2026, 11, 24)
VAULT = Vault.from_setting(new_key(TODAY))


def copy_of(number: int) -> Copy:
    """Return a copy unlike the others."""
    return Copy(
        lines=(("What happened", "Threatened"), ("Who did it", "Patient")),
        words=f"He shouted for the {number}th time. " * 50,
        sealed=TODAY,
        key=id_of(VAULT.publics[0]),
        organisation="Example Trust",
        contact="privacy@example.org",
    )


def memory() -> float:
    """Return the megabytes this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


class Kept:
    """One compiler for all copies."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(SHEET, **HOUSE)

    def draw(self, copy: Copy) -> bytes:
        """Return the PDF."""
        inputs = inputs_of(copy)
        drawn = self._compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=inputs)
        assert isinstance(drawn, bytes)
        return drawn


async def measure(name: str, draw_one: Callable[[Copy], bytes]) -> float:
    """Print milliseconds for one copy and the memory on the way; return by how much it grew."""
    times, held = [], []
    for number in range(COPIES):
        if number % STEP == 0:
            held.append(memory())
        begun = time.perf_counter()
        file = await asyncio.to_thread(_signed, draw_one, number)
        times.append(1000 * (time.perf_counter() - begun))
        assert verdict(file, {id_of(VAULT.publics[0]): VAULT.publics[0]}) == "genuine"
    held.append(memory())
    told = " ".join(f"{each:.0f}" for each in held)
    middle, slow = statistics.median(times), sorted(times)[int(0.99 * COPIES)]
    print(f"{name:<28}median {middle:5.1f} ms   99th {slow:5.1f} ms   MB: {told}", flush=True)
    return held[-1] - held[1]


def _signed(draw_one: Callable[[Copy], bytes], number: int) -> bytes:
    return signed(draw_one(copy_of(number)), VAULT.signer)


async def main() -> None:
    """Measure both ways in one run; fail when the bot's way keeps what it drew."""
    grown = await measure("compiled anew (the bot)", draw)
    await measure("one compiler kept", Kept().draw)
    if grown > GROWTH:
        raise SystemExit(f"1,000 copies grew the memory by {grown:.0f} MB")


asyncio.run(main())
