"""Nothing acknowledged is lost, whenever the process is killed: real processes, real HTTP."""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.sandbox.acts import NoSuchButton
from bot.sandbox.http import serve
from bot.sandbox.shapes import Message, Person
from bot.sandbox.world import World
from messages.words import label
from models.clock import system_clock
from models.report import REPORT, pages
from models.sealing import Vault, new_key
from models.store import incidents
from models.store.doors import Store
from tests.faults.process import TOKEN, BotProcess

KILLS = int(os.environ.get("HANDRAIL_TEST_KILLS", "20"))
PEOPLE = 6
PATIENCE = 120.0
TOLD = "Nobody at work has been told"
ASKED = ("safe", "what", "who", "where", "when", "effect")


@dataclass
class Walker:
    """Somebody who logs one encounter after the other, and knows what they tapped."""

    world: World
    person: Person
    dice: random.Random
    kept: list[dict[str, str]] = field(default_factory=list)
    done: bool = False

    async def walk(self) -> None:
        """Log until told to stop, then end the report in hand."""
        while not self.done:
            self.kept.append(await self._one())

    async def _one(self) -> dict[str, str]:
        await self.world.send(self.person, "/start")
        await self._tap(label("home", "me"))
        told, begun = {}, 0
        for key in ASKED:
            question = REPORT.question(key)
            options = [o for o in pages(question, None)[0] if o not in ("hurt", "not_yet")]
            told[key] = self.dice.choice(options)
            await self._tap(label(f"report/{key}", told[key]), title=key)
            # Earlier taps came first, so what they may show twice stands above this message.
            begun = max(begun, self._newest()) if key == ASKED[1] else begun
        await self._tap(label("report/review", "find"))
        end = await self._until(lambda m: m.id > begun and m.text.startswith(TOLD))
        await self.world.tap(self.person, end.id, label("report/finished", "clear"))
        cleared = label("report/finished", "cleared")
        await self._until(lambda m: m.id > end.id and m.text == cleared)
        return told

    def _newest(self) -> int:
        return max(message.id for message in self.world.chat(self.person).messages)

    async def _tap(self, words: str, title: str = "") -> None:
        heading = label(f"report/{title}", "text", site=None, sexual=False) if title else ""
        first = heading.splitlines()[0].replace("<b>", "").replace("</b>", "") if heading else ""
        message = await self._until(
            lambda m: first in m.text and any(b.text == words for row in m.buttons for b in row)
        )
        with suppress(NoSuchButton):
            await self.world.tap(self.person, message.id, words)

    async def _until(self, fits: Callable[[Message], bool]) -> Message:
        async with asyncio.timeout(PATIENCE):
            while True:
                seq = self.world.seq
                newest = reversed(list(self.world.chat(self.person).messages))
                for message in newest:
                    if message.by == "bot" and fits(message):
                        return message
                await self.world.changed(seq)


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
    async with serve(world, "127.0.0.1", 0) as api:
        bot = BotProcess(api, url, keys, tmp_path, mode)
        async with asyncio.TaskGroup() as group:
            walks = [group.create_task(walker.walk()) for walker in walkers]
            await bot.start()
            for _ in range(KILLS):
                await asyncio.sleep(dice.uniform(0.0, 0.8))
                await bot.kill()
                await bot.start()
            for walker in walkers:
                walker.done = True
            await asyncio.wait(walks)
        await _until_handled(world, 0, everything=True)
        assert await bot.stop() == 0
    stored = await _stored(url, keys, walkers)
    for walker, found in zip(walkers, stored, strict=True):
        told = Counter(map(_filed, walker.kept))
        lost, doubled = told - Counter(found), Counter(found) - told
        assert (lost, doubled) == (Counter(), Counter()), f"seed {seed}"
    assert sum(map(len, stored)) >= PEOPLE


async def _until_handled(world: World, more: int, *, everything: bool = False) -> None:
    """Wait until so many more updates are acknowledged, or all of them; 10 seconds at most."""
    goal = _handled(world) + more
    with suppress(TimeoutError):
        async with asyncio.timeout(10):
            while (len(world.updates) if everything else goal) > _handled(world):
                await world.changed(world.seq)


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
