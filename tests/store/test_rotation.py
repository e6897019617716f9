"""Rotation: everything under the first key, nobody lost, whatever happens half way."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from models.checkin import Step
from models.sealing import new_key, sealing_key
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
from models.tables import metadata
from tests.store.backing import NEW, OLD
from tests.store.made import AMARA, MORGAN, SHOUTED, WARD, WISH, a_draft, be_a_lead, run
from tests.store.rotating import NEW_ID, OLD_ID, PEOPLE, Place, rotated


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
