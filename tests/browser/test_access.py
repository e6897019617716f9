"""The page for people who use a keyboard, a screen reader, large text or little movement."""

import re
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": LEVELS}}
Scheme = Literal["light", "dark"]


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, each rule with the places it is broken at."""
    results = await Axe().run(page, options=OPTIONS)
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]}"
        for rule in results.response["violations"]
    ]


async def furnish(stage: Stage) -> None:
    """Show one of everything."""
    await stage.world.send(stage.amara, "/start hill-code")
    await stage.say(
        stage.amara,
        "<b>What happened?</b> <code>116 123</code><blockquote>quote</blockquote>"
        '<a href="https://example.org/">link</a> <tg-spoiler>hidden</tg-spoiler>',
        [["Shouted, swore or insulted", "Threatened"], ["Back", "Skip", "Finish"]],
    )
    await stage.picture(stage.morgan, "Counts")
    await stage.document(stage.morgan, "counts.pdf", b"%PDF")
    await stage.world.send_media(stage.morgan, "voice")
    await expect(stage.pane(stage.morgan).locator(".message")).to_have_count(3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1100, 390])
async def test_axe_finds_nothing_in_the_chats(stage: Stage, scheme: Scheme, width: int) -> None:
    await stage.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await stage.page.set_viewport_size({"width": width, "height": 844})
    await furnish(stage)
    assert await violations(stage.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_in_dialogs_and_menus(stage: Stage, scheme: Scheme) -> None:
    await stage.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await stage.pane(stage.amara).get_by_role("button", name="Attach").click()
    assert await violations(stage.page) == []
    await stage.pane(stage.amara).get_by_role("button", name="Open join link").click()
    await expect(stage.page.get_by_role("dialog")).to_be_visible()
    assert await violations(stage.page) == []
    await stage.page.keyboard.press("Escape")
    await stage.page.get_by_role("button", name="Reset").click()
    assert await violations(stage.page) == []


async def test_a_whole_turn_works_without_a_mouse(stage: Stage) -> None:
    keys = stage.page.keyboard
    await stage.pane(stage.amara).get_by_role("button", name="Arrive by a site").focus()
    await keys.press("Enter")
    await expect(stage.page.get_by_role("radio", name="Made-up Hill")).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("Enter")
    assert (await stage.arrived(stage.amara)).text == "/start vale-code"
    card = await stage.say(stage.amara, "Safe?", [["Yes", "Not yet"]])
    yes = stage.pane(stage.amara).get_by_role("button", name="Yes")
    await yes.focus()
    await keys.press("Space")
    await stage.edit(stage.amara, card, "What happened?", [["Threatened"], ["Back"]])
    message = stage.pane(stage.amara).locator(".message.bot")
    await expect(message).to_contain_text("What happened?")
    await expect(message).to_be_focused()
    await keys.press("Tab")
    await expect(message.get_by_role("button", name="Threatened")).to_be_focused()


async def test_a_tick_keeps_the_focus_on_its_button(stage: Stage) -> None:
    card = await stage.say(stage.amara, "More than one", [["☐ Shouted"], ["☐ Threatened"]])
    await stage.pane(stage.amara).get_by_role("button", name="Threatened").focus()
    await stage.edit(stage.amara, card, "More than one", [["☐ Shouted"], ["☑ Threatened"]])
    await expect(
        stage.pane(stage.amara).get_by_role("button", name="☑ Threatened")
    ).to_be_focused()


async def test_focus_moves_on_when_its_message_is_deleted(stage: Stage) -> None:
    await stage.say(stage.amara, "Stays")
    card = await stage.say(stage.amara, "Goes", [["Discard"]])
    await stage.pane(stage.amara).get_by_role("button", name="Discard").focus()
    await stage.call("deleteMessage", chat_id=stage.amara.id, message_id=card)
    await expect(stage.pane(stage.amara).locator(".message")).to_have_count(1)
    await expect(stage.pane(stage.amara).locator(".message")).to_be_focused()


async def test_new_and_changed_messages_are_announced(stage: Stage) -> None:
    live = stage.page.get_by_role("status")
    card = await stage.say(stage.rhys, "<b>Safe?</b>", [["Yes"], ["No"]])
    await expect(live).to_contain_text("Handrail to Rhys: Safe? 2 buttons.")
    await stage.edit(stage.rhys, card, "What happened?", [["Threatened"]])
    await expect(live).to_contain_text("Handrail to Rhys: What happened? 1 button.")


async def test_a_message_that_got_the_focus_is_not_said_twice(stage: Stage) -> None:
    card = await stage.say(stage.rhys, "Safe?", [["Yes"]])
    await stage.pane(stage.rhys).get_by_role("button", name="Yes").focus()
    await stage.edit(stage.rhys, card, "What happened?", [["Threatened"]])
    await expect(stage.pane(stage.rhys).locator(".message")).to_be_focused()
    await expect(stage.page.get_by_role("status")).not_to_contain_text("What happened?")


async def test_escape_closes_a_menu_and_gives_the_focus_back(stage: Stage) -> None:
    attach = stage.pane(stage.amara).get_by_role("button", name="Attach")
    await attach.focus()
    await stage.page.keyboard.press("Enter")
    await expect(stage.page.get_by_role("button", name="Photo")).to_be_focused()
    await stage.page.keyboard.press("ArrowDown")
    await expect(stage.page.get_by_role("button", name="Voice message")).to_be_focused()
    await stage.page.keyboard.press("Escape")
    await expect(attach).to_be_focused()
    await expect(attach).to_have_attribute("aria-expanded", "false")


async def test_a_narrow_screen_shows_one_chat_with_tabs(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    await expect(stage.pane(stage.amara)).to_be_visible()
    await expect(stage.pane(stage.rhys)).to_be_hidden()
    await stage.say(stage.rhys, "Unread")
    rhys = stage.page.get_by_role("tab", name="Rhys")
    await expect(rhys).to_contain_text("1")
    await stage.page.get_by_role("tab", name="Amara").focus()
    await stage.page.keyboard.press("ArrowRight")
    await expect(rhys).to_be_focused()
    await expect(stage.pane(stage.rhys)).to_be_visible()
    await expect(stage.pane(stage.amara)).to_be_hidden()
    await expect(rhys).not_to_contain_text("1")


@pytest.mark.parametrize("width", [320, 390, 768, 1100])
async def test_nothing_needs_scrolling_sideways(stage: Stage, width: int) -> None:
    await furnish(stage)
    await stage.page.set_viewport_size({"width": width, "height": 640})
    for phone in (stage.amara, stage.morgan):
        tab = stage.page.get_by_role("tab", name=phone.name)
        if await tab.is_visible():
            await tab.click()
        roll = stage.pane(phone).locator(".roll")
        assert await roll.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert await stage.page.evaluate("document.documentElement.scrollWidth") <= width


async def test_who_wants_little_movement_gets_none(stage: Stage) -> None:
    await stage.page.emulate_media(reduced_motion="reduce")
    card = await stage.say(stage.amara, "First", [["Yes"]])
    await expect(stage.pane(stage.amara).locator(".message")).to_have_count(1)
    await stage.edit(stage.amara, card, "Second", [["Yes"]])
    await expect(stage.pane(stage.amara).locator(".edited-now")).to_have_count(1)
    names = await stage.page.evaluate("document.getAnimations().length")
    assert names == 0


async def test_every_button_is_big_enough_to_hit(stage: Stage) -> None:
    """WCAG 2.2, 2.5.8, which leaves out what stands within a sentence."""
    await furnish(stage)
    for button in await stage.page.get_by_role("button").filter(visible=True).all():
        box = await button.bounding_box()
        inline = re.search("spoiler|command", await button.get_attribute("class") or "")
        assert box
        assert inline or min(box["width"], box["height"]) >= 24


async def test_on_a_phone_the_chat_has_most_of_the_screen(stage: Stage) -> None:
    await furnish(stage)
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    roll = await stage.pane(stage.amara).locator(".roll").bounding_box()
    assert roll
    assert roll["height"] > 0.66 * 844
