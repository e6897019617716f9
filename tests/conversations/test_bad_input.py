"""Forged, stale, foreign and oversized buttons; strange text and things; groups."""

from datetime import timedelta

import pytest
from telegram import Update

from models.store import drafts
from tests.conversations.kept import answers_of
from tests.conversations.made import FAST, STALE
from tests.conversations.phone import House, Phone


async def test_a_tap_on_an_old_question_changes_nothing_and_says_so(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    old = sam.data("Patient")
    await sam.taps("Relative, carer or visitor")
    before = await answers_of(sam)
    await sam.forges(old)
    assert sam.toast == STALE
    assert await answers_of(sam) == before
    assert "Ward" in sam.labels


async def test_a_double_tap_answers_once(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    screen = sam.screen.id
    for _ in range(2):
        await house.world.tap(sam.person, screen, "Patient")
    await house.settle()
    assert "Ward" in sam.labels
    assert (await answers_of(sam))["who"] == ("patient",)


@pytest.mark.parametrize(
    "noted",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}},
        {"write_access_allowed": {}},
    ],
)
async def test_what_telegram_notes_in_the_chat_is_left_alone(
    house: House, sam: Phone, noted: dict[str, object]
) -> None:
    await sam.says("/start")
    before = sam.messages
    sender = {"id": sam.person.id, "is_bot": False, "first_name": "Sam"}
    chat = {"id": sam.person.id, "type": "private"}
    message = {"message_id": 99, "date": 0, "chat": chat, "from": sender}
    update = Update.de_json({"update_id": 999_999, "message": message | noted}, house.app.bot)
    await house.app.process_update(update)
    assert not house.raised
    assert sam.messages == before


async def test_a_card_that_is_too_old_to_be_closed_says_so(house: House, sam: Phone) -> None:
    await sam.says("/help")
    house.world.forward(timedelta(hours=49))
    await sam.taps("Close this card")
    assert "too old" in sam.toast


async def test_somebody_elses_button_does_nothing_to_either(house: House, sam: Phone) -> None:
    kim = house.phone("Kim")
    for phone in (sam, kim):
        await phone.says("/start")
        await phone.taps(*FAST[:3])
    stolen = sam.data("Patient")
    before = await answers_of(sam), await answers_of(kim)
    await kim.forges(stolen)
    assert (await answers_of(sam), await answers_of(kim)) == before


@pytest.mark.parametrize(
    "data",
    [
        "d",
        "d:",
        "d:::::::",
        "d:x:0:a:what:verbal",
        "d:x:zz:zz:zz",
        "d:x:-1:a",
        "home:",
        "home:nowhere",
        "mine:erase:1",
        "mine:page:99999999999999999999",
        "clear:!!!",
        "clear:",
        "site:join:",
        "stop:maybe",
        "\x00",
        "d:" + "é" * 28,
        "{{ 7 * 7 }}",
        "d:" + "x" * 10_000,
    ],
)
async def test_a_forged_button_is_answered_and_changes_nothing(sam: Phone, data: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    before = await answers_of(sam)
    await sam.forges(data)
    assert not sam.house.world.chat(sam.person).waiting, "its button turns for ever"
    assert await answers_of(sam) == before
    await sam.says("/start")
    assert "Carry on" in sam.labels


async def test_a_forged_answer_to_the_open_card_is_refused(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    draft = await house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert draft is not None
    for rest in ("a:who:nobody", "a:harm:sore", "a:nothing:x", "t:where:ward", "z:find", "z:x",
                 "o:nothing", "p:7", "q:illness:x", "a:review:find"):  # fmt: skip
        await sam.forges(f"d:{draft.id}:{draft.revision:x}:{rest}")
        assert dict(await answers_of(sam)) == dict(draft.answers), rest


@pytest.mark.parametrize(
    "text",
    [
        "\u202e\u202dright to left",
        "null \x00 byte",
        "👩‍⚕️🔪💊",
        "<b>bold</b><script>alert(1)</script>",
        "{{ config }} {% include 'x' %}",
        "' OR 1=1; DROP TABLE draft; --",
        "99999999999999999999",
        "²",
        "٣",
        "1234",
        "0",
        "-1",
        "/nosuchcommand",
    ],
)
async def test_stray_text_is_taken_out_and_answers_nothing(sam: Phone, text: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    before = await answers_of(sam)
    await sam.says(text)
    assert "Nothing of it is kept" in sam.screen.text
    assert "Need help now" in sam.labels
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start"]
    assert await answers_of(sam) == before
    await sam.says("/start")
    await sam.taps("Carry on")
    assert "Patient" in sam.labels


async def test_words_behind_start_that_are_no_links_code_are_taken_out(sam: Phone) -> None:
    await sam.says("/start")
    for said in ("/start John Smith hit me", "/START he hit me", "/start ../../etc/passwd"):
        await sam.says(said)
        assert "It happened to me" in sam.labels
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start"]
    await sam.says("/start a-links-code")
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start", "/start a-links-code"]


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "document", "forward"])
async def test_a_thing_nobody_asked_for_is_deleted(sam: Phone, kind: str) -> None:
    await sam.says("/start")
    await sam.sends(kind)
    assert "Nothing of it is kept" in sam.screen.text
    assert "Need help now" in sam.labels
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start"]


@pytest.mark.parametrize("data", ["close", "close:", "close:1"])
async def test_only_a_care_card_can_be_closed(sam: Phone, data: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    card = sam.screen.id
    await sam.forges(data)
    assert sam.toast == STALE
    assert sam.screen.id == card
    await sam.taps("Need help now", "Close this card")
    assert sam.screen.id == card


async def test_an_album_gets_one_line_not_ten(house: House, sam: Phone) -> None:
    await sam.says("/start")
    for _ in range(10):
        await house.world.send_media(sam.person, "photo", album="holiday")
    await house.settle()
    assert sum("Nothing of it is kept" in m.text for m in sam.messages) == 1


async def test_an_edit_is_no_answer(house: House, sam: Phone) -> None:
    await sam.says("/start")
    typed = next(m for m in sam.messages if m.by == "person")
    await house.world.send(sam.person, "1", edit_of=typed.id)
    await house.settle()
    assert "Nothing of it is kept" in sam.screen.text
    assert await answers_of(sam) == {}


@pytest.mark.parametrize("command", ["/start", "/help", "/support", "/mine", "/site", "/privacy"])
async def test_a_command_in_mid_flow_loses_nothing(sam: Phone, command: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    before = await answers_of(sam)
    await sam.says(command)
    assert await answers_of(sam) == before
    await sam.says("/start")
    await sam.taps("Carry on")
    assert "Patient" in sam.labels


async def test_a_group_gets_one_line_that_names_nobody_and_is_left(
    house: House, sam: Phone
) -> None:
    group = await house.world.add_to_group("Ward 5", sam.person)
    await house.settle()
    said = [m for m in house.world.chat(group.id).messages if m.by == "bot"]
    assert len(said) == 1
    assert "Sam" not in said[0].text
    assert said[0].text.startswith("This bot works in private chats only")
    assert house.world.chat(group.id).left
