"""Support in the demo: at 3am on a bank holiday, at noon on a Tuesday, and after a log."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from messages.words import label
from tests.browser.demo import arrive, demo_page, screen, tap
from tests.conversations.made import FAST
from tests.conversations.stock import BANK_HOLIDAY_NIGHT

pytestmark = pytest.mark.asyncio(loop_scope="session")
MORE = label("routes", "more")


@pytest_asyncio.fixture(loop_scope="session")
async def night(browser: Browser) -> AsyncIterator[Page]:
    async with demo_page(browser, lambda: BANK_HOLIDAY_NIGHT) as page:
        yield page


async def turn(chat: Locator) -> None:
    """Tap "Show more" and wait for the page that it opens."""
    before = await screen(chat).inner_text()
    await tap(chat, MORE)
    await expect(screen(chat)).not_to_have_text(before, use_inner_text=True)


async def turn_to(chat: Locator, words: str) -> None:
    """Turn pages until one has these words."""
    while not await screen(chat).filter(has_text=words).count():
        await turn(chat)


async def log(chat: Locator, what: str, who: str) -> None:
    await tap(chat, *FAST[:2], what, who, *FAST[4:], "No link to me")
    await expect(screen(chat)).to_contain_text("What would help now?")


async def test_at_3am_on_a_bank_holiday_all_that_is_shown_first_is_open(night: Page) -> None:
    amara = await arrive(night, "Amara")
    await tap(amara, "Support", label("support", "talk"))
    await expect(screen(amara)).to_contain_text("Staff counselling line (example)")
    await expect(screen(amara)).to_contain_text("Open day and night")
    await expect(screen(amara)).not_to_contain_text("Opens")
    await tap(amara, "Back", label("support", "work"))
    await expect(screen(amara)).to_contain_text("Manager on call (example)")
    await turn_to(amara, "Hours: check the website")


async def test_at_3am_a_closed_line_says_when_it_opens_and_who_is_open(night: Page) -> None:
    amara = await arrive(night, "Amara")
    await tap(amara, "Support", label("support", "sexual"))
    await expect(screen(amara)).to_contain_text("Rape Crisis")
    await turn_to(amara, "Sexual safety lead (example)")
    closed = re.compile(r"Opens tomorrow 9am\. Open now: \w+")
    await expect(screen(amara)).to_contain_text(closed)


async def test_at_noon_on_a_tuesday_a_route_is_read_copied_and_found_not_to_work(
    noon: Page,
) -> None:
    amara = await arrive(noon, "Amara")
    await tap(amara, "Support", label("support", "work"))
    await expect(screen(amara)).to_contain_text("Open now, until 5pm")
    await tap(amara, "Freedom to Speak Up Guardian")
    await expect(screen(amara)).to_contain_text("01632 960 102")
    await amara.get_by_role("button", name="Copy number (copies)").click()
    assert await noon.evaluate("navigator.clipboard.readText()") == "01632 960 102"
    await tap(amara, label("routes", "did_not_work"))
    await expect(screen(amara)).to_contain_text("Thank you")
    await expect(screen(amara)).to_contain_text("Open now")
    await tap(amara, label("routes", "back_to_list"))
    await expect(screen(amara)).to_contain_text("Freedom to Speak Up Guardian (example)")


async def test_after_a_manager_did_it_no_manager_is_shown_until_asked_for(noon: Page) -> None:
    amara = await arrive(noon, "Amara")
    await log(amara, FAST[2], "Manager")
    await tap(amara, label("aid", "work"))
    await expect(screen(amara)).to_contain_text("Choose someone not close")
    await expect(screen(amara)).not_to_contain_text("Manager on call")
    await tap(amara, label("routes", "manager"))
    await expect(screen(amara)).to_contain_text("Manager on call (example)")
    await expect(amara.get_by_role("button", name="Clear this chat")).to_be_visible()


async def test_after_a_sexual_assault_the_centre_comes_first_and_the_chat_can_be_cleared(
    night: Page,
) -> None:
    amara = await arrive(night, "Amara")
    await log(amara, "Sexual assault or rape", "Patient")
    await tap(amara, label("aid", "police"))
    await expect(screen(amara)).to_contain_text("Police are optional.")
    words = await screen(amara).inner_text()
    assert words.index("SARC") < words.index("Rape Crisis") < words.index("Site security")
    await tap(amara, "Clear this chat")
    await expect(amara.locator(".bot .words")).to_have_text([label("report/finished", "cleared")])


async def test_a_list_can_be_used_by_everybody(noon: Page) -> None:
    amara = await arrive(noon, "Amara")
    await tap(amara, "Support", label("support", "violence"))
    await expect(screen(amara)).to_contain_text("Site security (example)")
    found = await Axe().run(noon)
    assert found.response["violations"] == []
