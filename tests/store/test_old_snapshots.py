"""PostgreSQL keeps dead rows for whoever sees an older moment: then the tidying is not done."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from models.sealing import Vault
from models.store import enrolments, people, postgresql
from models.store.doors import Store, StoreDown
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.attack_files import files_of, found_in
from tests.store.made import AMARA, RHYS, run


@contextmanager
def looking_at_an_older_moment(url: str) -> Iterator[None]:
    """Hold a snapshot that locks none of our tables, as a long count or a dump elsewhere does."""
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as line:
            line.execute(text("SELECT 1 FROM alembic_version")).all()
            yield
    finally:
        engine.dispose()


@pytest.mark.promise("P32")
async def test_it_is_not_called_done_while_somebody_keeps_what_was_erased_in_the_files(
    postgres: Postgres, vault: Vault, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "OLDER_SECONDS", 0.2)
    url = postgres.migrated()
    store, gone = Store.open(url, vault, clock), [vault.person(AMARA)]
    await store.write(run(enrolments.join, AMARA, None))
    with looking_at_an_older_moment(url):
        await store.write(run(people.erase_person, AMARA))
        with pytest.raises(StoreDown):
            await store.tidy()
        assert found_in(files_of(url, postgres), gone) == 1
    await store.tidy()
    assert found_in(files_of(url, postgres), gone) == 0
    await store.close()


async def test_who_only_looks_for_a_moment_is_waited_for(
    postgres: Postgres, vault: Vault, clock: Moment
) -> None:
    url = postgres.migrated()
    store, gone = Store.open(url, vault, clock), [vault.person(AMARA)]
    await store.write(run(enrolments.join, AMARA, None))
    with looking_at_an_older_moment(url):
        await store.write(run(people.erase_person, AMARA))
        tidying = asyncio.ensure_future(store.tidy())
        _, waiting = await asyncio.wait((tidying,), timeout=0.5)
        assert waiting
        await store.write(run(enrolments.join, RHYS, None))  # nobody else waits meanwhile
    await tidying
    assert found_in(files_of(url, postgres), gone) == 0
    await store.close()


@pytest.mark.promise("P32")
async def test_nor_while_somebody_changes_another_database_of_the_server(
    postgres: Postgres, vault: Vault, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose change began before, of whatever database, is the oldest moment of all that begin."""
    monkeypatch.setattr(postgresql, "OLDER_SECONDS", 0.2)
    url, another = postgres.migrated(), create_engine(postgres.migrated())
    store, gone = Store.open(url, vault, clock), [vault.person(AMARA)]
    await store.write(run(enrolments.join, AMARA, None))
    with another.begin() as line:
        line.execute(text("SELECT pg_current_xact_id()"))
        await store.write(run(people.erase_person, AMARA))
        with pytest.raises(StoreDown):
            await store.tidy()
    await store.tidy()
    assert found_in(files_of(url, postgres), gone) == 0
    await store.close()
    another.dispose()
