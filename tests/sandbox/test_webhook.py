"""Webhook delivery: the secret, the queues, the answer, on the world's clock."""

from datetime import timedelta

import pytest

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import ask, said, until
from tests.sandbox.hook import SECRET, Hook, Say, newest, settled


async def test_an_update_comes_with_the_secret_and_200_acknowledges_it(
    world: World, ana: Person, hook: Hook
) -> None:
    await world.send(ana, "hi")
    await settled(world)
    assert hook.came[0]["message"]["text"] == "hi"
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == SECRET
    assert hook.headers[0]["Content-Type"] == "application/json"
    record = newest(world)
    assert (record.state, record.by) == ("acknowledged", "webhook")
    assert record.acknowledged == world.now()


async def test_an_update_is_not_acknowledged_before_the_bot_answered(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.open.clear()
    await world.send(ana, "hi")
    await until(world, lambda: newest(world).sent == 1)
    assert newest(world).acknowledged is None
    hook.open.set()
    await settled(world)


async def test_messages_come_one_by_one_and_taps_do_not_wait_for_them(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.open.clear()
    first = await world.send(ana, "one")
    await world.send(ana, "two")
    await world.tap_raw(ana, first.id, "v1:a")
    await world.tap_raw(ana, first.id, "v1:b")
    one, two, tap, later = world.updates.values()
    await until(world, lambda: one.sent == tap.sent == 1)
    assert (two.sent, later.sent) == (0, 0)
    hook.open.set()
    await settled(world)
    assert [each for each in hook.ids if each in (one.id, two.id)] == [one.id, two.id]
    assert [each for each in hook.ids if each in (tap.id, later.id)] == [tap.id, later.id]


async def test_a_redelivered_update_is_posted_again(world: World, ana: Person, hook: Hook) -> None:
    await world.send(ana, "hi")
    await settled(world)
    record = newest(world)
    acknowledged = record.acknowledged
    world.forward(timedelta(seconds=5))
    world.redeliver(record.id)
    await settled(world)
    assert hook.ids == [record.id] * 2
    assert record.acknowledged == acknowledged


async def test_a_method_in_the_answer_is_carried_out(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.says.append(
        Say(200, {}, f'{{"method": "sendMessage", "chat_id": {ana.id}, "text": "Back"}}')
    )
    hook.says.append(Say(200, {}, '{"method": "deleteWebhook"}'))
    hook.says.append(Say(200, {}, "{not JSON"))
    for word in ("one", "two", "three"):
        await world.send(ana, word)
    await settled(world)
    await until(world, lambda: len(world.chat(ana).messages) == 4)
    assert world.chat(ana).last.text == "Back"
    assert world.state.account.webhook


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"url": "ftp://a.example"}, "invalid webhook URL specified"),
        (
            {"url": "https://a.example", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_telegram_would_refuse_is_refused(
    world: World, values: dict[str, str], words: str
) -> None:
    assert (await ask(world, "setWebhook", **values)).words == f"Bad Request: {words}"


async def test_a_second_webhook_within_a_second_is_too_many(world: World) -> None:
    assert (await ask(world, "setWebhook", url="https://a.example")).result is True
    heard = await ask(world, "setWebhook", url="https://a.example")
    assert (heard.status, heard.parameters) == (429, {"retry_after": 1})


async def test_what_was_waiting_can_be_dropped(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await ask(world, "deleteWebhook", drop_pending_updates=True)
    assert newest(world).state == "dropped"
    assert await said(world, ana.id)
