"""Webhook delivery that fails: the ladder, Retry-After, what expires, a bot that is away."""

from datetime import timedelta

import pytest

from bot.sandbox.delivery import Ladder, read_retry_after
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import ask, until
from tests.sandbox.hook import Hook, Say, listening, newest, settled, until_it_rests


async def test_one_persons_trouble_holds_nobody_else(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.says.append(Say(500))
    hook.says.append(Say(500))
    await world.send(ana, "stuck")
    stuck = newest(world)
    await until(world, lambda: stuck.sent == 2)
    ben = world.person("Ben", "staff")
    await world.send(ben, "through")
    await until(world, lambda: newest(world).state == "acknowledged")
    assert stuck.state == "pending"


async def test_failures_are_tried_at_once_then_after_2_4_8_seconds(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.says.extend([Say(500)] * 5)
    await world.send(ana, "hi")
    record = newest(world)
    await until(world, lambda: record.sent == 2)
    for seconds, sent in ((2, 3), (4, 4), (8, 5)):
        await until_it_rests(world, record, sent - 1)
        world.forward(timedelta(seconds=seconds, milliseconds=-1))
        assert record.sent == sent - 1
        world.forward(timedelta(milliseconds=1))
        await until(world, lambda sent=sent: record.sent == sent)  # type: ignore[misc]
    await until_it_rests(world, record, 5)
    world.forward(timedelta(seconds=16))
    await settled(world)
    assert record.state == "acknowledged"
    assert hook.ids == [record.id] * 6


def test_the_ladder_ends_between_one_minute_and_two() -> None:
    ladder = Ladder()
    waits = [ladder.wait(0) for _ in range(12)]
    assert waits[:7] == [0, 2, 4, 8, 16, 32, min(waits[6], 64)]
    assert all(60 <= wait <= 120 for wait in waits[6:])
    assert ladder.wait(7) == 7


@pytest.mark.parametrize(("header", "seconds"), [("5", 5), ("99999", 3600), ("", 0), ("soon", 0)])
def test_retry_after_is_read_as_telegram_reads_it(header: str, seconds: int) -> None:
    assert read_retry_after(header) == seconds


async def test_retry_after_is_obeyed_from_the_first_failure_on(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.says.append(Say(503, {"Retry-After": "30"}))
    await world.send(ana, "hi")
    record = newest(world)
    await until_it_rests(world, record, 1)
    world.forward(timedelta(seconds=29))
    assert record.sent == 1
    world.forward(timedelta(seconds=1))
    await settled(world)
    assert record.sent == 2


async def test_a_tap_that_would_be_too_old_at_the_next_try_is_dropped(
    world: World, ana: Person, hook: Hook
) -> None:
    message = await world.send(ana, "hi")
    await settled(world)
    hook.says.append(Say(503, {"Retry-After": "151"}))
    await world.tap_raw(ana, message.id, "v1:a")
    await settled(world)
    assert newest(world).state == "expired"
    assert newest(world).acknowledged is None


async def test_after_three_minutes_down_taps_are_gone_and_messages_are_not(
    world: World, ana: Person, hook: Hook
) -> None:
    await ask(world, "deleteWebhook")
    message = await world.send(ana, "hi")
    await world.tap_raw(ana, message.id, "v1:a")
    typed, tapped = world.updates.values()
    world.forward(timedelta(minutes=3))
    await ask(world, "setWebhook", url=hook.address)
    await settled(world)
    assert (typed.state, tapped.state) == ("acknowledged", "expired")
    assert hook.ids == [typed.id]


async def test_a_bot_that_is_away_gets_everything_when_it_is_back(
    world: World, ana: Person, address: str
) -> None:
    assert address
    async with listening() as gone:
        await ask(world, "setWebhook", url=gone.address)
    await world.send(ana, "one")
    await world.send(ana, "two")
    first, second = world.updates.values()
    await until(world, lambda: first.failed == 2)
    assert second.sent == 0
    info = await ask(world, "getWebhookInfo")
    assert isinstance(info.result, dict)
    assert info.result["pending_update_count"] == 2
    assert info.result["last_error_message"]
    world.forward(timedelta(seconds=1))
    async with listening() as back:
        await ask(world, "setWebhook", url=back.address)
        await settled(world)
        assert back.ids == [first.id, second.id]


async def test_after_a_move_nothing_goes_to_the_old_address(
    world: World, ana: Person, hook: Hook
) -> None:
    hook.says.extend([Say(500)] * 2)
    await world.send(ana, "hi")
    record = newest(world)
    await until_it_rests(world, record, 2)
    world.forward(timedelta(seconds=1))
    async with listening() as moved:
        moved.says.extend([Say(500)] * 2)
        await ask(world, "setWebhook", url=moved.address)
        await until_it_rests(world, record, 4)
        world.forward(timedelta(seconds=2))
        await settled(world)
        assert moved.ids == [record.id] * 3
    assert hook.ids == [record.id] * 2
