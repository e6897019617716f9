"""Own words and danger in the demo: typed, checked, kept, offered; the card comes first."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.demo import arrive, tap, write
from tests.conversations.made import FAST
from tests.conversations.own_words import SHOWN, TITLE, TYPED

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_own_words_are_checked_kept_hidden_and_read_again(page: Page) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, *FAST, "Add more", TITLE)
    await expect(amara.locator(".bot .words").last).to_contain_text("No names, birth dates")
    await write(amara, TYPED)
    check = amara.locator(".message.bot").last
    await expect(check.locator(".reply")).to_have_text(TYPED)
    await expect(check.locator("blockquote")).to_have_text(SHOWN)
    await tap(amara, "Keep it hidden")
    await expect(amara.locator(".person").filter(has_text="Hughes")).to_have_count(0)
    await expect(amara.locator(".reply")).to_have_count(0)
    await tap(amara, "Done")
    await expect(amara.locator(".bot .words").last).to_contain_text(SHOWN)
    await tap(amara, "I can find it")
    await expect(amara.locator(".bot .words").last).to_contain_text("What would help now?")
    await write(amara, "/mine")
    await amara.get_by_role("button", name="Week of").last.click()
    await expect(amara.locator("blockquote").last).to_have_text(SHOWN)


async def test_danger_in_the_midst_of_a_log_brings_the_card_and_loses_nothing(
    page: Page,
) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, *FAST[:3])
    await write(amara, "I am going to kill myself tonight")
    await expect(amara.locator(".bot .words").nth(-2)).to_contain_text("You are not on your own.")
    offer = amara.locator(".message.bot").last
    await expect(offer.locator("blockquote")).to_have_text("I am going to kill myself tonight")
    await expect(amara.locator(".person").filter(has_text="tonight")).to_have_count(0)
    await tap(amara, "No, remove it")
    await expect(amara.locator("blockquote")).to_have_count(0)
    await tap(amara, "Close this card", "Patient")
    await expect(amara.get_by_role("button", name="Ward", exact=True)).to_be_visible()


async def test_what_is_unclear_is_asked_about_and_leads_to_somebody_to_talk_to(
    page: Page,
) -> None:
    amara = await arrive(page, "Amara")
    await write(amara, "I cannot go on like this")
    asked = amara.locator(".message.bot").filter(has_text="is this about you?")
    await expect(asked).to_contain_text("116 123")
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    await asked.get_by_role("button", name="Talk to someone").click()
    await expect(amara.get_by_role("button", name="Samaritans").first).to_be_visible()
