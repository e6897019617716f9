"""What a person does and sees in the chats of the sandbox page."""

import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_person_arrives_by_a_sites_join_link(stage: Stage) -> None:
    await stage.pane(stage.rhys).get_by_role("button", name="Arrive by a site").click()
    await stage.page.get_by_role("radio", name="Made-up Vale Clinic").check()
    await stage.page.get_by_role("button", name="Open", exact=True).click()
    assert (await stage.arrived(stage.rhys)).text == "/start vale-code"
    await expect(stage.pane(stage.rhys).locator(".person .words")).to_have_text("/start vale-code")


async def test_a_person_arrives_without_a_link(stage: Stage) -> None:
    await stage.pane(stage.amara).get_by_role("button", name="Open join link").click()
    await stage.page.get_by_role("radio", name="Without a join link").check()
    await stage.page.get_by_role("button", name="Open", exact=True).click()
    assert (await stage.arrived(stage.amara)).text == "/start"


async def test_a_chooser_that_is_cancelled_sends_nothing(stage: Stage) -> None:
    await stage.pane(stage.amara).get_by_role("button", name="Open join link").click()
    await stage.page.get_by_role("button", name="Cancel").click()
    await stage.pane(stage.amara).get_by_role("button", name="Start without a link").click()
    await stage.arrived(stage.amara)
    assert stage.words(stage.amara) == ["/start"]


async def test_words_are_sent_with_enter_and_shown_as_the_persons_own(stage: Stage) -> None:
    box = stage.pane(stage.amara).get_by_label("Message from Amara")
    await box.fill("one line")
    await box.press("Shift+Enter")
    await box.press_sequentially("two <b>lines</b>")
    await box.press("Enter")
    assert (await stage.arrived(stage.amara)).text == "one line\ntwo <b>lines</b>"
    own = stage.pane(stage.amara).locator(".person .words")
    await expect(own).to_have_text("one line two <b>lines</b>")
    await expect(box).to_have_value("")


async def test_a_tap_reaches_the_bot_and_its_answer_shows(stage: Stage) -> None:
    await stage.say(stage.amara, "Are you safe now?", [["Yes", "Not yet"]])
    await stage.pane(stage.amara).get_by_role("button", name="Not yet").click()
    while not (taps := stage.world.chat(stage.amara).waiting):
        await stage.world.changed(stage.world.seq)
    assert taps[0].data == "Not yet"
    await stage.call("answerCallbackQuery", callback_query_id=taps[0].id, text="Noted")
    await expect(stage.pane(stage.amara).locator(".toast")).to_have_text("Noted")


async def test_an_alert_stays_until_it_is_closed(stage: Stage) -> None:
    await stage.say(stage.amara, "Old question", [["Old"]])
    tap = await stage.world.tap(stage.amara, stage.world.chat(stage.amara).last.id, "Old")
    await stage.call(
        "answerCallbackQuery", callback_query_id=tap.id, text="This is old.", show_alert=True
    )
    dialog = stage.page.get_by_role("dialog", name="Handrail to Amara")
    await expect(dialog).to_contain_text("This is old.")
    await dialog.get_by_role("button", name="OK").click()
    await expect(dialog).to_be_hidden()


async def test_an_edit_changes_the_message_where_it_stands(stage: Stage) -> None:
    first = await stage.say(stage.amara, "What happened?", [["Threatened"]])
    await stage.say(stage.amara, "Below", [])
    pane = stage.pane(stage.amara)
    await expect(pane.locator(".message")).to_have_count(2)
    await stage.edit(stage.amara, first, "Who did it?", [["Patient"], ["Back"]])
    card = pane.locator(".message").first
    await expect(card.locator(".words")).to_have_text("Who did it?")
    await expect(card.get_by_role("button")).to_have_text(["Patient", "Back"])
    await expect(card.locator(".fine")).to_contain_text("edited")


