"""The demo in a browser: the real bot and the example trust, as somebody would try them."""

import pytest
from playwright.async_api import Page, expect

from models.clock import system_clock
from tests.browser.demo import arrive, pane, tap
from tests.conversations.made import FAST

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_encounter_is_logged_kept_found_and_deleted(page: Page) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, *FAST)
    await expect(amara.locator(".bot .words")).to_contain_text("Shouted, swore or insulted")
    await tap(amara, "I can find it")
    await expect(amara.get_by_text("Nobody at work has been told.")).to_be_visible()
    await expect(amara.get_by_text("Finished.")).to_be_visible()
    await amara.get_by_role("button", name="/mine").last.click()
    await amara.get_by_role("button", name="Week of").click()
    await tap(amara, "Delete this report", "Yes, delete it")
    await expect(amara.get_by_text("There are none")).to_be_visible()


async def test_a_lead_accepts_an_invitation_and_makes_sure_of_a_route(page: Page) -> None:
    morgan = pane(page, "Morgan")
    await tap(morgan, "Open join link")
    await page.get_by_role("radio", name="Invitation of a wellbeing lead").check()
    await page.get_by_role("button", name="Open", exact=True).click()
    await expect(morgan.get_by_text("I will not ask who logged")).to_be_visible()
    await tap(morgan, "Accept", "Routes of your sites", "Site security", "It is right today")
    await expect(morgan.get_by_text("by Morgan (example)")).to_be_visible()


async def test_a_voice_message_is_taken_out_of_the_chat(page: Page) -> None:
    rhys = pane(page, "Rhys")
    await tap(rhys, "Start without a link")
    await expect(rhys.locator(".bot")).to_have_count(1)
    await tap(rhys, "Attach", "Voice message")
    await expect(rhys.locator(".bot")).to_have_count(2)
    await expect(rhys.locator(".person .media")).to_have_count(0)


async def test_a_day_later_an_unfinished_log_is_gone(page: Page) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, "It happened to me", "Yes")
    await expect(amara.get_by_text("What happened?")).to_be_visible()
    await page.get_by_role("button", name="+1 day").click()
    await page.get_by_role("button", name="+1 hour").click()
    await expect(amara.get_by_text("Finished.")).to_be_visible()


async def test_reset_starts_again_with_a_bot_that_remembers_nothing(page: Page) -> None:
    amara = await arrive(page, "Amara")
    await tap(amara, "It happened to me", "Yes")
    await expect(amara.get_by_text("What happened?")).to_be_visible()
    await page.get_by_role("button", name="+28 days").click()
    await tap(page.locator("body"), "Reset", "Erase and start again")
    await expect(amara.locator(".message")).to_have_count(0)
    now = system_clock().astimezone()
    await expect(page.locator("#now")).to_contain_text(f"{now:%b %Y}")
    await tap(pane(page, "Amara"), "Start without a link")
    first = pane(page, "Amara").locator(".bot")
    await expect(first).to_contain_text("Nobody is reading this chat.")
    await expect(first.get_by_role("button", name="Carry on")).to_have_count(0)
