"""PostgreSQL: conflicts and lost lines are tried once more; a server that is away is down."""

import asyncio
from collections.abc import AsyncIterator, Callable
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from models.sealing import Vault
from models.store.doors import Store, StoreDown, StoreFault, Tx
from models.tables import parked
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.parking import names, put


def cut_the_line(tx: Tx) -> None:
    tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.fixture
async def store(postgres_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
    opened = Store.open(postgres_url, vault, clock)
    yield opened
    await opened.close()


async def test_a_line_cut_once_is_not_noticed(store: Store) -> None:
    runs = []

    def cut_once(tx: Tx) -> None:
        put("a")(tx)
        runs.append(1)
        if len(runs) == 1:
            cut_the_line(tx)

    await store.write(cut_once)
    assert await store.read(names) == ["a"]
    assert len(runs) == 2


async def test_a_line_cut_twice_is_a_store_that_is_down(store: Store) -> None:
    with pytest.raises(StoreDown):
        await store.write(cut_the_line)
    await store.write(put("a"))
    assert await store.read(names) == ["a"]


async def test_lines_that_died_while_idle_are_replaced(store: Store, postgres: Postgres) -> None:
    await asyncio.gather(*(store.read(names) for _ in range(8)))
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname LIKE 'test_%' AND pid <> pg_backend_pid()"
    )
    await asyncio.gather(*(store.write(put(name)) for name in "abcdefgh"))
    assert await store.read(names) == list("abcdefgh")


async def test_two_that_wait_for_each_other_both_end_well(store: Store) -> None:
    await asyncio.gather(store.write(put("a")), store.write(put("b")))
    both = Barrier(2)
    met: list[str] = []

    def cross(first: str, second: str) -> Callable[[Tx], None]:
        def change(tx: Tx) -> None:
            tx.connection.execute(_touch(first))
            if met.count(first) == 0:
                met.append(first)
                both.wait(10)
            tx.connection.execute(_touch(second))

        return change

    await asyncio.gather(store.write(cross("a", "b")), store.write(cross("b", "a")))
    sealed = await store.read(lambda tx: tx.connection.execute(select(parked.c.sealed)).all())
    assert sealed == [(b"xyy",), (b"xyy",)]


async def test_a_table_that_stays_locked_is_a_store_that_is_down(
    postgres_url: str, store: Store, vault: Vault, clock: Moment
) -> None:
    hurried = Store.open(f"{postgres_url}&options=-c%20lock_timeout%3D50", vault, clock)

    def hold(tx: Tx) -> None:
        tx.connection.execute(text("LOCK TABLE parked IN ACCESS EXCLUSIVE MODE"))
        asyncio.run_coroutine_threadsafe(_refused(hurried), loop).result()

    loop = asyncio.get_running_loop()
    await store.write(hold)
    await hurried.write(put("a"))
    await hurried.close()


async def test_a_server_that_is_not_there_is_a_store_that_is_down(
    vault: Vault, clock: Moment
) -> None:
    store = Store.open("postgresql+psycopg://u:pa55word@/d?host=/nowhere", vault, clock)
    for door in (store.read, store.write):
        with pytest.raises(StoreDown) as caught:
            await door(names)
        assert "pa55word" not in str(caught.value)
    with pytest.raises(StoreDown):
        await store.tidy()
    await store.close()


async def test_an_answer_is_synced_even_where_the_server_would_not(
    postgres: Postgres, postgres_url: str, vault: Vault, clock: Moment
) -> None:
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    postgres.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
    store = Store.open(postgres_url, vault, clock)
    show = text("SHOW synchronous_commit")
    assert await store.write(lambda tx: tx.connection.execute(show).scalar()) == "on"
    await store.close()


async def test_reading_is_read_only_by_the_servers_own_word(store: Store) -> None:
    with pytest.raises(StoreFault, match="25006"):
        await store.read(put("a"))


async def _refused(store: Store) -> None:
    with pytest.raises(StoreDown):
        await store.write(lambda tx: tx.connection.execute(delete(parked)))


def _touch(name: str) -> Any:  # noqa: ANN401 - a statement of any kind
    longer = parked.c.sealed.concat(b"y")
    return update(parked).where(parked.c.id == name).values(sealed=longer)