async def test_a_deleted_message_vanishes_for_good(stage: Stage) -> None:
    gone = await stage.say(stage.amara, "Not for long", [["Tap"]])
    await expect(stage.pane(stage.amara).locator(".message")).to_have_count(1)
    await stage.call("deleteMessage", chat_id=stage.amara.id, message_id=gone)
    await expect(stage.pane(stage.amara).locator(".message")).to_have_count(0)
    await expect(stage.pane(stage.amara).get_by_text("No messages yet")).to_be_visible()


async def test_a_tap_on_what_is_gone_says_so_kindly(stage: Stage) -> None:
    await stage.say(stage.amara, "Going", [["Tap"]])
    await expect(stage.pane(stage.amara).get_by_role("button", name="Tap")).to_be_visible()
    await stage.page.route("**/page/state", lambda route: route.abort())
    stage.world.reset()
    await stage.pane(stage.amara).get_by_role("button", name="Tap").click()
    toast = stage.pane(stage.amara).locator(".toast")
    await expect(toast).to_have_text("That is no longer on the screen.")
    await expect(stage.page.get_by_text("The sandbox is not answering")).to_be_visible()


async def test_a_second_quick_tap_means_the_button_that_was_seen(stage: Stage) -> None:
    card = await stage.say(stage.amara, "What happened?", [["Threatened"]])
    button = stage.pane(stage.amara).get_by_role("button", name="Threatened")
    await expect(button).to_be_visible()
    await stage.page.route("**/page/state", lambda route: route.abort())
    await stage.edit(stage.amara, card, "Who did it?", [["Patient"]])
    await button.click()
    while not (taps := stage.world.chat(stage.amara).waiting):
        await stage.world.changed(stage.world.seq)
    assert taps[0].data == "Threatened"


async def test_a_picture_shows_and_a_document_comes_down_whole(stage: Stage) -> None:
    await stage.picture(stage.morgan, "Counts in a picture")
    await stage.document(stage.morgan, "counts.pdf", b"<script>not a picture</script>")
    pane = stage.pane(stage.morgan)
    image = pane.get_by_role("img", name="Picture, described below")
    await expect(image).to_have_js_property("naturalWidth", 1)
    async with stage.page.expect_download() as waiting:
        await pane.get_by_role("link", name="counts.pdf").click()
    download = await waiting.value
    assert download.suggested_filename == "counts.pdf"
    assert (await download.path()).read_bytes() == b"<script>not a picture</script>"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Photo", "photo"),
        ("Voice message", "voice"),
        ("Sticker", "sticker"),
        ("Location", "location"),
        ("File", "document"),
        ("Forwarded message", "forward_origin"),
    ],
)
async def test_what_is_attached_reaches_the_bot(stage: Stage, label: str, field: str) -> None:
    pane = stage.pane(stage.rhys)
    await pane.get_by_role("button", name="Attach").click()
    await pane.get_by_role("list", name="Attach").get_by_role("button", name=label).click()
    await stage.arrived(stage.rhys)
    (update,) = stage.world.take_updates()
    assert field in update["message"]
    await expect(pane.locator(".message.person")).to_have_count(1)


async def test_the_last_own_message_can_be_edited(stage: Stage) -> None:
    await stage.world.send(stage.amara, "frist")
    box = stage.pane(stage.amara).get_by_label("Message from Amara")
    await expect(stage.pane(stage.amara).locator(".person")).to_have_count(1)
    await box.press("ArrowUp")
    await expect(box).to_have_value("frist")
    await box.fill("first")
    await box.press("Enter")
    await expect(stage.pane(stage.amara).locator(".person .words")).to_have_text("first")
    assert stage.words(stage.amara) == ["first"]
    assert [next(iter(u.keys() - {"update_id"})) for u in stage.world.take_updates()] == [
        "message",
        "edited_message",
    ]


