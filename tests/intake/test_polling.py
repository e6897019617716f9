"""Polling confirms only what was handled; a slow chat or an outage loses nothing."""

from functools import partial

import pytest
from telegram import Update

from bot.sandbox.methods import intake
from models.store.doors import StoreDown
from tests.intake.desk import Desk, contented
from tests.intake.polled import held, running

pytestmark = pytest.mark.usefixtures("quick")


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
