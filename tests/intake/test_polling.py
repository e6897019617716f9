"""Polling confirms only what was handled; a slow chat, an outage or a stop loses nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from telegram import Update

from bot.intake import patience, polling
from bot.sandbox.methods import intake
from models.store.doors import StoreDown
from tests.intake.desk import Desk, contented


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten waits between tries; what is tested is what happens, not when."""
    monkeypatch.setattr(patience, "FIRST", 0.001)
    monkeypatch.setattr(patience, "LONGEST", 0.02)
    monkeypatch.setattr(polling, "pause", lambda _tries: 0.001)


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[asyncio.Event]:
    """Poll beside the story, and stop in good order at its end."""
    stop = asyncio.Event()
    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        group.create_task(desk.polling().run(stop))
        yield stop
        stop.set()


def held(desk: Desk, *names: str) -> dict[str, asyncio.Event]:
    """Have messages of these words wait in their handler until their gate opens."""
    gates = {name: asyncio.Event() for name in names}

    async def upset(update: Update) -> None:
        message = update.effective_message
        if message and message.text in gates:
            await gates[message.text].wait()

    desk.upset = upset
    return gates


async def test_what_was_handled_is_confirmed(desk: Desk) -> None:
    sam = desk.world.person("Sam")
    async with running(desk):
        await desk.world.send(sam, "one")
        await desk.world.send(sam, "two")
        await desk.until(lambda: not desk.pending())
    assert desk.handled == ["one", "two"]


async def test_nothing_is_confirmed_before_it_was_handled(desk: Desk) -> None:
    sam, kim = desk.world.person("Sam"), desk.world.person("Kim")
    gates = held(desk, "slow")
    async with running(desk):
        await desk.world.send(sam, "slow")
        await desk.world.send(kim, "quick")
        await desk.until(lambda: "quick" in desk.handled)
        polled = desk.world.calls["getupdates"]
        await desk.until(lambda: desk.world.calls["getupdates"] > polled)
        assert desk.pending() == [0, 1]
        gates["slow"].set()
        await desk.until(lambda: not desk.pending())
    assert set(desk.tried.values()) == {1}


async def test_a_slow_chat_does_not_hold_who_comes_after_it(desk: Desk) -> None:
    sam, kim = desk.world.person("Sam"), desk.world.person("Kim")
    gates = held(desk, "slow")
    async with running(desk):
        await desk.world.send(sam, "slow")
        await desk.until(lambda: desk.tried)
        for number in range(5):
            await desk.world.send(kim, str(number))
            await desk.until(partial(desk.handled.__contains__, str(number)))
        gates["slow"].set()
    assert set(desk.tried.values()) == {1}


async def test_a_chat_is_handled_in_order_even_while_its_first_must_be_tried_again(
    desk: Desk,
) -> None:
    sam = desk.world.person("Sam")

    async def fails_twice(update: Update) -> None:
        if update.message and update.message.text == "first" and desk.tried[update.update_id] < 3:
            raise StoreDown("locked")

    desk.upset = fails_twice
    async with running(desk):
        for text in ("first", "second", "third"):
            await desk.world.send(sam, text)
        await desk.until(lambda: not desk.pending())
    assert desk.handled == ["first", "second", "third"]


async def test_help_is_there_while_the_store_is_down(desk: Desk) -> None:
    async def down(update: Update) -> None:
        if update.message and update.message.text != "/help":
            raise StoreDown("full")

    desk.upset = down
    people = [desk.world.person(str(number)) for number in range(90)]
    async with running(desk):
        for person in people:
            await desk.world.send(person, "hello")
        await desk.until(lambda: len(desk.tried) == 90)
        await desk.world.send(people[0], "/help")
        await desk.until(lambda: desk.handled == ["/help"])
        assert len(desk.pending()) == 91
        desk.upset = contented
        await desk.until(lambda: not desk.pending())


async def test_the_third_fault_of_our_own_is_confirmed_and_the_next_goes_on(desk: Desk) -> None:
    sam = desk.world.person("Sam")

    async def poison(update: Update) -> None:
        if update.message and update.message.text == "poison":
            raise KeyError

    desk.upset = poison
    async with running(desk):
        await desk.world.send(sam, "poison")
        await desk.world.send(sam, "good")
        await desk.until(lambda: not desk.pending())
    assert desk.handled == ["good"]
    assert sorted(desk.tried.values()) == [1, 3]


