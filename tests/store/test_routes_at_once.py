"""Two replicas change one route or one lead at the same moment: nothing kept is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text

from handlers import keeping
from models.sealing import Vault
from models.store import leads, routes
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.leading import DESK, KEEPER, made, with_sites
from tests.store.made import MORGAN, run

TODAY = date(2026, 11, 24)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
SECONDS = 20


@pytest.fixture
async def store(postgres_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
    opened = Store.open(postgres_url, vault, clock)
    await with_sites(opened)
    await opened.write(run(routes.save, DESK))
    yield opened
    await opened.close()


async def overtaken(store: Store, first: Callable[[Tx], Any], then: Callable[[Tx], Any]) -> None:
    """Begin `then` when `first` is done and not yet committed; end when both are."""
    done, may_end = Event(), Event()

    def held(tx: Tx) -> None:
        first(tx)
        done.set()
        may_end.wait(SECONDS)

    before = asyncio.ensure_future(store.write(held))
    await asyncio.to_thread(done.wait, SECONDS)
    after = asyncio.ensure_future(store.write(then))
    while not after.done() and not await store.read(_waiting):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    may_end.set()
    await asyncio.gather(before, after)


def _waiting(tx: Tx) -> int:
    return int(tx.connection.execute(text(WAITING)).scalar_one())


async def test_a_number_that_was_changed_stays_changed_when_somebody_says_it_is_right(
    store: Store,
) -> None:
    changed = replace(DESK, phone="5502")
    await overtaken(store, run(routes.save, changed), run(routes.verify, DESK.id, "Kim", TODAY))
    kept = await store.read(run(routes.by_id, DESK.id))
    assert kept == replace(changed, verified=TODAY, verified_by="Kim")


async def test_a_lead_who_is_revoked_while_they_say_it_is_right_leaves_no_name(
    store: Store,
) -> None:
    await made(store, MORGAN, KEEPER)
    (listed,) = await store.read(leads.all_leads)
    ask = keeping.Ask("right", DESK.id, DESK.mark)
    await overtaken(
        store,
        lambda tx: keeping._turn(MORGAN, ask, TODAY, tx, True),  # noqa: FBT003
        run(leads.revoke, listed.id),
    )
    kept = await store.read(run(routes.by_id, DESK.id))
    assert (kept.verified, kept.verified_by) == (TODAY, leads.NAMELESS)


async def test_the_planner_keeps_no_sample_of_a_leads_name_or_hash(store: Store) -> None:
    await made(store, MORGAN, KEEPER)
    await store.write(run(routes.verify, DESK.id, KEEPER.name, TODAY))
    await store.write(lambda tx: tx.connection.execute(text("ANALYZE lead, route, draft_words")))
    sampled = await store.read(
        lambda tx: (
            tx.connection.execute(
                text(
                    "SELECT tablename || '.' || attname FROM pg_stats WHERE schemaname = 'public'"
                )
            )
            .scalars()
            .all()
        )
    )
    assert "route.phone" in sampled
    assert {"lead.name", "lead.person", "route.verified_by"}.isdisjoint(sampled)
