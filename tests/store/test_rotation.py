"""Rotation: everything under the first key, nobody lost, whatever happens half way."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from models.checkin import Step
from models.sealing import Vault, new_key, sealing_key
from models.store import (
    checkins,
    drafts,
    enrolments,
    incidents,
    leads,
    owed,
    plans,
    practice,
    quiet,
    rotation,
    updates,
)
from models.store.doors import Store, Tx
from models.store.holdings import (
    HOLDINGS,
    person_column,
    place_column,
    place_of,
    sealed_columns,
)
from models.store.keyring import WrongKeys, check_keys, let_go, note_use
from models.tables import metadata
from tests.moment import Moment
from tests.store.backing import live
from tests.store.made import AMARA, MORGAN, RHYS, SHOUTED, WARD, WISH, a_draft, run
from tests.store.test_people import be_a_lead

OLD = new_key(date(2026, 11, 1))
NEW = new_key(date(2026, 11, 2))  # keys of two days never share an id
OLD_ID, NEW_ID = OLD.partition(":")[0], NEW.partition(":")[0]
PEOPLE = (AMARA, RHYS, MORGAN)


@dataclass
class Place:
    """A database, opened with one setting of keys after another."""

    url: str
    clock: Moment

    def opened(self, keys: str) -> Store:
        return Store.open(self.url, Vault.from_setting(keys), self.clock)

    async def run(self, keys: str, *turns: Any) -> list[Any]:  # noqa: ANN401
        store = self.opened(keys)
        try:
            return [await store.write(turn) for turn in turns]
        finally:
            await store.close()


@pytest.fixture
async def place(store_url: str, clock: Moment) -> Place:
    made = Place(store_url, clock)
    store = made.opened(OLD)
    await live(store, clock)
    await store.close()
    return made


async def rotated(store: Store) -> int:
    """Rotate to the end, and return how many rows were turned."""
    turned = 0
    for name in rotation.tables():
        last = None
        while step := await store.write(run(rotation.rotate, name, last)):
            turned, last = turned + step.rows, step.last
    return turned


def seals(tx: Tx) -> dict[str, set[str]]:
    """Return by which keys each table is sealed, and open every seal where it lies."""
    found: dict[str, set[str]] = {}
    for table in metadata.sorted_tables:
        place = place_column(table).name
        for column in sealed_columns(table):
            held = [row._mapping for row in tx.connection.execute(select(table))]
            for row in held:
                if row[column.name] is not None:
                    tx.vault.open(table.name, column.name, place_of(row[place]), row[column.name])
                    key = sealing_key(row[column.name])
                    found.setdefault(f"{table.name}.{column.name}", set()).add(key)
    return found


async def everything(store: Store) -> list[Any]:
    """Return what people find of theirs."""
    found: list[Any] = []
    for person in PEOPLE:
        found += [
            await store.read(run(drafts.load, person)),
            await store.read(run(enrolments.of, person)),
            await store.read(run(incidents.mine, person)),
            await store.read(run(leads.of, person)),
            await store.read(run(plans.of, person)),
            await store.read(run(checkins.mine, person)),
            await store.read(run(quiet.until, person)),
            await store.read(run(practice.of, person)),
        ]
    return found


async def test_everything_is_under_the_first_key_and_found_by_it_alone(place: Place) -> None:
    before = place.opened(OLD)
    found = await everything(before)
    await before.close()
    both = place.opened(f"{NEW},{OLD}")
    await rotated(both)
    await both.close()
    alone = place.opened(NEW)
    kinds = await alone.read(seals)
    assert all(keys == {NEW_ID} for keys in kinds.values())
    assert set(kinds) == {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in sealed_columns(table)
    }
    assert await everything(alone) == found
    assert len(await alone.write(run(owed.due, 9))) == len(PEOPLE)
    assert await alone.write(incidents.move_parked) == 1
    stumble = await alone.write(run(updates.stumble, AMARA, "ValueError"))
    assert stumble.tries == 2  # it is counted on, under its new mark
    await alone.close()


async def test_rotating_again_finds_nothing_to_do(place: Place) -> None:
    store = place.opened(f"{NEW},{OLD}")
    assert await rotated(store) > len(PEOPLE)
    before = await store.read(seals)
    assert await rotated(store) == 0
    assert await store.read(seals) == before
    for name in rotation.tables():
        assert await store.read(run(rotation.waiting, name)) == 0
    await store.close()


async def test_more_rows_than_a_batch_are_all_turned(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    store = place.opened(OLD)
    for number in range(9):
        await store.write(run(enrolments.join, 80_000 + number, WARD.id))
    await store.close()
    store = place.opened(f"{NEW},{OLD}")
    await rotated(store)
    assert await store.read(run(rotation.under, OLD_ID)) == 0
    await store.close()


async def test_what_people_do_meanwhile_is_neither_lost_nor_doubled(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    people = range(80_000, 80_030)
    await place.run(OLD, *(run(enrolments.join, person, WARD.id) for person in people))
    bot, operator = place.opened(f"{NEW},{OLD}"), place.opened(f"{NEW},{OLD}")
    place.clock.forward(timedelta(days=40))

    async def live_on() -> None:
        for person in people:
            await bot.write(run(enrolments.set_simple, person, simple=True))
            await bot.write(run(drafts.keep, a_draft(person, place.clock())))

    await asyncio.gather(live_on(), rotated(operator))
    await rotated(operator)
    for person in people:
        found = await bot.read(run(enrolments.of, person))
        assert (found.site.id, found.simple) == (WARD.id, True)
        assert await bot.read(run(drafts.load, person)) is not None
    assert await bot.read(run(rotation.under, OLD_ID)) == 0
    rows = await bot.read(run(_count, "enrolment"))
    assert rows == len(people) + len(PEOPLE)
    await bot.close()
    await operator.close()


def _count(tx: Tx, name: str) -> int:
    return len(tx.connection.execute(select(metadata.tables[name])).all())


async def test_somebody_who_is_in_it_twice_is_in_it_once_afterwards(place: Place) -> None:
    newer = replace(WISH, steps=frozenset({Step.WEEK}))
    await place.run(
        NEW,
        run(enrolments.set_simple, AMARA, simple=True),
        run(plans.save, AMARA, newer),
        partial(be_a_lead, MORGAN),
    )
    both = place.opened(f"{NEW},{OLD}")
    assert await both.read(run(_count, "plan")) == len(PEOPLE) + 1
    await rotated(both)
    assert (await both.read(run(enrolments.of, AMARA))).simple
    assert (await both.read(run(plans.of, AMARA))).wish == newer
    assert (await both.read(run(leads.of, MORGAN))).name == "Made-up Morgan"
    for name, rows in {"enrolment": len(PEOPLE), "plan": len(PEOPLE), "lead": 1}.items():
        assert await both.read(run(_count, name)) == rows
    assert await both.read(run(rotation.under, OLD_ID)) == 0
    await both.close()


async def test_a_row_that_no_key_opens_stays_and_holds_nothing_up(place: Place) -> None:
    stranger = new_key(date(2026, 11, 3))
    await place.run(stranger, run(enrolments.join, 1, None), run(incidents.park, SHOUTED))
    both = place.opened(f"{NEW},{OLD}")
    await rotated(both)
    assert await both.read(run(rotation.under, OLD_ID)) == 0
    assert await both.read(run(rotation.under, stranger.partition(":")[0])) == 2
    await both.close()


async def test_an_old_key_goes_when_its_last_mark_of_an_update_is_forgotten(place: Place) -> None:
    both = f"{NEW},{OLD}"
    await place.run(both, check_keys)
    [[waiting]] = await place.run(both, let_go)
    assert waiting.rows > 0
    store = place.opened(both)
    await rotated(store)
    await store.close()
    [[waiting]] = await place.run(both, let_go)
    assert (waiting.key, waiting.rows, waiting.gone) == (OLD_ID, 0, False)
    assert waiting.until - place.clock() > timedelta(hours=48)
    place.clock.now = waiting.until - timedelta(minutes=1)
    [[still]] = await place.run(both, let_go)
    assert not still.gone
    place.clock.now = waiting.until
    await place.run(both, updates.forget_updates)
    [[gone]] = await place.run(both, let_go)
    assert gone.gone
    await place.run(both, check_keys)  # a program that still has it does not bring it back
    await place.run(NEW, check_keys)
    assert await place.run(NEW, let_go) == [[]]


async def test_a_key_that_a_replica_still_seals_with_is_needed_on(place: Place) -> None:
    both = f"{NEW},{OLD}"
    store = place.opened(both)
    await store.write(check_keys)
    await rotated(store)
    await store.close()
    [[first]] = await place.run(both, let_go)
    place.clock.forward(timedelta(hours=30))
    await place.run(f"{OLD},{NEW}", note_use, run(updates.first_time, 99))
    [[later]] = await place.run(both, let_go)
    assert later.until == first.until + timedelta(hours=30)
    assert not later.gone


async def test_without_the_old_key_nothing_starts_before_it_may_go(place: Place) -> None:
    await place.run(f"{NEW},{OLD}", check_keys)
    with pytest.raises(WrongKeys):
        await place.run(NEW, check_keys)


def test_every_hash_of_a_person_can_be_made_anew() -> None:
    for table in metadata.sorted_tables:
        holding, person = HOLDINGS[table.name], person_column(table)
        assert (person is not None) == bool(holding.id_in or holding.beside), table
        if holding.id_in:
            assert holding.id_in in {column.name for column in sealed_columns(table)}, table
        if holding.beside:
            assert person_column(metadata.tables[holding.beside]) is not None, table
        if holding.backed_up and person is not None:
            assert not holding.beside, f"{table}: which rows of it were erased cannot be known"
