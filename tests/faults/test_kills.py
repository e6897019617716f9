"""Nothing acknowledged is lost, whenever the process is killed: real processes, real HTTP."""

import asyncio
import os
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.sandbox import delivery
from bot.sandbox.acts import NoSuchButton
from bot.sandbox.http import serve
from bot.sandbox.shapes import Message
from bot.sandbox.world import World
from messages.words import label
from models.clock import system_clock
from models.report import REPORT, pages
from models.sealing import Vault, new_key
from models.store import incidents
from models.store.doors import Store
from tests.faults.process import TOKEN, BotProcess
from tests.faults.somebody import Somebody, all_handled, labels

KILLS = int(os.environ.get("HANDRAIL_TEST_KILLS", "20"))
PEOPLE = 6
SOON, LOOKS = 15.0, 12
"""Seconds after which somebody looks whether their card was put aside, and how often they do."""
TOLD = "Nobody at work has been told"
ASKED = ("safe", "what", "who", "where", "when", "effect")


@dataclass
class Walker(Somebody):
    """Somebody who logs one encounter after the other, and knows what they tapped."""

    dice: random.Random
    kept: list[dict[str, str]] = field(default_factory=list)
    done: bool = False

    async def walk(self) -> None:
        """Log until told to stop, then end the report in hand."""
        while not self.done:
            self.kept.append(await self._one())

    async def answers(self, question: str, option: str) -> Message:
        """Answer as people do: who finds the card put aside, by a /start that came late, goes on.

        Telegram holds messages and taps apart, so after a kill they may come in another order.
        """
        for _ in range(LOOKS):
            with suppress(TimeoutError):
                async with asyncio.timeout(SOON):
                    return await super().answers(question, option)
            await self._carry_on()
        raise TimeoutError(f"{question} was never asked")

    async def _carry_on(self) -> None:
        words = label("home", "carry_on")
        aside = next((m for m in reversed(self.heard) if words in labels(m)), None)
        if aside is not None:
            with suppress(NoSuchButton):
                await self.world.tap(self.person, aside.id, words)

    async def _one(self) -> dict[str, str]:
        await self.says("/start")
        await self.taps(label("home", "me"))
        told, begun = {}, 0
        for key in ASKED:
            question = REPORT.question(key)
            options = [o for o in pages(question, None)[0] if o not in ("hurt", "not_yet")]
            told[key] = self.dice.choice(options)
            await self.answers(key, told[key])
            # Earlier taps came first, so what they may show twice stands above this message.
            begun = max(begun, self.newest) if key == ASKED[1] else begun
        await self.taps(label("report/review", "find"))
        end = await self.until(lambda m: m.id > begun and m.text.startswith(TOLD))
        await self.world.tap(self.person, end.id, label("report/finished", "clear"))
        cleared = label("report/finished", "cleared")
        await self.until(lambda m: m.id > end.id and m.text == cleared)
        return told


@pytest.fixture(autouse=True)
def _tried_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Telegram try again every second: what is tested is what comes, not when.

    Its own two minutes outlast the bot, which lives for a moment, and the taps.
    """
    monkeypatch.setattr(delivery, "LONGEST", range(1, 2))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_no_kill_at_any_moment_loses_or_doubles_a_report(mode: str, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    dice = random.Random(seed)
    keys = new_key(system_clock().date())
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    world = World(token=TOKEN, start=system_clock())
    world.live = True
    walkers = [
        Walker(world, world.person(f"P{n}"), random.Random(seed + n)) for n in range(PEOPLE)
    ]
    async with serve(world) as api:
        bot = BotProcess(api, url, keys, tmp_path, mode)
        async with bot.running():
            async with asyncio.TaskGroup() as group:
                for walker in walkers:
                    group.create_task(walker.walk())
                for _ in range(KILLS):
                    await _amid_work(world, dice)
                    await bot.kill()
                    await bot.start()
                for walker in walkers:
                    walker.done = True
            await all_handled(world)
    stored = await _stored(url, keys, walkers)
    for walker, found in zip(walkers, stored, strict=True):
        told = Counter(map(_filed, walker.kept))
        lost, doubled = told - Counter(found), Counter(found) - told
        assert (lost, doubled) == (Counter(), Counter()), f"seed {seed}"
    assert sum(map(len, stored)) >= PEOPLE


async def _amid_work(world: World, dice: random.Random) -> None:
    """Wait for a moment to kill at: a little after some more were handled, however slow it is."""
    goal = _handled(world) + dice.randrange(4)
    with suppress(TimeoutError):
        async with asyncio.timeout(5):
            while _handled(world) < goal:
                await world.changed(world.seq)
    await asyncio.sleep(dice.uniform(0.0, 0.3))


def _handled(world: World) -> int:
    return sum(each.acknowledged is not None for each in world.updates.values())


def _filed(told: dict[str, str]) -> str:
    return str(sorted((key, str(option)) for key, option in told.items() if key != "safe"))


async def _stored(url: str, keys: str, walkers: list[Walker]) -> list[list[str]]:
    store = Store.open(url, Vault.from_setting(keys), system_clock)
    found = []
    for walker in walkers:
        reports = await store.read(lambda tx, who=walker.person.id: incidents.mine(tx, who))  # type: ignore[misc]
        flat = [[(key, each) for key, (each,) in r.answers.items()] for _, r in reports]
        found.append(sorted(str(sorted(one)) for one in flat))
    await store.close()
    return found
