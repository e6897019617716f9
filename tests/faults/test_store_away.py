"""Disk full, file locked, server stopped under the running bot: help stands, nothing is lost."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.http import serve
from bot.sandbox.shapes import Message
from bot.sandbox.world import World
from messages.care import CARE_CARD
from messages.words import label
from models.clock import system_clock
from models.sealing import Vault, new_key
from models.store import incidents
from models.store.doors import Store
from tests.faults.outages import OUTAGES
from tests.faults.process import TOKEN, BotProcess
from tests.faults.somebody import Somebody, all_handled, labels

BUSY = label("trouble", "busy").splitlines()[0]
NO_LIST = label("trouble", "no_list").splitlines()[0]
NUMBERS = ("999", "111", "116 123", "85258")
BEFORE = {"safe": "yes", "what": "verbal"}
AFTER = {"where": "ward", "when": "this_shift", "effect": "shaken"}


@dataclass
class Story:
    """Three people: one in the middle of a log, one who arrives, one who looks for support."""

    world: World
    sam: Somebody
    kim: Somebody
    ali: Somebody

    async def begins(self) -> None:
        await self.sam.says("/start")
        await self.sam.taps(label("home", "me"))
        for question, option in BEFORE.items():
            await self.sam.answers(question, option)
        await all_handled(self.world)

    async def goes_on_without_a_store(self) -> None:
        """Nothing can be kept: everybody hears so kindly, and Telegram goes on holding it."""
        await self.sam.answers("who", "patient")
        await self.kim.says("/start")
        waiting = list(self.world.updates.values())[-2:]
        for somebody in (self.sam, self.kim):
            assert_care(await somebody.sees(BUSY))
        await self._asks_for_help()
        await self.ali.says("/support")
        assert_care(await self.ali.sees(NO_LIST))
        assert [each.state for each in waiting] == ["pending", "pending"]

    async def _asks_for_help(self) -> None:
        """Ask past what Telegram holds back: it keeps taps and messages in a queue each."""
        await self.sam.says("/help")
        await self.kim.taps("Need help now")
        for somebody in (self.sam, self.kim):
            card = await somebody.until(lambda m: m.html.startswith(CARE_CARD.splitlines()[0]))
            assert_care(card)

    async def ends(self) -> None:
        """The store is back: what waited is done once, and the log goes on where it was."""
        await all_handled(self.world)
        assert sum(label("home", "me") in labels(m) for m in self.kim.heard) == 1
        assert sum(BUSY in m.text for m in self.sam.heard) == 1
        for question, option in AFTER.items():
            await self.sam.answers(question, option)
        await self.sam.taps(label("report/review", "find"))
        await self.sam.sees("Nobody at work has been told")
        await all_handled(self.world)


def assert_care(message: Message) -> None:
    assert all(number in message.text for number in NUMBERS), message.text


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("outage", OUTAGES)
async def test_without_its_store_the_bot_helps_waits_and_loses_nothing(
    outage: str, mode: str, tmp_path: Path
) -> None:
    keys = new_key(system_clock().date())
    world = World(token=TOKEN, start=system_clock())
    world.live = True
    story = Story(world, *(Somebody(world, world.person(n)) for n in ("Sam", "Kim", "Ali")))
    async with OUTAGES[outage](tmp_path) as away, serve(world) as api:
        bot = BotProcess(api, away.url, keys, tmp_path, mode)
        async with bot.running():
            await story.begins()
            await away.begin(bot)
            await story.goes_on_without_a_store()
            await away.end(bot)
            await story.ends()
        answers = {**BEFORE, "who": "patient", **AFTER}
        assert await kept(away.url, keys, story.sam) == [
            {key: (option,) for key, option in answers.items() if key != "safe"}
        ]


async def kept(url: str, keys: str, somebody: Somebody) -> list[dict[str, tuple[str, ...]]]:
    store = Store.open(url, Vault.from_setting(keys), system_clock)
    reports = await store.read(lambda tx: incidents.mine(tx, somebody.person.id))
    await store.close()
    return [dict(report.answers) for _, report in reports]
