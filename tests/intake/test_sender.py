"""The sender against the sandbox: what Telegram does to a message decides what becomes of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import select
from telegram import Bot

from bot.pace import Pace
from bot.sandbox.http import serve
from bot.sandbox.world import World
from bot.sender import Sender, deliver_due, sending
from bot.telegram_http import AiohttpRequest
from handlers.checkins import prompt_screen
from messages.screen import Screen
from models.checkin import Prompt
from models.checkin_sending import State
from models.sealing import Vault, new_key
from models.store import plans
from models.store.doors import Store, Tx
from models.tables import prompt
from tests.conversations.phone import NOON, House, sqlite_url
from tests.store.made import run
from tests.store.sending import fill


@dataclass
class Round:
    """A house with people of whom each has a check-in due."""

    house: House
    people: list[int]

    @property
    def world(self) -> World:
        return self.house.world

    @property
    def store(self) -> Store:
        return self.house.store

    async def deliver(self) -> None:
        await deliver_due(self.house.app.bot, self.house.services)

    async def states(self) -> list[tuple[str, int]]:
        def read(tx: Tx) -> list[tuple[str, int]]:
            rows = tx.connection.execute(select(prompt.c.state, prompt.c.sendings)).all()
            return sorted((row.state, row.sendings) for row in rows)

        return await self.store.read(read)

    def heard(self) -> list[int]:
        return [len(self.world.state.chats[each].messages) for each in self.people]


@pytest.fixture
async def ready(tmp_path: Path) -> AsyncIterator[Round]:
    keys = new_key(NOON.date())
    house = await House.build(sqlite_url(tmp_path), keys=keys)
    people = [each.id for each in house.world.crowd(3)]
    await fill(house.store, Vault.from_setting(keys), people, NOON)
    yield Round(house, people)
    await house.close()


async def test_everything_that_is_due_is_sent_once(ready: Round) -> None:
    await ready.deliver()
    await ready.deliver()
    assert ready.heard() == [1, 1, 1]
    assert await ready.states() == [(State.SENT, 1)] * 3


async def test_a_chat_that_is_held_holds_nobody_else(ready: Round) -> None:
    ready.world.faults.next("sendMessage", 429, chat=ready.people[0], retry_after=40)
    await ready.deliver()
    assert ready.heard() == [0, 1, 1]
    ready.world.forward(timedelta(seconds=35))
    await ready.deliver()
    assert ready.heard() == [0, 1, 1]
    ready.world.forward(timedelta(seconds=10))
    await ready.deliver()
    assert ready.heard() == [1, 1, 1]


@pytest.mark.parametrize("description", ["", "Forbidden: user is deactivated"])
async def test_whoever_blocked_the_bot_has_no_plan_any_more(
    ready: Round, description: str
) -> None:
    ready.world.faults.next("sendMessage", 403, chat=ready.people[1], description=description)
    await ready.deliver()
    assert ready.heard() == [1, 0, 1]
    assert await ready.store.read(run(plans.of, ready.people[1])) is None
    assert await ready.states() == [(State.SENT, 1)] * 2


async def test_a_chat_that_telegram_does_not_know_has_no_plan_any_more(ready: Round) -> None:
    words = "Bad Request: chat not found"
    ready.world.faults.next("sendMessage", 400, chat=ready.people[1], description=words)
    await ready.deliver()
    assert await ready.states() == [(State.SENT, 1)] * 2


async def test_what_failed_comes_later_and_once(ready: Round) -> None:
    ready.world.faults.next("sendMessage", 500, chat=ready.people[2])
    await ready.deliver()
    assert ready.heard() == [1, 1, 0]
    await ready.deliver()
    assert ready.heard() == [1, 1, 0]
    ready.world.forward(timedelta(minutes=1))
    await ready.deliver()
    assert ready.heard() == [1, 1, 1]
    assert await ready.states() == [(State.SENT, 1)] * 3


async def test_what_is_refused_by_a_defect_of_ours_is_given_up_after_a_day(ready: Round) -> None:
    ready.world.faults.next("sendMessage", 400, times=1000, chat=ready.people[2])
    for _ in range(30 * 4):
        await ready.deliver()
        ready.world.forward(timedelta(minutes=15))
    assert ready.heard()[2] == 0
    assert 15 < ready.world.calls["sendmessage"] < 60
    assert State.SKIPPED not in {state for state, _ in await ready.states()}  # its plan is over
    assert await ready.store.read(run(plans.of, ready.people[2])) is None


@pytest.mark.parametrize("fate", ["timeout_after", "half"])
async def test_what_may_have_arrived_is_not_sent_again(
    ready: Round, fate: Literal["timeout_after", "half"]
) -> None:
    ready.world.faults.next("sendMessage", fate, chat=ready.people[0])
    async with serve(ready.world) as api:
        speaking = AiohttpRequest(seconds=0.3)
        await speaking.initialize()
        bot = Bot("999:TEST", base_url=f"{api}/bot", request=speaking)
        await deliver_due(bot, ready.house.services)
        ready.world.forward(timedelta(minutes=30))
        await deliver_due(bot, ready.house.services)
        await speaking.shutdown()
    assert ready.heard() == [1, 1, 1]
    assert await ready.states() == [(State.SENT, 1)] * 3


async def test_a_defect_in_one_holds_none_of_the_others(
    ready: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(prompt: Prompt) -> Screen:
        if prompt.telegram_id == ready.people[0]:
            raise KeyError("a word that is missing")
        return prompt_screen(prompt)

    monkeypatch.setattr("bot.sender.prompt_screen", draw)
    await ready.deliver()
    assert ready.heard() == [0, 1, 1]
    monkeypatch.undo()
    ready.world.forward(timedelta(minutes=2))
    await ready.deliver()
    assert ready.heard() == [1, 1, 1]


async def test_while_the_store_is_down_nothing_is_sent_and_then_everything(
    ready: Round,
) -> None:
    whole = ready.house.services.store
    await whole.close()
    await ready.deliver()
    assert ready.heard() == [0, 0, 0]


async def test_a_stop_of_the_program_waits_for_what_is_on_its_way(ready: Round) -> None:
    ready.world.latency = 0.3
    bot, services = ready.house.app.bot, ready.house.services
    async with sending(Sender(bot, services, Pace(5.0, 1.0)), seconds=0.01):
        async with asyncio.timeout(10):
            while not sum(ready.heard()):
                await ready.world.changed(ready.world.seq)
    await asyncio.sleep(0.5)
    states = await ready.states()
    assert {state for state, _ in states} <= {State.SENT, State.DUE}
    assert [state for state, _ in states].count(State.SENT) == sum(ready.heard())


async def test_a_limit_of_the_sandbox_is_met_by_whoever_keeps_no_pace(tmp_path: Path) -> None:
    keys = new_key(NOON.date())
    house = await House.build(sqlite_url(tmp_path), keys=keys)
    house.world.limits.per_second = 5.0
    people = [each.id for each in house.world.crowd(12)]
    await fill(house.store, Vault.from_setting(keys), people, NOON)
    await deliver_due(house.app.bot, house.services)
    assert house.world.limits.refused > 0
    await house.close()
