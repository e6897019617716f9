"""The sandbox clock and the reset, above the chats."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.conftest import START
from tests.browser.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    ("label", "by", "shown"),
    [
        ("+1 hour", timedelta(hours=1), "Mon 23 Nov 2026, 10:30am"),
        ("+1 day", timedelta(days=1), "Tue 24 Nov 2026, 9:30am"),
        ("+1 week", timedelta(weeks=1), "Mon 30 Nov 2026, 9:30am"),
        ("+28 days", timedelta(days=28), "Mon 21 Dec 2026, 9:30am"),
    ],
)
async def test_a_button_moves_the_clock(
    stage: Stage, label: str, by: timedelta, shown: str
) -> None:
    await stage.page.get_by_role("button", name=label).click()
    await expect(stage.page.locator("#now")).to_have_text(shown)
    assert stage.world.now() == START + by


async def test_any_time_can_be_typed(stage: Stage) -> None:
    await stage.page.get_by_label("How far to move the clock").fill("150")
    await stage.page.get_by_label("Unit of time").select_option("minutes")
    await stage.page.get_by_role("button", name="Move on").click()
    await expect(stage.page.locator("#now")).to_have_text("Mon 23 Nov 2026, midday")
    assert stage.world.now() == START + timedelta(minutes=150)


async def test_a_clock_that_runs_is_seen_to_run(stage: Stage) -> None:
    stage.world.live = True
    stage.world.forward(timedelta(minutes=1))
    state = await (await stage.page.request.get(stage.address + "page/state")).json()
    assert state["live"] is True


async def test_the_days_of_a_chat_are_named(stage: Stage) -> None:
    await stage.say(stage.amara, "Today")
    stage.world.forward(timedelta(days=3))
    await stage.say(stage.amara, "Later")
    days = stage.pane(stage.amara).locator(".day")
    await expect(days).to_have_text(["Monday 23 November", "Thursday 26 November"])


async def test_reset_asks_once_and_then_empties_every_chat(stage: Stage) -> None:
    await stage.say(stage.amara, "Kept until reset")
    await stage.page.get_by_role("button", name="Reset").click()
    await stage.page.get_by_role("button", name="Erase and start again").click()
    await expect(stage.pane(stage.amara).locator(".message")).to_have_count(0)
    assert stage.resets == 1


async def test_reset_that_is_not_confirmed_erases_nothing(stage: Stage) -> None:
    await stage.say(stage.amara, "Kept")
    await stage.page.get_by_role("button", name="Reset").click()
    await stage.page.get_by_role("button", name="Keep as it is").click()
    await stage.page.get_by_role("button", name="Reset").click()
    await stage.page.keyboard.press("Escape")
    await stage.page.get_by_role("button", name="+1 hour").click()
    await expect(stage.page.locator("#now")).to_contain_text("10:30am")
    assert stage.resets == 0
    assert stage.words(stage.amara) == ["Kept"]