async def test_the_commands_the_bot_has_set_are_in_the_menu(stage: Stage) -> None:
    await stage.call(
        "setMyCommands", commands='[{"command": "help", "description": "Need help now"}]'
    )
    await stage.say(stage.amara, "Hello")
    pane = stage.pane(stage.amara)
    await expect(pane.locator(".message")).to_have_count(1)
    await pane.get_by_role("button", name="Commands").click()
    await pane.get_by_role("button", name="/help Need help now").click()
    assert (await stage.arrived(stage.amara, 2)).text == "/help"


async def test_what_one_person_does_stays_in_their_chat(stage: Stage) -> None:
    await stage.say(stage.amara, "For Amara only")
    await stage.pane(stage.rhys).get_by_label("Message from Rhys").fill("From Rhys")
    await stage.pane(stage.rhys).get_by_role("button", name="Send").click()
    await stage.arrived(stage.rhys)
    await expect(stage.pane(stage.rhys).locator(".message .words")).to_have_text(["From Rhys"])
    await expect(stage.pane(stage.amara).locator(".message .words")).to_have_text(
        ["For Amara only"]
    )
    assert stage.words(stage.morgan) == []


async def test_the_bots_own_link_stays_in_the_chat(stage: Stage) -> None:
    await stage.say(stage.amara, '<a href="https://t.me/HandrailDemoBot?start=hill-code">Join</a>')
    await stage.pane(stage.amara).get_by_role("link", name="Join").click()
    assert (await stage.arrived(stage.amara, 2)).text == "/start hill-code"


async def test_a_link_elsewhere_is_opened_only_when_asked_to(stage: Stage) -> None:
    await stage.say(stage.amara, '<a href="https://example.org/help">Help</a>')
    await stage.pane(stage.amara).get_by_role("link", name="Help").click()
    dialog = stage.page.get_by_role("dialog", name="Open this link?")
    await expect(dialog).to_contain_text("https://example.org/help")
    await dialog.get_by_role("button", name="Stay here").click()
    await expect(dialog).to_be_hidden()
    assert len(stage.page.context.pages) == 1


async def test_a_command_in_the_bots_words_can_be_tapped(stage: Stage) -> None:
    await stage.say(stage.amara, "Read it with /mine. Not and/or, <code>/code</code>, 1/2.")
    pane = stage.pane(stage.amara)
    await expect(pane.locator(".command")).to_have_text(["/mine"])
    await pane.get_by_role("button", name="/mine").click()
    assert (await stage.arrived(stage.amara, 2)).text == "/mine"


async def test_a_card_that_changes_is_read_from_its_beginning(stage: Stage) -> None:
    rows = [[f"Option {number}"] for number in range(20)]
    card = await stage.say(stage.amara, "The first question", rows)
    pane = stage.pane(stage.amara)
    await pane.get_by_role("button", name="Option 19").click()
    await stage.edit(stage.amara, card, "The next question", rows)
    await expect(pane.get_by_text("The next question")).to_be_in_viewport()


async def test_a_number_can_be_copied(stage: Stage) -> None:
    await stage.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.world.chat(stage.amara).started = True
    keys = {"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "116 123"}}]]}
    await stage.call("sendMessage", chat_id=stage.amara.id, text="Samaritans", reply_markup=keys)
    await stage.pane(stage.amara).get_by_role("button", name="Copy (copies)").click()
    await expect(stage.pane(stage.amara).locator(".toast")).to_have_text("Copied: 116 123")
    assert await stage.page.evaluate("navigator.clipboard.readText()") == "116 123"
    assert stage.world.take_updates() == []


async def test_a_button_that_opens_a_link_asks_first(stage: Stage) -> None:
    stage.world.chat(stage.amara).started = True
    keys = {"inline_keyboard": [[{"text": "NHS 111", "url": "https://example.org/111"}]]}
    await stage.call("sendMessage", chat_id=stage.amara.id, text="Online", reply_markup=keys)
    await stage.pane(stage.amara).get_by_role("button", name="NHS 111 (link)").click()
    dialog = stage.page.get_by_role("dialog", name="Open this link?")
    await expect(dialog).to_contain_text("https://example.org/111")
