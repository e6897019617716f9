"""The control address: a world driven, watched and moved from another process."""

import asyncio
import sys
from datetime import timedelta

import pytest

from bot.sandbox.remote import ControlError, Remote
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import PATIENCE, ids, said
from tests.sandbox.conftest import START, ptb_over_http

KEYS = '{"inline_keyboard": [[{"text": "Yes", "callback_data": "v1:yes"}]]}'


async def test_people_write_and_tap_and_their_chats_can_be_read(
    world: World, address: str
) -> None:
    async with Remote(address) as remote:
        ben = await remote.act("person", name="Ben", role="lead")
        sent = await remote.act("send", person=ben["id"], text="/start")
        assert sent["updates"] == list(world.updates)
        card = await said(world, ben["id"], "<b>Safe?</b>", parse_mode="HTML", reply_markup=KEYS)
        tap = await remote.act("tap", person=ben["id"], message=card, button="Yes")
        assert (tap["data"], tap["updates"]) == ("v1:yes", [sent["updates"][0] + 1])
        forged = await remote.act("tap_raw", person=ben["id"], message=9, data="?")
        chat = await remote.act("chat", chat=ben["id"])
        assert [each["html"] for each in chat["messages"]] == ["/start", "<b>Safe?</b>"]
        assert chat["messages"][1]["buttons"] == [
            [{"text": "Yes", "kind": "callback", "value": "v1:yes"}]
        ]
        assert [each["id"] for each in chat["waiting"]] == [tap["id"], forged["id"]]


async def test_it_tells_which_updates_were_acknowledged_and_how(
    world: World, ana: Person, address: str
) -> None:
    async with Remote(address) as remote:
        for word in ("one", "two"):
            await remote.act("send", person=ana.id, text=word)
        first, second = list(world.updates)
        assert await ids(world, second) == [second]
        found = (await remote.act("updates"))["updates_made"]
        assert [each["state"] for each in found] == ["acknowledged", "pending"]
        assert found[0]["by"] == "offset"
        assert found[0]["acknowledged"] == START.isoformat()
        assert found[1]["acknowledged"] is None
        [last] = (await remote.act("updates", since=second))["updates_made"]
        assert last["id"] == second
        await remote.act("redeliver", update=first)
        assert await ids(world, second + 1) == [first]


async def test_clock_latency_faults_and_reset_are_at_hand(
    world: World, ana: Person, address: str
) -> None:
    async with Remote(address) as remote, ptb_over_http(address) as bot:
        await remote.act("send", person=ana.id, text="hi")
        shown = await remote.act("set", forward=90, latency=0.01)
        assert (shown["latency"], shown["live"]) == (0.01, False)
        assert world.now() == START + timedelta(seconds=90)
        await remote.act("fault", method="sendMessage", status=500, times=3)
        await remote.act("clear_faults")
        assert await bot.send(ana.id, "hello") == 2
        await remote.act("reset")
        assert world.chat(ana).messages == []
        state = await remote.act("state")
        assert (state["pending"], state["latency"]) == (0, 0.0)
        assert state["people"] == [{"id": ana.id, "name": "Ana", "role": "staff"}]


async def test_many_acts_can_be_sent_at_once(world: World, ana: Person, address: str) -> None:
    acts = [
        {"act": "send", "person": ana.id, "text": "hi"},
        {"act": "media", "person": ana.id, "kind": "voice"},
        {"act": "group", "title": "Ward 4", "by": ana.id},
        {"act": "block", "person": ana.id},
        {"act": "block", "person": ana.id, "blocked": False},
        {"act": "init_data", "person": ana.id},
    ]
    async with Remote(address) as remote:
        done = (await remote.act("all", acts=acts))["results"]
    assert [len(each["updates"]) for each in done] == [1, 1, 2, 1, 1, 0]
    assert done[2]["title"] == "Ward 4"
    assert done[5]["init_data"] == world.init_data(ana)


async def test_a_change_can_be_waited_for(world: World, ana: Person, address: str) -> None:
    async with Remote(address) as remote:
        seq = (await remote.act("state"))["seq"]
        assert (await remote.act("changed", after=seq, timeout=0))["seq"] == seq
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(remote.act("changed", after=seq, timeout=PATIENCE))
            await world.send(ana, "hi")
        assert waiting.result()["seq"] > seq


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("send", {"person": 1, "text": "hi"}),
        ("fly", {}),
        ("tap", {"person": 5_000_000_001, "message": 1, "button": "Yes"}),
        ("set", {"forward": -1}),
    ],
)
async def test_an_act_that_cannot_be_says_why(
    world: World, ana: Person, address: str, name: str, given: dict[str, object]
) -> None:
    assert world.people == [ana]
    async with Remote(address) as remote:
        with pytest.raises(ControlError):
            await remote.act(name, **given)


async def test_the_server_runs_as_a_process_of_its_own_on_the_real_clock() -> None:
    command = (sys.executable, "-m", "bot.sandbox.server", "--port", "0")
    server = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert server.stdout
    try:
        async with asyncio.timeout(PATIENCE * 3):
            address = (await server.stdout.readline()).decode().strip()
        async with Remote(address) as remote, ptb_over_http(address) as bot:
            ben = await remote.act("person", name="Ben")
            await remote.act("send", person=ben["id"], text="hi")
            assert await bot.send(ben["id"], "Hello") == 2
            assert (await remote.act("state"))["live"]
    finally:
        server.terminate()
        assert await server.wait() == 0
