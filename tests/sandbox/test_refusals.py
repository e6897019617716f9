"""What Telegram refuses, with its statuses and words."""

from datetime import timedelta

import pytest

from bot.sandbox.rich import Json
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import ask, said

BUTTON = "can't parse inline keyboard button"
GO = {"text": "Go", "callback_data": "a"}
APP = "inline keyboard button Web App URL"


def keyboard(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "half an emoji \ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "reply_to_message_id": 77}, "message to be replied not found"),
        (
            {"text": "x", "entities": [{"type": "bold"}]},
            "can't parse MessageEntity: it needs a type, an offset and a length",
        ),
        ({"text": "x", "parse_mode": "Klingon"}, "unsupported parse_mode"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        (
            {"text": "x", "reply_markup": keyboard(callback_data="a" + "é" * 32)},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keyboard()},
            f"{BUTTON}: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "a"}]]}},
            f"{BUTTON}: Text is empty",
        ),
        (
            {"text": "x", "reply_markup": keyboard(web_app={"url": "http://a.example"})},
            f"{APP} 'http://a.example' is invalid: Only HTTPS links are allowed",
        ),
        (
            {"text": "x", "reply_markup": keyboard(url="nowhere")},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": keyboard(web_app=1)},
            f"{BUTTON}: web_app must be an object",
        ),
        (
            {"text": "x", "reply_markup": keyboard(web_app={"url": "home"})},
            f"{APP} 'home' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "reply_markup": keyboard(callback_data="a", style="loud")},
            f"{BUTTON}: invalid button style specified",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [["Go"]]}},
            f"{BUTTON}: Object expected",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": ["Go"]}},
            'field "inline_keyboard" of the object must be an Array of Arrays',
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[GO] * 8] * 13}},
            "reply markup is too long",
        ),
        (
            {"text": "x", "reply_markup": keyboard(copy_text={"text": "9" * 257})},
            "BUTTON_COPY_TEXT_INVALID",
        ),
    ],
)
async def test_a_message_telegram_would_refuse_is_refused(
    world: World, ana: Person, values: Json, words: str
) -> None:
    await world.send(ana, "hi")
    heard = await ask(world, "sendMessage", chat_id=ana.id, **values)
    assert (heard.status, heard.words) == (400, f"Bad Request: {words}")
    assert len(world.chat(ana).messages) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"text": "a" * 4096},
        {"text": "<b>" + "a" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": keyboard(callback_data="é" * 32)},
        {"text": "x", "reply_markup": keyboard(copy_text={"text": "9" * 256})},
        {"text": "x", "reply_markup": keyboard(web_app={"url": "https://a.example/page"})},
        {"text": "x", "reply_parameters": {"message_id": 7, "allow_sending_without_reply": True}},
    ],
)
async def test_a_message_just_within_the_limits_is_sent(
    world: World, ana: Person, values: Json
) -> None:
    await world.send(ana, "hi")
    assert (await ask(world, "sendMessage", chat_id=ana.id, **values)).status == 200


async def test_only_the_bots_own_messages_can_be_edited(world: World, ana: Person) -> None:
    mine = await world.send(ana, "hi")
    heard = await ask(world, "editMessageText", chat_id=ana.id, message_id=mine.id, text="x")
    assert heard.words == "Bad Request: message can't be edited"
    heard = await ask(world, "editMessageText", chat_id=ana.id, message_id=999, text="x")
    assert heard.words == "Bad Request: message to edit not found"


async def test_a_message_can_be_deleted_for_48_hours_and_no_longer(
    world: World, ana: Person
) -> None:
    typed = await world.send(ana, "hi")
    card = await said(world, ana.id)
    world.forward(timedelta(hours=48))
    heard = await ask(world, "deleteMessage", chat_id=ana.id, message_id=typed.id)
    assert heard.result is True
    world.forward(timedelta(seconds=1))
    for method, values in (
        ("deleteMessage", {"message_id": card}),
        ("deleteMessages", {"message_ids": [card]}),
    ):
        heard = await ask(world, method, chat_id=ana.id, **values)
        assert heard.words == "Bad Request: message can't be deleted for everyone"
    heard = await ask(world, "deleteMessage", chat_id=ana.id, message_id=typed.id)
    assert heard.words == "Bad Request: message to delete not found"


async def test_at_most_a_hundred_messages_are_deleted_at_once(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    heard = await ask(world, "deleteMessages", chat_id=ana.id, message_ids=list(range(101)))
    assert heard.words == "Bad Request: too many message identifiers specified"
    heard = await ask(world, "deleteMessages", chat_id=ana.id, message_ids=list(range(100)))
    assert heard.result is True
    assert world.chat(ana).messages == []


async def test_a_tap_is_answered_once_and_in_time_or_not_at_all(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    first = await world.tap_raw(ana, 1, "a")
    second = await world.tap_raw(ana, 1, "b")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    heard = await ask(world, "answerCallbackQuery", callback_query_id=first.id, text="a" * 201)
    assert heard.words == "Bad Request: MESSAGE_TOO_LONG"
    assert (await ask(world, "answerCallbackQuery", callback_query_id=first.id)).result is True
    for query in (first.id, "never made"):
        heard = await ask(world, "answerCallbackQuery", callback_query_id=query)
        assert heard.words == too_old
    world.forward(timedelta(seconds=151))
    heard = await ask(world, "answerCallbackQuery", callback_query_id=second.id)
    assert heard.words == too_old
    assert world.chat(ana).waiting == [second]


async def test_a_stranger_cannot_be_written_to(world: World, ana: Person) -> None:
    heard = await ask(world, "sendMessage", chat_id=ana.id, text="Hello?")
    assert heard.words == "Bad Request: chat not found"
    heard = await ask(world, "sendMessage", text="Hello?")
    assert heard.words == "Bad Request: chat_id is empty"


async def test_a_method_nobody_knows_is_not_found(world: World) -> None:
    heard = await ask(world, "sendGift", chat_id=1)
    assert (heard.status, heard.words) == (404, "Not Found: method not found")


async def test_numbers_of_refused_messages_are_not_used_up(world: World, ana: Person) -> None:
    typed = await world.send(ana, "hi")
    await ask(world, "sendMessage", chat_id=ana.id, text="")
    await ask(world, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard())
    assert await said(world, ana.id) == typed.id + 1
