"""The ticker goes on whatever a tick meets, and never ticks twice at once."""

import asyncio

import pytest
from telegram.error import NetworkError

from bot.ticker import ticking
from models.store.doors import StoreDown

SOON = 0.01


async def test_it_ticks_again_and_again_and_then_no_more() -> None:
    ticks = asyncio.Semaphore(0)

    async def tick() -> None:
        ticks.release()

    async with asyncio.timeout(60), ticking(tick, seconds=SOON):
        for _ in range(3):
            await ticks.acquire()
    while not ticks.locked():
        await ticks.acquire()
    await asyncio.sleep(5 * SOON)
    assert ticks.locked()


@pytest.mark.parametrize("error", [StoreDown("x"), NetworkError("x"), KeyError("x")])
async def test_a_tick_that_fails_is_followed_by_the_next(error: Exception) -> None:
    ticks = asyncio.Semaphore(0)

    async def tick() -> None:
        ticks.release()
        raise error

    async with asyncio.timeout(60), ticking(tick, seconds=SOON):
        for _ in range(3):
            await ticks.acquire()


async def test_a_long_tick_is_never_joined_by_a_second() -> None:
    running, most, gate = 0, 0, asyncio.Event()
    asyncio.get_running_loop().call_later(10 * SOON, gate.set)

    async def tick() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await gate.wait()
        running -= 1

    async with asyncio.timeout(60), ticking(tick, seconds=SOON):
        await gate.wait()
    assert most == 1
