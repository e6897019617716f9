"""Erasing a person: every row of every table, and nobody else's."""

from dataclasses import replace
from functools import partial

from sqlalchemy import LargeBinary, func, select

from models.practice import Rating
from models.skill import Theme
from models.store import (
    additions,
    drafts,
    enrolments,
    incidents,
    owed,
    people,
    practice,
)
from models.store.doors import Store, Tx
from models.tables import metadata
from tests.moment import Moment
from tests.store.made import ADDED, AMARA, RHYS, SHOUTED, a_draft, be_a_lead, looked_after, run


def rows(tx: Tx) -> dict[str, int]:
    return {
        name: tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in metadata.tables.items()
    }


async def test_an_erased_person_leaves_no_row_and_takes_nobody_elses(
    store: Store, clock: Moment
) -> None:
    for person in (RHYS, AMARA):
        await store.write(run(enrolments.join, person, None))
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words="He shouted.")))
        await store.write(run(incidents.file, person, replace(SHOUTED, words="He shouted.")))
        [(report, _)] = await store.read(run(incidents.mine, person))
        assert await store.write(run(additions.add, person, report, ADDED))
        await store.write(run(owed.owe, person, "card"))
        await store.write(run(practice.keep, person, Rating(Theme.CALMING, 3), clock().date()))
        await store.write(partial(be_a_lead, person))
        await store.write(run(looked_after, person))
        if person == RHYS:
            without_amara = await store.read(rows)
    await store.write(run(people.erase_person, AMARA))
    assert await store.read(rows) == without_amara
    assert await store.read(run(incidents.mine, RHYS)) != []
    await store.write(run(people.erase_person, RHYS))
    assert set((await store.read(rows)).values()) == {0}


def test_no_table_that_knows_a_person_is_forgotten() -> None:
    named = {
        column
        for table in metadata.tables.values()
        for column in table.columns
        if column.name in {"person", "owner"}
    }
    assert named == set(people.PERSONAL)


def test_no_column_hides_a_person_under_another_name() -> None:
    hashes = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and not column.name.startswith("sealed")
    }
    others = {
        ("seen_update", "mark"),
        ("set_aside", "mark"),
        ("keyring", "fingerprint"),
        ("told", "mark"),
        ("signing_key", "public"),
    }
    others |= {("lead", "invitation")}
    assert hashes - others == {(column.table.name, column.name) for column in people.PERSONAL}
