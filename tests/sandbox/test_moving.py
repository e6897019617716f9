"""The demo's clock stops wherever a check-in falls due, so that each comes at its own hour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import moving
from bot.sandbox.moving import move
from bot.sender import deliver_due
from tests.conversations.checking import AGAIN, ASKING, plan_of, prompts, set_up
from tests.conversations.phone import LONDON, NOON, House, Phone, sqlite_url


@asynccontextmanager
async def set_up_at(folder: Path, *, hour: int) -> AsyncIterator[Phone]:
    """Build a house at an hour, and somebody in it who has said yes to check-ins."""
    house = await House.build(sqlite_url(folder), start=NOON.replace(hour=hour))
    sam = house.phone("Sam")
    await set_up(sam)
    yield sam
    await house.close()


async def sending(house: House, over: asyncio.Event) -> None:
    """Send what is due, again and again, as the bot does beside the page."""
    while not over.is_set():
        await deliver_due(house.app.bot, house.services)
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("hour", [12, 22])
async def test_a_jump_of_28_days_brings_every_check_in_at_its_hour(
    tmp_path: Path, hour: int
) -> None:
    async with set_up_at(tmp_path, hour=hour) as sam, asyncio.TaskGroup() as group:
        house, over = sam.house, asyncio.Event()
        group.create_task(sending(house, over))
        begun = house.world.now()
        await move(house.world, house.store, timedelta(days=29))
        over.set()
        assert house.world.now() == begun + timedelta(days=29)
        told = [(m.text, m.at.astimezone(LONDON).hour) for m in prompts(sam)]
        assert [hour for text, hour in told if text == ASKING] == [15] * 4
        assert AGAIN in [text for text, _ in told]


async def test_a_bot_that_does_not_come_to_it_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "LOOKS", 2)
    async with set_up_at(tmp_path, hour=12) as sam:
        house, begun = sam.house, sam.house.world.now()
        await move(house.world, house.store, timedelta(days=2))
        assert house.world.now() == begun + timedelta(days=2)
        assert prompts(sam) == []


async def test_without_check_ins_the_clock_moves_at_once(tmp_path: Path) -> None:
    house = await House.build(sqlite_url(tmp_path))
    await move(house.world, house.store, timedelta(days=365))
    assert house.world.now() == NOON + timedelta(days=365)
    assert await plan_of(house.phone("Sam")) is None
    await house.close()
