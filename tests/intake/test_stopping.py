"""A stop of polling: what is in hand ends and is confirmed, all else stays with Telegram."""

import pytest
from telegram import Update

from bot.intake import patience, polling
from models.store.doors import StoreDown
from tests.intake.hall import Hall
from tests.intake.polled import held, running

pytestmark = pytest.mark.usefixtures("quick")


async def test_a_stop_lets_what_is_in_hand_end_and_confirms_it(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    gates = held(hall, "slow")
    async with running(hall) as stop:
        await hall.world.send(sam, "slow")
        await hall.until(lambda: hall.tried)
        stop.set()
        gates["slow"].set()
    assert hall.handled == ["slow"]
    assert not hall.pending()


async def test_a_stop_gives_up_what_does_not_end_and_leaves_it_with_telegram(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LANDING", 0.05)
    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    held(hall, "never ends")
    async with running(hall) as stop:
        await hall.world.send(sam, "never ends")
        await hall.world.send(kim, "quick")
        await hall.until(lambda: hall.handled == ["quick"])
        stop.set()
    assert hall.pending() == [0, 1]


async def test_a_stop_does_not_wait_for_a_store_that_is_down(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(_update: Update) -> None:
        raise StoreDown("full")

    hall.upset = down
    monkeypatch.setattr(polling, "LANDING", 1000.0)
    monkeypatch.setattr(polling, "pause", lambda _tries: 1000.0)
    async with running(hall) as stop:
        await hall.world.send(hall.world.person("Sam"), "hello")
        await hall.until(lambda: hall.tried)
        stop.set()
    assert hall.pending() == [0]


async def test_a_stop_ends_the_wait_for_a_telegram_that_is_away(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST", 1000.0)
    hall.world.faults.next("deleteWebhook", 502, times=100)
    async with running(hall) as stop:
        await hall.until(lambda: hall.world.calls["deletewebhook"])
        stop.set()
