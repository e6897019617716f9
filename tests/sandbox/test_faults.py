"""Trouble on order: every fault looks to a client as the real one would, on both faces."""

import asyncio

import pytest
import telegram
from telegram import error

from bot.sandbox.faults import Status
from bot.sandbox.offline import SandboxRequest
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import PATIENCE, ask, until
from tests.sandbox.conftest import TOKEN

DONE = ("half", "timeout_after")
"""The faults that leave the call done."""
SHORT = 0.2
"""Seconds the client waits for an answer that never comes."""


@pytest.fixture(params=["http", "in process"])
def bot(request: pytest.FixtureRequest, world: World, address: str) -> telegram.Bot:
    if request.param == "http":
        return telegram.Bot(TOKEN, f"{address}/bot")
    return telegram.Bot(TOKEN, request=SandboxRequest(world))


@pytest.mark.parametrize(
    ("status", "raised"),
    [
        (400, error.BadRequest),
        (401, error.InvalidToken),
        (403, error.Forbidden),
        (409, error.Conflict),
        (429, error.RetryAfter),
        (500, error.NetworkError),
        (502, error.NetworkError),
        ("half", error.NetworkError),
        ("silent", error.TimedOut),
        ("timeout_after", error.TimedOut),
    ],
)
async def test_a_fault_hits_one_call_and_the_next_goes_well(
    world: World,
    ana: Person,
    bot: telegram.Bot,
    status: Status,
    raised: type[Exception],
) -> None:
    async with bot:
        await world.send(ana, "hi")
        world.faults.next("sendMessage", status)
        limit = SHORT if raised is error.TimedOut else PATIENCE
        with pytest.raises(raised) as caught:
            await bot.send_message(ana.id, "one", read_timeout=limit)
        assert type(caught.value) is raised
        assert [each.text for each in world.chat(ana).messages[1:]] == ["one"] * (status in DONE)
        await bot.send_message(ana.id, "two")
        assert world.chat(ana).last.text == "two"


async def test_a_fault_can_be_for_one_chat_and_several_times(world: World, ana: Person) -> None:
    ben = world.person("Ben", "staff")
    for who in (ana, ben):
        await world.send(who, "hi")
    world.faults.next("sendMessage", 429, chat=ana.id, times=2, retry_after=7)
    assert (await ask(world, "sendMessage", chat_id=ben.id, text="x")).status == 200
    for _ in range(2):
        heard = await ask(world, "sendMessage", chat_id=ana.id, text="x")
        assert (heard.words, heard.parameters) == (
            "Too Many Requests: retry after 7",
            {"retry_after": 7},
        )
    assert (await ask(world, "sendMessage", chat_id=ana.id, text="x")).status == 200


async def test_any_method_can_fail_with_words_of_ones_own(world: World) -> None:
    world.faults.next("*", 400, description="Bad Request: message thread not found")
    world.faults.next("getMe", 500)
    assert (await ask(world, "getMe")).words == "Bad Request: message thread not found"
    assert (await ask(world, "getMe")).status == 500
    assert (await ask(world, "getMe")).status == 200
    world.faults.next("getMe", 500)
    world.faults.clear()
    assert (await ask(world, "getMe")).status == 200
    assert world.calls["getme"] == 4


async def test_latency_holds_answers_back_but_not_what_was_asked(
    world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    world.latency = 3600.0
    calls = [
        asyncio.ensure_future(ask(world, "sendMessage", chat_id=ana.id, text="x"))
        for _ in range(50)
    ]
    await until(world, lambda: len(world.chat(ana).messages) == 51)
    assert not any(call.done() for call in calls)
    for call in calls:
        call.cancel()


async def test_a_stranger_with_another_token_is_turned_away(world: World) -> None:
    face = SandboxRequest(world)
    stranger = telegram.Bot("998:OTHER", request=face, get_updates_request=face)
    with pytest.raises(error.InvalidToken):
        await stranger.initialize()
