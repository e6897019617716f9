"""After an erasure nothing of it is in the files: its keys, its hashes, its sealed bytes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, select, text

from models.retention import Retention
from models.sealing import Vault
from models.store import additions, drafts, enrolments, incidents, owed, people, retention
from models.store.doors import Store, Tx
from models.store.holdings import sealed_columns
from models.tables import draft_words, metadata
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.attack_files import files_of, found_in
from tests.store.made import ADDED, AMARA, SHOUTED, a_draft, looked_after, run

WORDS = "She waited for me at my car."
CHECK_INS = 4
"""Sealed columns of somebody's check-ins: where to write to, an answer and its owner, a date."""

CROWD = range(80_000, 80_060)
"""Enough others that pages were split and merged since."""


@dataclass
class Place:
    """Where a store lives: its database, the server of it, the clock."""

    url: str
    server: Postgres | None
    clock: Moment


@pytest.fixture
def place(store_url: str, server: Postgres | None, clock: Moment) -> Place:
    return Place(store_url, server, clock)


@pytest.fixture
async def lived(store: Store, clock: Moment) -> Store:
    """Have many people live in the store for a while, Amara among them, in any order."""
    everyone = [AMARA, *CROWD]
    random.shuffle(everyone)
    for person in everyone:
        await store.write(run(enrolments.join, person, None))
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words=WORDS)))
        for _ in range(3):
            await store.write(run(incidents.file, person, replace(SHOUTED, words=WORDS)))
        for one, _ in await store.read(run(incidents.mine, person)):
            assert await store.write(run(additions.add, person, one, ADDED))
        await store.write(run(owed.owe, person, "card"))
        await store.write(run(looked_after, person))
    for person in everyone[::3]:
        if person != AMARA:
            await store.write(run(people.erase_person, person))
    return store


def traces(tx: Tx, which: set[Any]) -> list[bytes]:
    """Return what the rows hold that nothing else does: random keys, hashes, sealed bytes."""
    found: list[bytes] = []
    for table in metadata.sorted_tables:
        rows = [row._mapping for row in tx.connection.execute(select(table))]
        theirs = [row for row in rows if which & set(row.values())]
        for row in theirs:
            found += [row[column.name] for column in sealed_columns(table) if row[column.name]]
    return found + [each.encode() if isinstance(each, str) else each for each in which]


async def of_amara(store: Store, vault: Vault) -> tuple[list[str], list[bytes]]:
    names = [one for one, _ in await store.read(run(incidents.mine, AMARA))]
    which = {vault.person(AMARA), *names}
    return names, await store.read(run(traces, which))


def analysed(url: str) -> None:
    """Have the planner look at every table, as PostgreSQL does by itself from time to time."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as line:
        line.execute(text("ANALYZE"))
    engine.dispose()


def is_found(url: str, server: Postgres | None, gone: list[bytes]) -> int:
    whole = files_of(url, server)
    return found_in(whole, gone)


@pytest.mark.promise("P32")
async def test_a_deleted_report_is_nowhere(
    lived: Store, vault: Vault, store_url: str, server: Postgres | None
) -> None:
    names, _ = await of_amara(lived, vault)
    gone = await lived.read(run(traces, {names[0]}))
    assert (
        is_found(store_url, server, gone) == len(gone) == 4
    )  # its key, its owner, its words, what was added
    if server:
        analysed(store_url)
    await lived.write(run(incidents.erase, AMARA, names[0]))
    if server:
        await lived.tidy()
    assert is_found(store_url, server, gone) == 0
    assert is_found(store_url, server, [names[1].encode()]) == 1


@pytest.mark.promise("P32")
async def test_somebody_who_stopped_is_nowhere(
    lived: Store, vault: Vault, store_url: str, server: Postgres | None
) -> None:
    names, gone = await of_amara(lived, vault)
    # Reports with words and an addition, their keys; her hash; 4 rows, and those of her check-ins.
    assert len(gone) == 4 * len(names) + 1 + 4 + CHECK_INS
    assert is_found(store_url, server, gone) == len(gone)
    if server:
        analysed(store_url)
    await lived.write(run(people.erase_person, AMARA))
    if server:
        await lived.tidy()
    assert is_found(store_url, server, gone) == 0


@pytest.mark.promise("P32")
@pytest.mark.parametrize(("kind", "left"), [("words", 3), ("additions", 3), ("reports", 0)])
async def test_what_was_over_is_nowhere(
    lived: Store, vault: Vault, place: Place, kind: str, left: int
) -> None:
    names, _ = await of_amara(lived, vault)
    reports = await lived.read(run(traces, set(names)))
    found = partial(is_found, place.url, place.server, reports)
    assert found() == 4 * len(names)  # keys, owners, words, additions
    place.clock.forward(timedelta(days=500))
    assert await retention.erase_all(lived, kind, Retention()) > len(names)
    if place.server:
        await lived.tidy()
    assert found() == left * len(names)


def run_out(tx: Tx) -> None:
    for each in drafts.expired(tx):
        drafts.erase(tx, each.telegram_id)


@pytest.mark.promise("P32")
@pytest.mark.parametrize(("hours", "end"), [(25, run_out), (0, run(drafts.erase, AMARA))])
async def test_a_draft_that_ran_out_or_was_ended_is_nowhere_in_an_sqlite_file(
    sqlite_url: str, vault: Vault, clock: Moment, hours: int, end: Callable[[Tx], None]
) -> None:
    store = Store.open(sqlite_url, vault, clock)
    gone: list[bytes] = []
    for words in ("First.", "Second."):
        await store.write(run(drafts.keep_worded, a_draft(AMARA, clock(), words=words)))
        gone += await store.read(run(traces, {vault.person(AMARA)}))
    assert is_found(sqlite_url, None, gone) == len(gone) == 6
    clock.forward(timedelta(hours=hours))
    await store.write(end)
    assert is_found(sqlite_url, None, gone) == 0
    await store.close()


async def test_words_that_were_left_out_of_a_draft_are_nowhere_in_an_sqlite_file(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(sqlite_url, vault, clock)
    await store.write(run(drafts.keep_worded, a_draft(AMARA, clock(), words=WORDS)))
    [words] = await store.read(
        lambda tx: tx.connection.execute(select(draft_words.c.sealed)).scalars().all()
    )
    assert is_found(sqlite_url, None, [words]) == 1
    await store.write(run(drafts.keep_worded, a_draft(AMARA, clock())))
    assert is_found(sqlite_url, None, [words]) == 0
    await store.close()


async def test_looking_would_find_what_a_plain_delete_leaves(
    lived: Store, vault: Vault, store_url: str, server: Postgres | None
) -> None:
    _, gone = await of_amara(lived, vault)

    def past_it(tx: Tx) -> None:
        for column in people.PERSONAL:
            tx.connection.execute(delete(column.table).where(column == vault.person(AMARA)))

    await lived.write(past_it)
    assert is_found(store_url, server, gone) > len(gone) // 2
