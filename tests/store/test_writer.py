"""The writer of SQLite: groups share a commit, and trouble stays with whom it belongs to."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from models.sealing import Vault
from models.store.doors import Store, StoreDown, Tx
from tests.moment import Moment
from tests.store.parking import names, put

BIG, ROOM = 400_000, 300_000


@pytest.fixture
async def store(sqlite_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
    opened = Store.open(f"{sqlite_url}?timeout=0.2", vault, clock)
    yield opened
    await opened.close()


@asynccontextmanager
async def held_up(store: Store) -> AsyncIterator[None]:
    """Keep the writer busy, so that all that is asked meanwhile becomes one group."""
    loop = asyncio.get_running_loop()
    begun, go = asyncio.Event(), Event()

    def wait(_: Tx) -> None:
        loop.call_soon_threadsafe(begun.set)
        go.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(store.write(wait))
        await begun.wait()
        try:
            yield
        finally:
            go.set()


async def together(store: Store, *jobs: Callable[[Tx], Any]) -> list[Any]:
    """Ask for all of these while the writer is busy, and return what each came to."""
    async with held_up(store):
        everyone = asyncio.gather(*map(store.write, jobs), return_exceptions=True)
        waiting = store._doors._writer._waiting  # type: ignore[attr-defined]
        while waiting.qsize() < len(jobs):  # noqa: ASYNC110 - a queue of threads has no event
            await asyncio.sleep(0)
    return await everyone


def commits(store: Store) -> list[Connection]:
    seen: list[Connection] = []
    event.listen(store._doors._writing, "commit", seen.append)  # type: ignore[attr-defined]
    return seen


async def test_what_waits_is_committed_together(store: Store) -> None:
    seen = commits(store)
    await together(store, *(put(str(number)) for number in range(9)))
    assert len(await store.read(names)) == 9
    assert len(seen) == 2  # the one that held the others up, and they


async def test_one_that_fails_in_a_group_takes_nobody_with_it(store: Store) -> None:
    def fail(tx: Tx) -> None:
        put("half")(tx)
        raise LookupError

    seen = commits(store)
    results = await together(store, put("a"), fail, put("a"), put("b"))
    kinds = [type(each).__name__ for each in results]
    assert kinds[1:3] == ["LookupError", "StoreFault"]
    assert await store.read(names) == ["a", "b"]
    assert len(seen) == 2


async def test_nobody_hears_of_success_before_the_commit_has_returned(store: Store) -> None:
    loop = asyncio.get_running_loop()
    reached, go = asyncio.Event(), Event()

    def at_commit(_: Connection) -> None:
        loop.call_soon_threadsafe(reached.set)
        go.wait()

    event.listen(store._doors._writing, "commit", at_commit)  # type: ignore[attr-defined]
    async with asyncio.TaskGroup() as group:
        task = group.create_task(store.write(put("a")))
        await reached.wait()
        assert await store.read(names) == []  # a whole visit to the other door passes
        assert not task.done()
        go.set()
    assert await store.read(names) == ["a"]


async def test_a_fault_that_only_the_commit_finds_hits_its_owner_alone(store: Store) -> None:
    def late(tx: Tx) -> None:
        tx.connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.connection.execute(
            text("INSERT INTO answer (incident, question, option) VALUES ('none', 'q', 'o')")
        )

    results = await together(store, put("a"), late, put("b"))
    assert [type(each).__name__ for each in results].count("StoreFault") == 1
    assert await store.read(names) == ["a", "b"]


async def test_a_full_disk_stops_only_what_does_not_fit(store: Store) -> None:
    def no_more_room(tx: Tx) -> None:
        pages = tx.connection.execute(text("PRAGMA page_count")).scalar_one()
        tx.connection.execute(text(f"PRAGMA max_page_count={pages + 8}"))

    await store.write(no_more_room)
    results = await together(store, put("a"), put("big", BIG), put("b"))
    assert [type(each).__name__ for each in results][1] == "StoreDown"
    assert "FULL" in str(results[1])
    assert await store.read(names) == ["a", "b"]
    await store.write(lambda tx: tx.connection.execute(text("PRAGMA max_page_count=100000")))
    await store.write(put("big", BIG))
    assert await store.read(names) == ["a", "b", "big"]


async def test_a_disk_that_refuses_a_write_stops_only_what_it_refused(
    store: Store,
) -> None:
    with largest_file(ROOM):
        results = await together(store, put("a"), put("big", BIG), put("b"))
        kinds = [type(each).__name__ for each in results]
        assert kinds[1] == "StoreDown"
        assert [kinds[0], kinds[2]] == ["CursorResult", "CursorResult"]
    assert await store.read(names) == ["a", "b"]
    await store.write(put("c"))
    assert await store.read(names) == ["a", "b", "c"]


async def test_a_locked_database_is_down_for_all_and_then_up_again(
    store: Store, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "handrail.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    results = await asyncio.gather(
        *(store.write(put(name)) for name in "abc"), return_exceptions=True
    )
    assert {type(each) for each in results} == {StoreDown}
    assert await store.read(names) == []  # readers do not wait for a writer
    other.execute("COMMIT")
    other.close()
    await store.write(put("a"))
    assert await store.read(names) == ["a"]


async def test_a_reader_elsewhere_puts_tidying_off_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    await store.write(put("a"))
    other = sqlite3.connect(tmp_path / "handrail.db", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM parked").fetchall()
    await store.write(put("b"))
    with pytest.raises(StoreDown):
        await store.tidy()
    await store.write(put("c"))
    other.execute("COMMIT")
    other.close()
    await store.tidy()
    assert await store.read(names) == ["a", "b", "c"]
    assert (tmp_path / "handrail.db-wal").stat().st_size == 0


async def test_the_loop_goes_on_while_the_writer_waits(store: Store) -> None:
    async with held_up(store):
        assert await store.read(names) == []


async def test_a_caller_who_leaves_before_the_turn_comes_is_not_served(store: Store) -> None:
    async with asyncio.TaskGroup() as group, held_up(store):
        left = group.create_task(store.write(put("left")))
        stayed = group.create_task(store.write(put("stayed")))
        await asyncio.sleep(0)
        left.cancel()
        await asyncio.wait([left])
    assert left.cancelled()
    assert stayed.done()
    assert await store.read(names) == ["stayed"]


async def test_a_caller_who_leaves_in_the_middle_breaks_nothing(store: Store) -> None:
    loop = asyncio.get_running_loop()
    begun, go = asyncio.Event(), Event()

    def slow(tx: Tx) -> None:
        loop.call_soon_threadsafe(begun.set)
        go.wait()
        put("slow")(tx)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(store.write(slow))
        await begun.wait()
        task.cancel()
    go.set()
    await store.write(put("next"))
    assert await store.read(names) == ["next", "slow"]


async def test_every_writing_connection_is_durable_and_wipes_what_it_erases(store: Store) -> None:
    def settings(tx: Tx) -> list[object]:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [tx.connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]

    assert await store.write(settings) == ["wal", 2, 1, 1]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Have the system refuse every write beyond `size` bytes of a file, as a bad disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
