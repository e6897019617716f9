"""A browser for the tests of the sandbox page, where the machine has one."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox.page.room import Room
from bot.sandbox.page.serve import serve_page
from bot.sandbox.world import World
from models.clock import system_clock
from models.site import Site, SiteKind
from tests.browser.demo import demo_page
from tests.browser.stage import Stage
from tests.conversations.stock import TUESDAY_NOON

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SITES = (
    Site("hill", "Made-up Hill Hospital", SiteKind.HOSPITAL, "hill-code", example=True),
    Site("vale", "Made-up Vale Clinic", SiteKind.COMMUNITY, "vale-code", example=True),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    expect.set_options(timeout=60_000)
    world = World(start=START)
    people = (
        world.person("Amara", "Nurse"),
        world.person("Rhys", "Receptionist"),
        world.person("Morgan", "Wellbeing lead"),
    )
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    made = Stage(world, await context.new_page(), "", *people)
    async with serve_page(Room(world, SITES, made.reset)) as made.address:
        await made.page.goto(made.address)
        await expect(made.pane(made.morgan)).to_be_visible()
        yield made
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """Open the demo as it is at this moment."""
    async with demo_page(browser, system_clock) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def noon(browser: Browser) -> AsyncIterator[Page]:
    """Open the demo at the noon of a Tuesday."""
    async with demo_page(browser, lambda: TUESDAY_NOON) as page:
        yield page
