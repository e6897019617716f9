"""A stop of polling: what is in hand ends and is confirmed, all else stays with Telegram."""

import pytest
from telegram import Update

from bot.intake import patience, polling
from models.store.doors import StoreDown
from tests.intake.desk import Desk
from tests.intake.polled import held, running

pytestmark = pytest.mark.usefixtures("quick")


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
