"""PostgreSQL: conflicts and lost lines are tried once more, and replicas share the work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from models.draft import Draft
from models.sealing import Vault
from models.store import drafts, enrolments, incidents, owed, sites, updates
from models.store.doors import Store, StoreDown, StoreFault, Tx
from models.tables import parked
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.made import AMARA, RHYS, SHOUTED, WARD, a_draft, run


def put(name: str) -> Callable[[Tx], Any]:
    return lambda tx: tx.connection.execute(insert(parked).values(id=name, sealed=b"x"))


def names(tx: Tx) -> list[str]:
    return list(tx.connection.execute(select(parked.c.id).order_by(parked.c.id)).scalars())


def cut_the_line(tx: Tx) -> None:
    tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.fixture
async def store(postgres_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
    opened = Store.open(postgres_url, vault, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def replica(postgres_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
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


async def test_an_update_on_two_replicas_waits_and_then_is_seen(
    store: Store, replica: Store
) -> None:
    loop = asyncio.get_running_loop()
    first_in, second_asked = asyncio.Event(), asyncio.Event()

    def slow(tx: Tx) -> bool:
        fresh = updates.first_time(tx, 7)
        loop.call_soon_threadsafe(first_in.set)
        asyncio.run_coroutine_threadsafe(second_asked.wait(), loop).result()
        return fresh

    async def second() -> bool:
        await first_in.wait()
        asked = asyncio.ensure_future(replica.write(run(updates.first_time, 7)))
        second_asked.set()
        return bool(await asked)

    assert tuple(await asyncio.gather(store.write(slow), second())) == (True, False)


async def test_an_update_whose_first_handler_failed_is_new_to_the_second(
    store: Store, replica: Store
) -> None:
    def fail(tx: Tx) -> None:
        updates.first_time(tx, 7)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await replica.write(run(updates.first_time, 7))


async def test_the_drafts_row_is_the_lock_between_replicas(
    store: Store, replica: Store, clock: Moment
) -> None:
    await store.write(run(drafts.keep, a_draft(AMARA, clock(), revision=0)))

    def next_revision(tx: Tx) -> None:
        draft = drafts.load(tx, AMARA)
        assert draft is not None
        drafts.keep(tx, a_draft(AMARA, clock(), revision=draft.revision + 1))

    await asyncio.gather(*(each.write(next_revision) for each in (store, replica) * 20))
    draft = await store.read(run(drafts.load, AMARA))
    assert draft.revision == 40


async def test_a_draft_that_is_touched_as_it_expires_is_not_taken_away(
    store: Store, replica: Store, clock: Moment
) -> None:
    await store.write(run(drafts.keep, a_draft(AMARA, clock())))
    clock.forward(timedelta(hours=25))
    loop = asyncio.get_running_loop()

    def touch(tx: Tx) -> list[Draft]:
        drafts.keep(tx, a_draft(AMARA, clock()))
        asking = replica.write(drafts.expired)
        return asyncio.run_coroutine_threadsafe(asking, loop).result()

    assert await store.write(touch) == []
    assert await store.write(drafts.expired) == []


async def test_two_replicas_never_claim_the_same_owed_screen(store: Store, replica: Store) -> None:
    people = range(100, 140)
    for person in people:
        await store.write(run(owed.owe, person, "card"))
    claims = await asyncio.gather(*(each.write(run(owed.due, 5)) for each in (store, replica) * 8))
    assert sorted(each.telegram_id for claim in claims for each in claim) == list(people)


async def test_two_nightly_moves_at_once_move_each_report_once(
    store: Store, replica: Store
) -> None:
    for _ in range(20):
        await store.write(run(incidents.park, SHOUTED))
    moved = await asyncio.gather(*(each.write(incidents.move_parked) for each in (store, replica)))
    assert sum(moved) == 20


async def test_people_go_on_while_the_night_moves_and_tidies(
    store: Store, replica: Store, clock: Moment
) -> None:
    await store.write(run(sites.add, WARD))

    async def a_day(person: int) -> None:
        for step in range(10):
            await replica.write(run(updates.first_time, person + step))
            await replica.write(run(enrolments.join, person, WARD.id))
            await replica.write(run(drafts.keep, a_draft(person, clock(), revision=step)))
            await replica.write(run(incidents.park, SHOUTED))

    async def nights() -> int:
        moved = 0
        for _ in range(5):
            moved += await store.write(incidents.move_parked)
            await store.tidy()
        return moved

    *_, moved = await asyncio.gather(a_day(AMARA * 100), a_day(RHYS * 100), nights())
    assert moved + await store.write(incidents.move_parked) == 20
    for person in (AMARA * 100, RHYS * 100):
        assert (await store.read(run(enrolments.of, person))).site == WARD
        assert (await store.read(run(drafts.load, person))).revision == 9
    clock.forward(timedelta(hours=49))
    assert await store.write(updates.forget_updates) == 20


async def _refused(store: Store) -> None:
    with pytest.raises(StoreDown):
        await store.write(lambda tx: tx.connection.execute(delete(parked)))


def _touch(name: str) -> Any:  # noqa: ANN401 - a statement of any kind
    longer = parked.c.sealed.concat(b"y")
    return update(parked).where(parked.c.id == name).values(sealed=longer)
