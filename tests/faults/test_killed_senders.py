"""Three senders on one PostgreSQL, killed at random: nothing is lost, hardly anything comes twice.

`make faults` kills 100 times; HANDRAIL_TEST_SENDER_KILLS is how many.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from bot.sandbox.http import serve
from bot.sandbox.world import World
from models.checkin_sending import State
from models.clock import system_clock
from models.sealing import Vault, new_key
from models.store import plans
from models.store.doors import Store, Tx
from models.tables import plan, prompt
from tests.faults.process import TOKEN
from tests.store.made import run
from tests.store.sending import fill

KILLS = int(os.environ.get("HANDRAIL_TEST_SENDER_KILLS", "10"))
A_SECOND = 60.0
A_KILL = 200
"""People to whom something comes due before each kill."""

LATENCY = 0.5
RECORDED = 2.0
"""Seconds in which a living sender has recorded what has arrived."""

PATIENCE = 240.0


@dataclass
class Senders:
    """Three processes that send from the same database."""

    api: str
    url: str
    keys: str
    running: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self) -> None:
        words = (self.api, self.url, self.keys, str(A_SECOND))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.sender", *words, stdout=asyncio.subprocess.PIPE
        )
        self.running.append(process)
        assert process.stdout is not None
        assert await process.stdout.readline() == b"sending\n"

    async def kill(self, number: int) -> None:
        process = self.running.pop(number)
        process.kill()
        await process.wait()


@asynccontextmanager
async def three(api: str, url: str, keys: str) -> AsyncIterator[Senders]:
    senders = Senders(api, url, keys)
    try:
        await asyncio.gather(*(senders.start() for _ in range(3)))
        yield senders
    finally:
        while senders.running:
            await senders.kill(0)


def states(tx: Tx) -> dict[bytes, tuple[str, int | None]]:
    """Return where each person's check-in stands, and the end of its lease."""
    rows = select(plan.c.person, prompt.c.state, prompt.c.next).join(prompt)
    return {row.person: (row.state, row.next) for row in tx.connection.execute(rows)}


@dataclass
class Story:
    """What is watched while senders die."""

    world: World
    store: Store
    vault: Vault
    people: list[int]
    flying: int = 0
    stopped: dict[int, int] = field(default_factory=dict)

    def heard(self, person: int) -> int:
        return len(self.world.state.chats[person].messages)

    async def count_flying(self) -> None:
        """Count what has arrived and will never be recorded: its sender is dead."""
        before = await self.store.read(states)
        await asyncio.sleep(RECORDED)
        after = await self.store.read(states)
        for person in self.people:
            name = self.vault.person(person)
            held = before.get(name, ("", None))
            if held[0] == State.CLAIMED and held == after.get(name) and self.heard(person):
                self.flying += 1

    async def stop(self, person: int) -> None:
        """Stop as the bot does, and note what has been heard by the time it is acknowledged."""
        await plans.landed(self.store, person)
        await self.store.write(run(plans.stop, person))
        self.stopped[person] = self.heard(person)

    async def until_all_is_sent(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while await self.store.read(is_waiting):  # noqa: ASYNC110 - others do the work
                await asyncio.sleep(RECORDED)


def is_waiting(tx: Tx) -> bool:
    """Tell whether anything is to be sent or on its way."""
    return any(state in {State.DUE, State.CLAIMED} for state, _ in states(tx).values())


@pytest.mark.promise("P55")
async def test_killed_senders_lose_nothing_and_repeat_only_what_was_in_flight(
    postgres_url: str,
) -> None:
    dice, keys = random.Random(6), new_key(system_clock().date())
    world = World(token=TOKEN, start=system_clock())
    world.live, world.latency = True, LATENCY
    people = [each.id for each in world.crowd(A_KILL * KILLS)]
    vault = Vault.from_setting(keys)
    store = Store.open(postgres_url, vault, system_clock)
    story = Story(world, store, vault, people)
    async with serve(world) as api, three(api, postgres_url, keys) as senders:
        for kill in range(KILLS):
            some = people[kill::KILLS]
            await fill(store, vault, some, system_clock())
            await asyncio.sleep(dice.uniform(0.5, 2.5))
            await senders.kill(dice.randrange(3))
            starting = asyncio.ensure_future(senders.start())
            await story.count_flying()
            for person in dice.sample(some, 4):
                await story.stop(person)
            await starting
        await story.until_all_is_sent()
    heard = Counter({person: story.heard(person) for person in people})
    twice = sum(count - 1 for count in heard.values() if count)
    print(f"{KILLS} kills, {twice} came twice, {story.flying} were in flight")  # noqa: T201
    assert [person for person in people if not heard[person] and person not in story.stopped] == []
    assert twice <= story.flying
    assert story.flying > 0  # or killing proves nothing
    assert story.stopped == {person: heard[person] for person in story.stopped}
    await store.close()
