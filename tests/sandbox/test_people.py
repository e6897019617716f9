"""What people do with their phones, and what the bot hears of it."""

import pytest

from bot.sandbox.acts import NoSuchButton
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import said

KEYS: Json = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "v1:yes"}, {"text": "999", "copy_text": {"text": "999"}}]
    ]
}


async def heard(world: World) -> Json:
    """Return the one update that waits."""
    [update] = world.take_updates()
    return update


async def test_a_command_is_marked_as_one(world: World, ana: Person) -> None:
    await world.send(ana, "/start abc-1")
    message = (await heard(world))["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": ana.id,
        "is_bot": False,
        "first_name": "Ana",
        "language_code": "en",
    }
    assert message["chat"]["type"] == "private"
    assert message["date"] == int(world.now().timestamp())


async def test_ten_thousand_characters_arrive_as_three_messages(world: World, ana: Person) -> None:
    last = await world.send(ana, "a" * 10_000)
    texts = [each["message"]["text"] for each in world.take_updates()]
    assert [len(text) for text in texts] == [4096, 4096, 1808]
    assert world.chat(ana).last is last


async def test_a_phone_sends_nothing_empty(world: World, ana: Person) -> None:
    with pytest.raises(ValueError, match="empty"):
        await world.send(ana, "  \n ")


async def test_an_edit_tells_the_bot_the_new_words(world: World, ana: Person) -> None:
    message = await world.send(ana, "frist")
    world.take_updates()
    await world.send(ana, "first", edit_of=message.id)
    edited = (await heard(world))["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message.id, "first")
    assert edited["edit_date"] == edited["date"]
    assert world.chat(ana).last.edited == world.now()
    card = await said(world, ana.id)
    with pytest.raises(ValueError, match="own"):
        await world.send(ana, "mine now", edit_of=card)


async def test_a_reply_carries_what_it_replies_to(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    card = await said(world, ana.id, "What happened?")
    world.take_updates()
    await world.send(ana, "He shouted", reply_to=card)
    assert (await heard(world))["message"]["reply_to_message"]["text"] == "What happened?"


async def test_a_tap_carries_data_and_the_message_as_it_is(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    card = await said(world, ana.id, reply_markup=KEYS)
    world.take_updates()
    tap = await world.tap(ana, card, "Yes")
    query = (await heard(world))["callback_query"]
    assert (query["id"], query["data"]) == (tap.id, "v1:yes")
    assert query["message"]["reply_markup"] == KEYS


async def test_a_tap_brings_back_what_its_message_replies_to_as_it_stands_now(
    world: World, ana: Person
) -> None:
    typed = await world.send(ana, "He shouted")
    asked = {"reply_parameters": {"message_id": typed.id}}
    check = await said(world, ana.id, "Keep it?", reply_markup=KEYS, **asked)
    world.take_updates()
    await world.tap(ana, check, "Yes")
    replied = (await heard(world))["callback_query"]["message"]["reply_to_message"]
    assert (replied["message_id"], replied["text"]) == (typed.id, "He shouted")
    await world.send(ana, "He swore", edit_of=typed.id)
    world.take_updates()
    await world.tap(ana, check, "Yes")
    shown = (await heard(world))["callback_query"]["message"]
    assert shown["reply_to_message"]["text"] == "He swore"
    world.chat(ana).remove(typed.id)
    await world.tap(ana, check, "Yes")
    assert "reply_to_message" not in (await heard(world))["callback_query"]["message"]


async def test_nobody_taps_what_is_not_on_the_screen(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    card = await said(world, ana.id, reply_markup=KEYS)
    for message, label in ((card, "Maybe"), (card, "999"), (card + 1, "Yes")):
        with pytest.raises(NoSuchButton):
            await world.tap(ana, message, label)


async def test_a_forger_taps_anything_even_on_what_is_gone(world: World, ana: Person) -> None:
    message = await world.send(ana, "hi")
    world.chat(ana).remove(message.id)
    world.take_updates()
    await world.tap_raw(ana, message.id, "x" * 200)
    query = (await heard(world))["callback_query"]
    assert query["data"] == "x" * 200
    assert query["message"] == {
        "chat": {"id": ana.id, "type": "private", "first_name": "Ana"},
        "message_id": message.id,
        "date": 0,
    }


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "document"])
async def test_things_that_are_no_words_arrive_as_what_they_are(
    world: World, ana: Person, kind: str
) -> None:
    await world.send_media(ana, kind)
    message = (await heard(world))["message"]
    assert kind in message
    assert "text" not in message


async def test_a_forward_says_so_and_an_album_shares_its_number(world: World, ana: Person) -> None:
    await world.send_media(ana, "forward")
    message = (await heard(world))["message"]
    assert message["forward_origin"]["type"] == "hidden_user"
    assert message["text"]
    await world.send_media(ana, "photo", "al", "Look")
    await world.send_media(ana, "photo", "al")
    both = [each["message"] for each in world.take_updates()]
    assert [each["media_group_id"] for each in both] == ["al", "al"]
    assert both[0]["caption"] == "Look"
    with pytest.raises(ValueError, match="hologram"):
        await world.send_media(ana, "hologram")


async def test_blocking_and_letting_in_again_are_told_once_each(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    world.take_updates()
    await world.block(ana)
    await world.block(ana)
    change = (await heard(world))["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    await world.send(ana, "/start")
    kinds = [set(each) - {"update_id"} for each in world.take_updates()]
    assert kinds == [{"my_chat_member"}, {"message"}]
    assert not world.chat(ana).blocked


async def test_a_group_the_bot_is_put_in_has_a_negative_number(world: World, ana: Person) -> None:
    group = await world.add_to_group("Ward 4", ana)
    standing, joined = world.take_updates()
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert standing["my_chat_member"]["chat"] == {
        "id": group.id,
        "type": "group",
        "title": "Ward 4",
    }
    assert joined["message"]["new_chat_members"][0]["is_bot"]
    assert group.id < 0
    assert world.groups == [group]


async def test_message_numbers_grow_across_all_chats(world: World, ana: Person) -> None:
    ben = world.person("Ben", "lead")
    numbers = [(await world.send(who, "hi")).id for who in (ana, ben, ana)]
    assert numbers == [1, 2, 3]


async def test_silence_protection_and_previews_are_kept(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await said(
        world,
        ana.id,
        disable_notification=True,
        protect_content="true",
        link_preview_options='{"is_disabled": true}',
    )
    last = world.chat(ana).last
    assert (last.silent, last.protected, last.preview) == (True, True, False)
    await said(world, ana.id)
    last = world.chat(ana).last
    assert (last.silent, last.protected, last.preview) == (False, False, True)
