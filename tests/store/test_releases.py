"""Releases: posted once when a period has closed, whole, and never changed by what comes after."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from handlers.chores import post_releases, tidy_night
from models.counts.clocks import clock_of
from models.counts.menu import Row, domain
from models.counts.period import Span
from models.sealing import Vault, new_key
from models.store import enrolments, incidents, releases
from models.store.counting import count
from models.store.doors import Store, Tx
from models.tables import cell, incident, release
from tests.moment import Moment
from tests.store.counted import (
    BEGAN,
    HILL,
    LOGGED,
    began,
    log,
    on,
    pass_weeks,
    posted,
    served,
    spans,
)

EVERYONE = range(1, 41)
AT_THE_SITE = 30
"""So many of them joined it; the others have no site."""
QUARTER, MONTH = "2026-Q04", "2026-M10"


async def a_quarter(store: Store, clock: Moment) -> None:
    """Begin, have everybody log, and close the quarter."""
    await began(store, clock)
    await log(store, EVERYONE)
    await pass_weeks(store, clock, 16)


async def test_a_quarter_that_closed_is_posted_with_its_whole_domain(
    store: Store, clock: Moment
) -> None:
    await a_quarter(store, clock)
    found = (await posted(store))[QUARTER]
    quarterly = {each for each in domain(["hill"]) if clock_of(each, None) is Span.QUARTER}
    assert set(found) == quarterly
    assert abs((found[Row("site_what", "hill", "verbal")] or 0) - AT_THE_SITE) <= 10
    assert found[Row("site_what", "hill", "weapon")] is None
    assert found[Row("what", "weapon")] is None


async def test_the_organisation_is_posted_by_month_in_the_first_year(
    store: Store, clock: Moment
) -> None:
    await a_quarter(store, clock)
    found = await posted(store)
    assert set(found[MONTH]) == {Row("all")}
    assert abs((found[MONTH][Row("all")] or 0) - len(EVERYONE)) <= 10
    assert found["2026-M11"][Row("all")] is None


@pytest.mark.promise("P71")
async def test_nothing_is_posted_before_7_days_after_a_sunday(store: Store, clock: Moment) -> None:
    await began(store, clock)
    on(clock, BEGAN + timedelta(days=13))
    assert await post_releases(served(store, clock)) == []
    on(clock, BEGAN + timedelta(days=14))
    assert await post_releases(served(store, clock)) == ["2026-W40"]


@pytest.mark.promise("P71")
async def test_what_is_logged_or_deleted_in_a_closed_period_changes_no_posted_row(
    store: Store, clock: Moment
) -> None:
    await a_quarter(store, clock)
    before = await posted(store)
    await log(store, range(100, 140))
    await store.write(lambda tx: tx.connection.execute(delete(incident)))
    await post_releases(served(store, clock))
    assert await posted(store) == before


async def test_1000_readings_give_one_value(store: Store, clock: Moment) -> None:
    await a_quarter(store, clock)
    query = select(cell.c.shown).where(cell.c.period == QUARTER).order_by(*cell.primary_key)

    def read_often(tx: Tx) -> set[str]:
        return {str(tx.connection.execute(query).all()) for _ in range(10)}

    seen = [await store.read(read_often) for _ in range(100)]
    assert len(set().union(*seen)) == 1


async def test_two_replicas_that_post_at_once_post_once(
    store: Store, store_url: str, vault: Vault, clock: Moment
) -> None:
    await began(store, clock)
    await log(store, EVERYONE)
    on(clock, BEGAN + timedelta(weeks=16))
    others = [Store.open(store_url, vault, clock) for _ in range(3)]
    done = await asyncio.gather(*(post_releases(served(each, clock)) for each in [store, *others]))
    for each in others:
        await each.close()
    names = [name for found in done for name in found]
    assert len(names) == len(set(names)) > 15
    assert set(names) == set(await posted(store))


async def test_the_same_release_posted_by_two_counts_keeps_the_first_figures(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    await log(store, EVERYONE)
    on(clock, BEGAN + timedelta(weeks=2))
    due = await store.read(lambda tx: releases.next_due(tx, clock.now.date()))
    assert due is not None
    counted = await store.read(lambda tx: count(tx, due))
    assert await store.write(lambda tx: releases.post(tx, due, counted))
    before = await posted(store)
    assert not await store.write(lambda tx: releases.post(tx, due, counted))
    assert await posted(store) == before


async def test_a_clock_set_back_posts_nothing_twice(store: Store, clock: Moment) -> None:
    await a_quarter(store, clock)
    before = await posted(store)
    on(clock, BEGAN)
    assert await pass_weeks(store, clock, 16) == []
    assert await posted(store) == before


async def test_a_late_report_with_no_link_counts_in_the_open_week(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    await store.write(lambda tx: incidents.park(tx, LOGGED))
    on(clock, BEGAN + timedelta(weeks=5))
    await tidy_night(served(store, clock))
    week = await store.read(lambda tx: tx.connection.execute(select(incident.c.week)).scalar())
    assert week == BEGAN + timedelta(weeks=4)


async def test_one_person_under_two_keys_is_one_person(store_url: str, clock: Moment) -> None:
    old, new = new_key(BEGAN), new_key(BEGAN + timedelta(days=1))
    before = Store.open(store_url, Vault.from_setting(old), clock)
    await began(before, clock)
    await log(before, [1, 2])
    await before.close()
    rotating = Store.open(store_url, Vault.from_setting(f"{new},{old}"), clock)
    await log(rotating, [1, 2, 3])
    on(clock, BEGAN + timedelta(weeks=2))
    due = await rotating.read(lambda tx: releases.next_due(tx, clock.now.date()))
    assert due is not None
    of_all = replace(due, rows=(Row("all"),))
    counted = await rotating.read(lambda tx: count(tx, of_all))
    await rotating.close()
    assert counted.people[Row("all")] == 3
    assert counted.encounters[Row("all")] == 5


async def test_a_site_that_grew_has_a_row_from_the_next_quarter_on(
    store: Store, clock: Moment
) -> None:
    await began(store, clock, people=19)
    await log(store, EVERYONE)
    await pass_weeks(store, clock, 12)
    await store.write(lambda tx: enrolments.join(tx, 20, HILL.id))
    await pass_weeks(store, clock, 4 + 13)
    found = await posted(store)
    assert Row("site", HILL.id) not in found[QUARTER]
    assert found[QUARTER][Row("site", "smaller")] is not None
    assert Row("site", HILL.id) in found["2027-Q01"]


async def test_after_a_year_that_began_late_clocks_stay_and_are_chosen_once(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    for week in range(14):
        await log(store, range(1, 31), BEGAN + timedelta(weeks=week))
    await pass_weeks(store, clock, 18)
    before = await store.read(spans)
    assert before[Row("all")] is Span.MONTH
    for row in (Row("what", "verbal"), Row("what", "weapon"), Row("site", "hill")):
        assert before[row] is Span.QUARTER
    await store.write(lambda tx: tx.connection.execute(delete(incident)))
    await store.write(lambda tx: releases.choose(tx, clock.now.date()))
    assert await store.read(spans) == before


async def test_after_a_restore_periods_that_closed_meanwhile_are_not_available(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    await log(store, EVERYONE)
    on(clock, BEGAN + timedelta(weeks=16))
    lost = await store.write(lambda tx: releases.give_up(tx, clock.now.date()))
    assert lost == len(await posted(store)) > 10
    assert await post_releases(served(store, clock)) == []
    assert not any((await posted(store)).values())
    available = select(release.c.available).distinct()
    assert await store.read(lambda tx: tx.connection.execute(available).scalars().all()) == [False]
