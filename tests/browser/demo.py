"""The demo in a browser's page: somebody's chat in it, arriving, tapping, writing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.demo import Demo
from bot.sandbox.page.serve import serve_page
from models.clock import Clock


def pane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


async def tap(chat: Locator, *labels: str) -> None:
    """Press each button in turn, on the newest message that has it."""
    for label in labels:
        await chat.get_by_role("button", name=label, exact=True).last.click()


async def arrive(page: Page, name: str) -> Locator:
    """Open the first site's join link in somebody's chat."""
    chat = pane(page, name)
    await tap(chat, "Open join link")
    await page.get_by_role("button", name="Open", exact=True).click()
    await expect(chat.locator(".bot .words")).to_contain_text("Pebblewick General Hospital")
    return chat


@asynccontextmanager
async def demo_page(browser: Browser, clock: Clock) -> AsyncIterator[Page]:
    """Open the demo's page on a clock that runs on from what this one says."""
    expect.set_options(timeout=60_000)
    demo = Demo(clock)
    context = await browser.new_context(
        viewport={"width": 1440, "height": 1200},
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",  # what still fades in has too little contrast for a moment
    )
    async with serve_page(demo.room) as address, asyncio.TaskGroup() as group:
        group.create_task(demo.run())
        await demo.begun.wait()
        page = await context.new_page()
        await page.goto(address)
        yield page
        await context.close()
        demo.stop()


def screen(chat: Locator) -> Locator:
    """Return the newest words of the bot."""
    return chat.locator(".bot .words").last


async def write(chat: Locator, words: str) -> None:
    """Type a message and send it."""
    box = chat.get_by_label("Message from Amara")
    await box.fill(words)
    await box.press("Enter")
