"""One script, driven by independent clients through every face: what Telegram does, we do."""

import pytest

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.clients import Client, Refused

KEYS = (("Yes", "v1:yes"), ("No", "v1:no"))


async def refusal(call: object) -> Refused:
    """Return how a call is refused."""
    with pytest.raises(Refused) as caught:
        await call  # type: ignore[misc]
    return caught.value


async def test_a_conversation_runs_from_hello_to_nothing_left(
    client: Client, world: World, ana: Person
) -> None:
    assert await client.me() == "HandrailDemoBot"
    assert (await refusal(client.send(ana.id, "Hello"))).words == "chat not found"

    first = await world.send(ana, "/start abc")
    [hello] = await client.updates()
    assert (hello.kind, hello.text) == ("message", "/start abc")

    card = await client.send(
        ana.id, "Are you <b>safe</b> &amp; well? 😀 <i>Say</i>", KEYS, first.id
    )
    shown = world.chat(ana).last
    assert shown.text == "Are you safe & well? 😀 Say"
    assert shown.html == "Are you <b>safe</b> &amp; well? 😀 <i>Say</i>"
    assert shown.reply_to == first.id

    tap = await world.tap(ana, card, "No")
    [heard] = await client.updates(hello.id + 1)
    assert (heard.kind, heard.text, heard.query) == ("tap", "v1:no", tap.id)
    assert world.chat(ana).waiting == [tap]

    await client.answer(heard.query, "Noted", alert=True)
    assert [(t.text, t.alert) for t in world.chat(ana).toasts] == [("Noted", True)]
    assert world.chat(ana).waiting == []

    await client.edit(ana.id, card, "Thank you.")
    assert (shown.text, shown.buttons) == ("Thank you.", ())

    await client.delete(ana.id, card)
    await client.delete(ana.id, first.id, 12345)
    assert world.chat(ana).messages == []


async def test_a_change_that_changes_nothing_is_refused_in_telegrams_words(
    client: Client, world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    card = await client.send(ana.id, "A <b>card</b>", KEYS)
    same = await refusal(client.edit(ana.id, card, "A <strong>card</strong> ", KEYS))
    assert same.status == 400
    assert same.words.startswith("message is not modified: specified new message content")
    await client.strip(ana.id, card)
    assert world.chat(ana).last.buttons == ()
    assert "not modified" in (await refusal(client.strip(ana.id, card))).words


async def test_files_go_up_and_come_down_byte_for_byte(
    client: Client, world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    content = bytes(range(256)) * 40
    photo = await client.photo(ana.id, content, "Counts")
    assert await client.fetch(photo) == content
    picture = world.chat(ana).last
    assert picture.text == "Counts"
    assert picture.photo
    assert picture.photo.content == content

    file = await client.document(ana.id, "copy.pdf", b"%PDF-1.7 \xff\x00")
    assert await client.fetch(file) == b"%PDF-1.7 \xff\x00"
    document = world.chat(ana).last.document
    assert document
    assert document.name == "copy.pdf"
    refused = await refusal(client.edit(ana.id, world.chat(ana).last.id, "words"))
    assert refused.words == "there is no text in the message to edit"


async def test_a_bot_that_is_blocked_hears_of_it_and_is_shut_out(
    client: Client, world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    [hello] = await client.updates()
    await world.block(ana)
    [standing] = await client.updates(hello.id + 1)
    assert standing.kind == "member"
    refused = await refusal(client.send(ana.id, "Are you there?"))
    assert (refused.status, refused.words) == (403, "bot was blocked by the user")
    await world.unblock(ana)
    await client.send(ana.id, "Welcome back")
    assert world.chat(ana).last.text == "Welcome back"


async def test_what_a_bot_says_of_itself_is_kept(client: Client) -> None:
    said = (("start", "Begin"), ("help", "Get help now"))
    assert await client.commands(*said) == list(said)
    assert await client.describe("Stands by you") == "Stands by you"
    bad = await refusal(client.commands(("Not A Command", "x")))
    assert bad.words.lower() == "bot_command_invalid"


async def test_a_bot_can_leave_a_group_it_was_put_in(
    client: Client, world: World, ana: Person
) -> None:
    group = await world.add_to_group("Ward 4", ana)
    added, joined = await client.updates()
    assert (added.kind, joined.kind) == ("member", "message")
    await client.send(group.id, "I only work in private chats.")
    await client.leave(group.id)
    assert group.left
    assert group.last.text == "I only work in private chats."
    refused = await refusal(client.send(group.id, "Bye"))
    assert (refused.status, refused.words) == (403, "bot is not a member of the group chat")


async def test_polling_is_a_conflict_while_a_webhook_is_set(client: Client) -> None:
    assert await client.webhook("http://127.0.0.1:9/hook") == "http://127.0.0.1:9/hook"
    refused = await refusal(client.updates())
    assert refused.status == 409
    assert "can't use getupdates method while webhook is active" in refused.words
    again = await refusal(client.webhook("http://127.0.0.1:9/other"))
    assert again.status == 429
    await client.unhook()
    assert await client.updates() == []
