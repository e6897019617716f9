"""The smaller methods, and the forms a call may come in."""

from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.call import Upload
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import ask, said
from tests.sandbox.conftest import TOKEN

PNG = Upload("chart.png", "image/png", b"\x89PNG")


async def test_a_chat_and_who_is_in_it_can_be_asked_for(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    chat = (await ask(world, "getChat", chat_id=ana.id)).result
    assert isinstance(chat, dict)
    assert (chat["type"], chat["first_name"]) == ("private", "Ana")
    for member, status in ((ana.id, 200), (999, 200), (5, 400)):
        heard = await ask(world, "getChatMember", chat_id=ana.id, user_id=member)
        assert heard.status == status
    assert (await ask(world, "leaveChat", chat_id=ana.id)).status == 400


async def test_the_bot_hears_of_its_own_leaving(world: World, ana: Person) -> None:
    group = await world.add_to_group("Ward 4", ana)
    world.take_updates()
    await ask(world, "leaveChat", chat_id=group.id)
    [left] = world.take_updates()
    change = left["my_chat_member"]
    assert change["new_chat_member"]["status"] == "left"
    assert change["from"]["id"] == 999


async def test_in_a_group_others_messages_are_not_the_bots_to_delete(
    world: World, ana: Person
) -> None:
    group = await world.add_to_group("Ward 4", ana)
    heard = await ask(world, "deleteMessage", chat_id=group.id, message_id=group.last.id)
    assert heard.words == "Bad Request: message can't be deleted"


async def test_a_caption_can_be_changed_and_a_text_has_none(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await ask(world, "sendPhoto", chat_id=ana.id, photo=PNG, caption="Old")
    picture = world.chat(ana).last
    values: Json = {"chat_id": ana.id, "message_id": picture.id}
    assert (await ask(world, "editMessageCaption", **values, caption="New")).status == 200
    assert picture.text == "New"
    assert (await ask(world, "editMessageCaption", **values, caption="a" * 1025)).status == 400
    card = await said(world, ana.id)
    heard = await ask(world, "editMessageCaption", chat_id=ana.id, message_id=card, caption="x")
    assert heard.words == "Bad Request: there is no caption in the message to edit"


async def test_a_file_can_be_sent_again_by_its_number(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await ask(world, "sendDocument", chat_id=ana.id, document="attach://up", up=PNG)
    first = world.chat(ana).last.document
    assert first
    await ask(world, "sendDocument", chat_id=ana.id, document=first.id)
    assert world.chat(ana).last.document == first
    empty = Upload("a", "b/c", b"")
    for document in ("file-77", "attach://nothing", empty, None):
        heard = await ask(world, "sendDocument", chat_id=ana.id, document=document)
        assert heard.status == 400
    assert (await ask(world, "getFile", file_id="file-77")).status == 400


async def test_typing_and_reactions_need_a_chat_and_a_message(world: World, ana: Person) -> None:
    for method in ("sendChatAction", "setMessageReaction"):
        assert (await ask(world, method, chat_id=ana.id, message_id=1)).status == 400
    await world.send(ana, "hi")
    for method in ("sendChatAction", "setMessageReaction"):
        assert (await ask(world, method, chat_id=ana.id, message_id=1)).result is True
    assert (await ask(world, "setMessageReaction", chat_id=ana.id, message_id=9)).status == 400


async def test_commands_belong_to_a_scope_and_can_be_taken_back(world: World, ana: Person) -> None:
    scope = {"type": "chat", "chat_id": ana.id}
    commands = [{"command": "counts", "description": "Look at counts"}]
    await ask(world, "setMyCommands", commands=commands, scope=scope)
    assert (await ask(world, "getMyCommands")).result == []
    assert (await ask(world, "getMyCommands", scope=scope)).result == commands
    await ask(world, "deleteMyCommands", scope=scope)
    assert (await ask(world, "getMyCommands", scope=scope)).result == []


async def test_a_menu_button_is_everyones_or_one_chats(world: World, ana: Person) -> None:
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://a.example"}}
    assert (await ask(world, "getChatMenuButton")).result == {"type": "commands"}
    await ask(world, "setChatMenuButton", menu_button=app, chat_id=ana.id)
    assert (await ask(world, "getChatMenuButton", chat_id=ana.id)).result == app
    assert (await ask(world, "getChatMenuButton")).result == {"type": "commands"}


@pytest.mark.parametrize(
    ("method", "name", "longest"),
    [("MyDescription", "description", 512), ("MyShortDescription", "short_description", 120)],
)
async def test_a_description_has_a_longest_length(
    world: World, method: str, name: str, longest: int
) -> None:
    assert (await ask(world, f"set{method}", **{name: "a" * longest})).result is True
    assert (await ask(world, f"set{method}", **{name: "b" * (longest + 1)})).status == 400
    assert (await ask(world, f"get{method}")).result == {name: "a" * longest}


async def test_every_kind_of_button_is_kept_and_shown_again(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    keyboard: Json = {
        "inline_keyboard": [
            [{"text": "A", "callback_data": "a", "style": "danger"}],
            [{"text": "B", "url": "https://b.example"}, {"text": "T", "url": "tg://user?id=1"}],
            [{"text": "C", "copy_text": {"text": "116 123"}}],
            [{"text": "D", "web_app": {"url": "http://127.0.0.1:8080/counts"}}],
        ]
    }
    heard = await ask(world, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard)
    assert isinstance(heard.result, dict)
    assert heard.result["reply_markup"] == keyboard
    shown = [(b.kind, b.value) for row in world.chat(ana).last.buttons for b in row]
    assert shown[3:] == [("copy", "116 123"), ("web_app", "http://127.0.0.1:8080/counts")]


async def test_a_reply_keyboard_is_shown_until_it_is_removed(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await said(world, ana.id, reply_markup={"keyboard": [["Yes", {"text": "No"}]]})
    await said(world, ana.id)
    assert [[each.text for each in row] for row in world.chat(ana).keyboard] == [["Yes", "No"]]
    await said(world, ana.id, reply_markup={"remove_keyboard": True})
    assert world.chat(ana).keyboard == ()


async def test_a_call_may_come_as_json_a_form_or_in_the_address(
    world: World, ana: Person, address: str
) -> None:
    await world.send(ana, "hi")
    url, values = f"{address}/bot{TOKEN}/sendMessage", {"chat_id": str(ana.id), "text": "é&=+"}
    async with aiohttp.ClientSession() as session:
        for how in ("json", "data", "params"):
            async with session.post(url, **{how: values}) as got:  # type: ignore[arg-type]
                assert got.status == 200
        for body in (b"{", b"[1]", b"\xff"):
            headers = {"Content-Type": "application/json"}
            async with session.post(url, data=body, headers=headers) as got:
                assert (await got.json())["description"] == "Bad Request: chat_id is empty"
        for path in ("/", "/bot", "/file", f"/file/bot{TOKEN}", f"/file/bot{TOKEN}/x", "/control"):
            async with session.get(address + path) as got:
                assert got.status == 404
    assert [each.text for each in world.chat(ana).messages] == ["hi", *["é&=+"] * 3]


async def test_a_live_clock_runs_and_one_that_stands_still_does_not(world: World) -> None:
    start = world.now()
    assert world.now() == start
    world.live = True
    clock = world.state.clock
    await clock.until(start + timedelta(milliseconds=20))
    assert world.now() >= start + timedelta(milliseconds=20)
    world.live = False
    stopped = world.now()
    assert world.now() == stopped
    with pytest.raises(ValueError, match="never goes back"):
        world.forward(timedelta(seconds=-1))
