"""Two phones at once: one account on two devices, at the same moment and in turn."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from telegram import Update

from bot.intake.handled import Handling, Verdict
from bot.sandbox.world import World
from models.sealing import new_key
from models.store import drafts, enrolments, incidents, sites
from tests.conversations.kept import answers_of
from tests.conversations.made import FAST, HILL, STALE
from tests.conversations.phone import NOON, House, Phone, sqlite_url

GONE = "That one is over. This tap changed nothing."
ROUNDS = 5
"""How often what happens at the same moment is tried: each time another may be first."""


@dataclass
class Account:
    """One person's two phones: each tap reaches a bot of its own, where there are two."""

    houses: tuple[House, House]
    sam: Phone

    async def both_tap(self, first: str, second: str) -> None:
        """Tap two buttons of the newest screen, at the same moment."""
        screen = self.sam.screen.id
        for words in (first, second):
            await self.world.tap(self.sam.person, screen, words)
        await self.at_once()

    async def at_once(self) -> None:
        """Handle all that waits at the same moment, each in its own bot."""
        raws = self.world.take_updates()
        async with asyncio.TaskGroup() as group:
            for number, raw in enumerate(raws):
                group.create_task(self._taken(self.houses[number % 2], raw))

    async def _taken(self, house: House, raw: dict[str, object]) -> None:
        update = Update.de_json(raw, house.app.bot)
        assert update is not None
        # Past the lanes of one process: nothing but the store keeps the two apart.
        assert await Handling(house.app).handle(update) is Verdict.DONE
        assert not house.raised

    @property
    def world(self) -> World:
        return self.houses[0].world

    @property
    def toasts(self) -> list[str]:
        return [toast.text for toast in self.world.chat(self.sam.person).toasts if toast.text]


@pytest.fixture(params=["one bot", "two replicas"])
async def account(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Account]:
    replicas = request.param == "two replicas"
    url = request.getfixturevalue("postgres_url") if replicas else sqlite_url(tmp_path)
    keys = new_key(NOON.date())
    first = await House.build(url, keys=keys)
    second = await House.build(url, keys=keys, world=first.world) if replicas else first
    yield Account((first, second), first.phone("Sam"))
    for house in {id(first): first, id(second): second}.values():
        await house.close()


async def test_two_answers_at_the_same_moment_one_counts_and_one_is_told(
    account: Account,
) -> None:
    sam = account.sam
    for turn in range(1, ROUNDS + 1):
        await sam.says("/start")
        await sam.taps(*FAST[:3])
        await account.both_tap("Patient", "Manager")
        answers = await answers_of(sam)
        assert answers["who"] in {("patient",), ("manager",)}
        assert account.toasts == [STALE] * turn
        await sam.says("/start")
        await sam.taps("Carry on", *FAST[4:], "Do not keep it")


async def test_ticks_on_both_phones_at_the_same_moment_all_count(account: Account) -> None:
    sam = account.sam
    for _ in range(ROUNDS):
        await sam.says("/start")
        await sam.taps(*FAST[:2], "More than one")
        await account.both_tap("Threatened", "Hit, kicked, bitten or spat at")
        assert sorted((await answers_of(sam))["what"]) == ["physical", "threat"]
        await sam.says("/start")
        await sam.taps("Carry on", "Done", *FAST[3:], "Do not keep it")


async def test_two_ends_at_the_same_moment_are_one_end(account: Account) -> None:
    sam, store = account.sam, account.houses[0].store
    for turn in range(1, ROUNDS + 1):
        await sam.says("/start")
        await sam.taps(*FAST)
        await account.both_tap("I can find it", "I can find it")
        assert account.toasts == [GONE] * turn
        mine = await store.read(lambda tx: incidents.mine(tx, sam.person.id))
        assert len(mine) == turn
        sam.shows("Nobody at work has been told")


async def test_two_beginnings_at_the_same_moment_are_one_draft_that_both_can_use(
    account: Account,
) -> None:
    sam, store = account.sam, account.houses[0].store
    for _ in range(ROUNDS):
        await sam.says("/start")
        await account.both_tap("It happened to me", "It happened to me")
        await sam.taps(*FAST[1:])
        assert "I can find it" in sam.labels
        assert account.toasts == []
        await sam.taps("Do not keep it")
        assert await store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


async def test_two_first_choices_at_the_same_moment_are_both_kept(account: Account) -> None:
    world, store = account.world, account.houses[0].store
    await store.write(lambda tx: sites.add(tx, HILL))
    for number in range(ROUNDS):
        kim = account.houses[0].phone(f"Kim {number}")
        await kim.says("/help")
        await world.tap_raw(kim.person, kim.screen.id, "home:simple_on")
        await world.send(kim.person, f"/start {HILL.code}")
        await account.at_once()
        seat = await store.read(lambda tx, who=kim.person.id: enrolments.of(tx, who))  # type: ignore[misc]
        assert seat is not None
        assert (seat.simple, seat.site) == (True, HILL)


async def test_in_turn_the_other_phones_old_screen_changes_nothing(account: Account) -> None:
    sam = account.sam
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    screen, seen = sam.screen.id, {b.text: b.value for row in sam.screen.buttons for b in row}
    for number, button in enumerate(("Patient", "Manager", "Contractor")):
        await account.world.tap_raw(sam.person, screen, seen[button])
        await account.at_once()
        assert (await answers_of(sam))["who"] == ("patient",)
        assert account.toasts == [STALE] * number
        assert "Ward" in sam.labels
