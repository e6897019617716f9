"""Check-ins in the demo: from a log through 28 days by moving the clock, with a restart."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from bot.running import opened, run
from bot.sandbox.demo import DATABASE, new_world, settings_for
from bot.sandbox.example_trust import SITES
from bot.sandbox.http import serve
from bot.sandbox.moving import move
from bot.sandbox.page.room import Room
from bot.sandbox.page.serve import serve_page
from bot.sandbox.stock import stock_of
from bot.settings import RunSettings
from bot.web import listening
from messages.words import label
from tests.browser.demo import arrive, demo_page, screen, tap
from tests.conversations.made import FAST
from tests.conversations.stock import TUESDAY_NOON

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFER, ONLY_ME, YES = (label("checkins/wish", each) for each in ("offer", "only_me", "yes"))
HARD, ALL_RIGHT = (label("checkins/doing", each) for each in ("hard", "all_right"))
ASKING = "Handrail, as you asked: how are you doing today?"


@dataclass
class Kept:
    """A demo whose bot can be ended and begun again: its chats and its database stay."""

    page: Page
    room: Room
    settings: RunSettings
    ending: asyncio.Event = field(default_factory=asyncio.Event)

    async def bot(self) -> None:
        """Run the bot until it is ended."""
        self.ending.clear()
        now = self.room.world.now
        await run(self.settings, now, self.ending, seconds=0.2, door=listening("127.0.0.1", 0))


@asynccontextmanager
async def kept_demo(browser: Browser, folder: Path) -> AsyncIterator[Kept]:
    expect.set_options(timeout=20_000)
    world = new_world(lambda: TUESDAY_NOON)
    async with serve(world) as api:
        stock = await stock_of(world.now)
        settings = settings_for(world, api, folder, 0, stock.keys)
        (folder / DATABASE).write_bytes(stock.database)

        async def nothing() -> None:
            return None

        room = Room(world, SITES, nothing)
        page = await browser.new_page(viewport={"width": 1440, "height": 1200})
        async with opened(settings, world.now) as services, serve_page(room) as address:
            room.move = partial(move, world, services.store)
            await page.goto(address)
            yield Kept(page, room, settings)
        await page.close()


async def days(page: Page, count: int) -> None:
    """Move the clock by so many days, one at a time."""
    for _ in range(count):
        await move_by(page, "+1 day")


async def move_by(page: Page, button: str) -> None:
    """Move the clock by a button, and wait until it has come to its end."""
    async with page.expect_response(lambda each: each.url.endswith("/clock"), timeout=60_000):
        await tap(page.locator("body"), button)


async def log(page: Page) -> Locator:
    """Log with no link, and say yes to check-ins."""
    chat = await arrive(page, "Amara")
    await tap(chat, *FAST, "I can find it", OFFER, ONLY_ME, YES)
    await expect(screen(chat)).to_contain_text("The first one comes on Wednesday 25 November")
    return chat


async def test_from_a_log_through_28_days_with_a_restart_in_the_middle(
    browser: Browser, tmp_path: Path
) -> None:
    async with kept_demo(browser, tmp_path) as demo, asyncio.TaskGroup() as group:
        first = group.create_task(demo.bot())
        page = demo.page
        amara = await log(page)
        await days(page, 2)
        await expect(amara.get_by_text(ASKING)).to_have_count(1)
        await tap(amara, ALL_RIGHT)
        await expect(screen(amara)).to_contain_text("comes on Friday 27 November")

        demo.ending.set()
        await first
        second = group.create_task(demo.bot())
        await days(page, 2)
        await expect(amara.get_by_text(ASKING)).to_have_count(1)
        await tap(amara, HARD, "Badly", "Hard", "Not yet")
        await expect(screen(amara)).to_contain_text("comes on Tuesday 1 December")
        await days(page, 5)
        await tap(amara, HARD)
        await expect(screen(amara)).to_contain_text("comes on Tuesday 22 December")

        await move_by(page, "+28 days")
        await expect(amara.get_by_text("Tuesday 22 December", exact=True)).to_be_visible()
        again = label("checkins/prompt", "again")
        await expect(amara.get_by_text(again)).to_have_count(1)
        demo.ending.set()
        await second


async def test_after_28_days_the_answers_are_a_picture_with_its_words(browser: Browser) -> None:
    async with demo_page(browser, lambda: TUESDAY_NOON) as page:
        amara = await log(page)
        for gap, answers, coming in (
            (2, (HARD,), "Friday 27 November"),
            (2, (HARD, "Badly", "Hard", "Not yet"), "Tuesday 1 December"),
            (4, (HARD,), "Tuesday 22 December"),
        ):
            await days(page, gap)
            await tap(amara, *answers)
            await expect(screen(amara)).to_contain_text(f"comes on {coming}")
        await tap(amara, "My answers")
        picture = amara.get_by_role("img", name="Picture, described below")
        await expect(picture).to_have_js_property("naturalWidth", 1350)
        await expect(amara.get_by_text("2 December 2026: It is hard")).to_be_visible()
        found = await Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        await tap(amara, label("copies", "out"))
        await expect(picture).to_have_count(0)
        await tap(page.locator("body"), "Reset", "Erase and start again")
        await expect(amara.locator(".message")).to_have_count(0)
        await move_by(page, "+28 days")
        await expect(amara.locator(".message")).to_have_count(0)


async def test_a_night_time_jump_lets_each_come_at_its_own_hour(browser: Browser) -> None:
    async with demo_page(browser, lambda: TUESDAY_NOON.replace(hour=22)) as page:
        amara = await log(page)
        await days(page, 1)
        await expect(amara.get_by_text(ASKING)).to_be_visible()
        at = amara.locator(".bot", has_text=ASKING).locator(".fine")
        await expect(at).to_have_text(re.compile(r"3(:\d\d)?pm"))
