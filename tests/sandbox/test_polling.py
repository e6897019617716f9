"""getUpdates: ids that grow by one, confirmation by offset, one poll at a time."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import PATIENCE, ask, ids

TERMINATED = "Conflict: terminated by other getUpdates request"


async def three(world: World, person: Person) -> list[int]:
    """Have a person write three times; return the ids of the updates."""
    for word in ("one", "two", "three"):
        await world.send(person, word)
    made = list(world.updates)
    assert all(after == before + 1 for before, after in pairwise(made))
    return made


async def until_called(world: World, times: int) -> None:
    """Wait until getUpdates was called so often."""
    async with asyncio.timeout(PATIENCE):
        while world.calls["getupdates"] < times:  # noqa: ASYNC110 - a call wakes nobody
            await asyncio.sleep(0)


async def test_what_is_not_confirmed_comes_again(world: World, ana: Person) -> None:
    made = await three(world, ana)
    assert await ids(world) == made
    assert await ids(world, made[1]) == made[1:]
    assert [world.updates[each].state for each in made] == ["acknowledged", "pending", "pending"]
    assert world.updates[made[0]].by == "offset"
    assert world.updates[made[0]].acknowledged == world.now()
    assert await ids(world, made[2] + 1) == []
    assert not world.state.updates.pending


async def test_the_same_offset_twice_in_a_moment_yields_one_update_only(
    world: World, ana: Person
) -> None:
    made = await three(world, ana)
    assert await ids(world, made[0]) == made
    assert await ids(world, made[0]) == made[:1]


async def test_a_limit_is_kept(world: World, ana: Person) -> None:
    made = await three(world, ana)
    assert await ids(world, limit=2) == made[:2]


async def test_a_negative_offset_keeps_the_last_ones_and_forgets_the_rest(
    world: World, ana: Person
) -> None:
    made = await three(world, ana)
    assert await ids(world, -1) == made[2:]
    assert await ids(world, 1) == made[2:]


async def test_a_long_poll_ends_with_the_first_thing_said(world: World, ana: Person) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(ids(world, timeout=50))
        await until_called(world, 1)
        await world.send(ana, "hi")
    assert poll.result() == list(world.updates)


async def test_a_second_poll_ends_the_first_with_a_conflict(world: World, ana: Person) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(ask(world, "getUpdates", timeout=50))
        await until_called(world, 1)
        second = group.create_task(ids(world, timeout=50))
        await until_called(world, 2)
        await world.send(ana, "hi")
    assert first.result().status == 409
    assert first.result().words.startswith(TERMINATED)
    assert second.result() == list(world.updates)


async def test_setting_a_webhook_ends_the_poll_with_a_conflict(world: World) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(ask(world, "getUpdates", timeout=50))
        await until_called(world, 1)
        await ask(world, "setWebhook", url="http://127.0.0.1:9")
    assert poll.result().words == "Conflict: terminated by setWebhook request"


async def test_taps_are_gone_after_150_seconds_and_messages_after_a_day(
    world: World, ana: Person
) -> None:
    message = await world.send(ana, "hi")
    await world.tap_raw(ana, message.id, "v1:a")
    typed, tapped = list(world.updates)
    world.forward(timedelta(seconds=149))
    assert await ids(world) == [typed, tapped]
    world.forward(timedelta(seconds=1))
    assert await ids(world, 1) == [typed]
    assert world.updates[tapped].state == "expired"
    world.forward(timedelta(seconds=86_400 - 151))
    assert await ids(world, 2) == [typed]
    world.forward(timedelta(seconds=1))
    assert await ids(world, 3) == []
    assert world.updates[typed].acknowledged is None


async def test_only_the_kinds_that_were_asked_for_are_made(world: World, ana: Person) -> None:
    await ask(world, "getUpdates", allowed_updates=["callback_query"])
    message = await world.send(ana, "hi")
    await world.tap_raw(ana, message.id, "v1:a")
    assert [record.kind for record in world.updates.values()] == ["callback_query"]
    await ask(world, "getUpdates", offset=1, allowed_updates=[])
    await world.send(ana, "hi")
    assert [record.kind for record in world.updates.values()] == ["callback_query", "message"]


async def test_a_redelivered_update_comes_once_more_whatever_the_offset(
    world: World, ana: Person
) -> None:
    made = await three(world, ana)
    await ids(world, made[2] + 1)
    world.redeliver(made[0])
    assert await ids(world, made[2] + 2) == made[:1]
    assert await ids(world, made[2] + 3) == []
    assert world.updates[made[0]].sent == 1
    first = world.updates[made[0]].acknowledged
    assert first == world.now()


async def test_a_test_can_take_what_waits(world: World, ana: Person) -> None:
    made = await three(world, ana)
    taken = world.take_updates()
    assert [each["update_id"] for each in taken] == made
    assert taken[0]["message"]["text"] == "one"
    assert world.take_updates() == []
    world.redeliver(made[1])
    assert [each["update_id"] for each in world.take_updates()] == [made[1]]
    with pytest.raises(KeyError):
        world.redeliver(1)


async def test_a_reset_empties_chats_and_queue_and_keeps_people_and_numbers(
    world: World, ana: Person
) -> None:
    made = await three(world, ana)
    world.latency = 1.0
    world.faults.next("*", 500)
    world.reset()
    assert world.chat(ana).messages == []
    assert world.people == [ana]
    assert world.take_updates() == []
    assert {world.updates[each].state for each in made} == {"dropped"}
    message = await world.send(ana, "again")
    assert message.id == 4
    assert await ids(world) == [made[-1] + 1]
