"""Polling confirms only what was handled; a slow chat or an outage loses nothing."""

from functools import partial

import pytest
from telegram import Update

from bot.sandbox.methods import intake
from models.store.doors import StoreDown
from tests.intake.hall import Hall, contented
from tests.intake.polled import held, running

pytestmark = pytest.mark.usefixtures("quick")


async def test_what_was_handled_is_confirmed(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    async with running(hall):
        await hall.world.send(sam, "one")
        await hall.world.send(sam, "two")
        await hall.until(lambda: not hall.pending())
    assert hall.handled == ["one", "two"]


async def test_nothing_is_confirmed_before_it_was_handled(hall: Hall) -> None:
    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    gates = held(hall, "slow")
    async with running(hall):
        await hall.world.send(sam, "slow")
        await hall.world.send(kim, "quick")
        await hall.until(lambda: "quick" in hall.handled)
        polled = hall.world.calls["getupdates"]
        await hall.until(lambda: hall.world.calls["getupdates"] > polled)
        assert hall.pending() == [0, 1]
        gates["slow"].set()
        await hall.until(lambda: not hall.pending())
    assert set(hall.tried.values()) == {1}


async def test_a_slow_chat_does_not_hold_who_comes_after_it(hall: Hall) -> None:
    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    gates = held(hall, "slow")
    async with running(hall):
        await hall.world.send(sam, "slow")
        await hall.until(lambda: hall.tried)
        for number in range(5):
            await hall.world.send(kim, str(number))
            await hall.until(partial(hall.handled.__contains__, str(number)))
        gates["slow"].set()
    assert set(hall.tried.values()) == {1}


async def test_a_chat_is_handled_in_order_even_while_its_first_must_be_tried_again(
    hall: Hall,
) -> None:
    sam = hall.world.person("Sam")

    async def fails_twice(update: Update) -> None:
        if update.message and update.message.text == "first" and hall.tried[update.update_id] < 3:
            raise StoreDown("locked")

    hall.upset = fails_twice
    async with running(hall):
        for text in ("first", "second", "third"):
            await hall.world.send(sam, text)
        await hall.until(lambda: not hall.pending())
    assert hall.handled == ["first", "second", "third"]


async def test_help_is_there_while_the_store_is_down(hall: Hall) -> None:
    async def down(update: Update) -> None:
        if update.message and update.message.text != "/help":
            raise StoreDown("full")

    hall.upset = down
    people = [hall.world.person(str(number)) for number in range(90)]
    async with running(hall):
        for person in people:
            await hall.world.send(person, "hello")
        await hall.until(lambda: len(hall.tried) == 90)
        await hall.world.send(people[0], "/help")
        await hall.until(lambda: hall.handled == ["/help"])
        assert len(hall.pending()) == 91
        hall.upset = contented
        await hall.until(lambda: not hall.pending())


async def test_the_third_fault_of_our_own_is_confirmed_and_the_next_goes_on(hall: Hall) -> None:
    sam = hall.world.person("Sam")

    async def poison(update: Update) -> None:
        if update.message and update.message.text == "poison":
            raise KeyError

    hall.upset = poison
    async with running(hall):
        await hall.world.send(sam, "poison")
        await hall.world.send(sam, "good")
        await hall.until(lambda: not hall.pending())
    assert hall.handled == ["good"]
    assert sorted(hall.tried.values()) == [1, 3]


@pytest.mark.parametrize("status", [409, 429, 500, 502, 401, "half"])
@pytest.mark.parametrize("method", ["getUpdates", "deleteWebhook"])
async def test_whatever_telegram_answers_the_polling_goes_on(
    hall: Hall, method: str, status: int
) -> None:
    hall.world.faults.next(method, status, times=4, retry_after=0)
    sam = hall.world.person("Sam")
    await hall.world.send(sam, "hello")
    async with running(hall):
        await hall.until(lambda: not hall.pending())
    assert hall.handled == ["hello"]


async def test_updates_kept_for_a_webhook_are_not_thrown_away(hall: Hall) -> None:
    await hall.app.bot.set_webhook("https://elsewhere.example.org")
    await hall.world.send(hall.world.person("Sam"), "sent before")
    async with running(hall):
        await hall.until(lambda: not hall.pending())
    assert hall.handled == ["sent before"]


async def test_only_what_we_handle_is_asked_for(hall: Hall) -> None:
    async with running(hall):
        await hall.until(lambda: hall.world.state.updates.allowed is not None)
    assert hall.world.state.updates.allowed == frozenset(
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
    hall: Hall, body: bytes
) -> None:
    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    await hall.world.send(sam, "before")
    await hall.world.send(sam, "unreadable")
    await hall.world.send(kim, "after")
    record = list(hall.world.updates.values())[1]
    record.body = b'{"update_id": %d, %b}' % (record.id, body)
    async with running(hall):
        await hall.until(lambda: not hall.pending())
    assert hall.handled[0] == "before"
    assert hall.handled[-1] == "after"


async def test_the_same_offset_is_not_asked_for_in_a_rush(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    rushed = []
    poll = hall.world.state.poll
    is_rushed = poll.is_rushed

    def watched(offset: int) -> bool:
        rushed.append(is_rushed(offset))
        return rushed[-1]

    monkeypatch.setattr(poll, "is_rushed", watched)
    gates = held(hall, "slow")
    async with running(hall):
        await hall.world.send(hall.world.person("Sam"), "slow")
        await hall.until(lambda: len(rushed) >= 4)
        assert not any(rushed)
        gates["slow"].set()
        await hall.until(lambda: not hall.pending())


async def test_more_than_telegram_shows_at_once_is_handled_to_the_last(hall: Hall) -> None:
    people = [hall.world.person(str(number)) for number in range(20)]
    for number in range(intake.MOST * 3):
        await hall.world.send(people[number % 20], f"{number % 20} {number:03}")
    async with running(hall):
        await hall.until(lambda: not hall.pending())
    for number in range(20):
        own = [text for text in hall.handled if text.startswith(f"{number} ")]
        assert own == sorted(own)
        assert len(own) == 15