@pytest.mark.parametrize("status", [409, 429, 500, 502, 401, "half"])
@pytest.mark.parametrize("method", ["getUpdates", "deleteWebhook"])
async def test_whatever_telegram_answers_the_polling_goes_on(
    desk: Desk, method: str, status: int
) -> None:
    desk.world.faults.next(method, status, times=4, retry_after=0)
    sam = desk.world.person("Sam")
    await desk.world.send(sam, "hello")
    async with running(desk):
        await desk.until(lambda: not desk.pending())
    assert desk.handled == ["hello"]


async def test_updates_kept_for_a_webhook_are_not_thrown_away(desk: Desk) -> None:
    await desk.app.bot.set_webhook("https://elsewhere.example.org")
    await desk.world.send(desk.world.person("Sam"), "sent before")
    async with running(desk):
        await desk.until(lambda: not desk.pending())
    assert desk.handled == ["sent before"]


async def test_only_what_we_handle_is_asked_for(desk: Desk) -> None:
    async with running(desk):
        await desk.until(lambda: desk.world.state.updates.allowed is not None)
    assert desk.world.state.updates.allowed == frozenset(
        {
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
        }
    )


async def test_a_stop_lets_what_is_in_hand_end_and_confirms_it(desk: Desk) -> None:
    sam = desk.world.person("Sam")
    gates = held(desk, "slow")
    async with running(desk) as stop:
        await desk.world.send(sam, "slow")
        await desk.until(lambda: desk.tried)
        stop.set()
        gates["slow"].set()
    assert desk.handled == ["slow"]
    assert not desk.pending()


async def test_a_stop_gives_up_what_does_not_end_and_leaves_it_with_telegram(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LANDING", 0.05)
    sam, kim = desk.world.person("Sam"), desk.world.person("Kim")
    held(desk, "never ends")
    async with running(desk) as stop:
        await desk.world.send(sam, "never ends")
        await desk.world.send(kim, "quick")
        await desk.until(lambda: desk.handled == ["quick"])
        stop.set()
    assert desk.pending() == [0, 1]


async def test_a_stop_does_not_wait_for_a_store_that_is_down(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(_update: Update) -> None:
        raise StoreDown("full")

    desk.upset = down
    monkeypatch.setattr(polling, "LANDING", 1000.0)
    monkeypatch.setattr(polling, "pause", lambda _tries: 1000.0)
    async with running(desk) as stop:
        await desk.world.send(desk.world.person("Sam"), "hello")
        await desk.until(lambda: desk.tried)
        stop.set()
    assert desk.pending() == [0]


async def test_a_stop_ends_the_wait_for_a_telegram_that_is_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST", 1000.0)
    desk.world.faults.next("deleteWebhook", 502, times=100)
    async with running(desk) as stop:
        await desk.until(lambda: desk.world.calls["deletewebhook"])
        stop.set()


@pytest.mark.parametrize(
    "body", [b'"message": 7', b'"message": {"message_id": 1}', b'"poll": 0.5']
)
async def test_an_update_that_cannot_be_read_holds_nobody_and_is_counted(
    desk: Desk, body: bytes
) -> None:
    sam, kim = desk.world.person("Sam"), desk.world.person("Kim")
    await desk.world.send(sam, "before")
    await desk.world.send(sam, "unreadable")
    await desk.world.send(kim, "after")
    record = list(desk.world.updates.values())[1]
    record.body = b'{"update_id": %d, %b}' % (record.id, body)
    async with running(desk):
        await desk.until(lambda: not desk.pending())
    assert desk.handled[0] == "before"
    assert desk.handled[-1] == "after"


async def test_the_same_offset_is_not_asked_for_in_a_rush(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rushed = []
    poll = desk.world.state.poll
    is_rushed = poll.is_rushed

    def watched(offset: int) -> bool:
        rushed.append(is_rushed(offset))
        return rushed[-1]

    monkeypatch.setattr(poll, "is_rushed", watched)
    gates = held(desk, "slow")
    async with running(desk):
        await desk.world.send(desk.world.person("Sam"), "slow")
        await desk.until(lambda: len(rushed) >= 4)
        assert not any(rushed)
        gates["slow"].set()
        await desk.until(lambda: not desk.pending())


async def test_more_than_telegram_shows_at_once_is_handled_to_the_last(desk: Desk) -> None:
    people = [desk.world.person(str(number)) for number in range(20)]
    for number in range(intake.MOST * 3):
        await desk.world.send(people[number % 20], f"{number % 20} {number:03}")
    async with running(desk):
        await desk.until(lambda: not desk.pending())
    for number in range(20):
        own = [text for text in desk.handled if text.startswith(f"{number} ")]
        assert own == sorted(own)
        assert len(own) == 15
