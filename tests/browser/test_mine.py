"""What is somebody's own, in the demo: added to, taken along, listed with all else, and gone."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from messages.words import label
from tests.browser.demo import arrive, tap, write
from tests.conversations.made import FAST
from tests.conversations.own_words import SHOWN, TYPED

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_report_is_added_to_in_place_and_all_else_is_listed(page: Page) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, *FAST, "I can find it")
    await write(amara, "/mine")
    listed = amara.locator(".message.bot").last
    await expect(listed).to_contain_text("Your site: Pebblewick General Hospital (example).")
    await amara.get_by_role("button", name="Week of").last.click()
    await tap(amara, label("mine", "more"))
    await expect(amara.locator(".bot .words").last).to_contain_text("No names, birth dates")
    await write(amara, TYPED)
    await expect(amara.locator("blockquote").last).to_have_text(SHOWN)
    await tap(amara, "Keep it hidden")
    shown = amara.locator(".message.bot").last
    await expect(shown).to_contain_text("Added in the week of")
    await expect(shown.locator("blockquote")).to_have_text(SHOWN)
    await expect(amara.locator(".person").filter(has_text="Hughes")).to_have_count(0)
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    await tap(amara, label("mine", "erase"), label("mine", "yes"))
    await expect(amara.locator(".bot .words").last).to_contain_text("There are none here")
