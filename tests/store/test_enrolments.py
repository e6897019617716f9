"""Enrolments: a hash, a site and a month, until /stop or 12 idle months."""

from datetime import UTC, datetime

from sqlalchemy import select

from models.store import enrolments, sites
from models.store.doors import Store
from models.store.enrolments import Enrolment
from models.tables import enrolment as table
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, WARD, run


async def test_a_person_is_enrolled_with_a_site_or_without(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    await store.write(run(enrolments.join, AMARA, WARD.id))
    await store.write(run(enrolments.join, RHYS, None))
    assert await store.read(run(enrolments.of, AMARA)) == Enrolment(WARD, simple=False)
    assert await store.read(run(enrolments.of, RHYS)) == Enrolment(None, simple=False)
    assert await store.read(run(enrolments.of, 1)) is None


async def test_coming_back_without_a_code_keeps_site_and_simple_view(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    await store.write(run(enrolments.join, AMARA, WARD.id))
    await store.write(run(enrolments.set_simple, AMARA, simple=True))
    await store.write(run(enrolments.join, AMARA, None))
    assert await store.read(run(enrolments.of, AMARA)) == Enrolment(WARD, simple=True)


async def test_a_site_can_be_left(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    await store.write(run(enrolments.join, AMARA, WARD.id))
    await store.write(run(enrolments.change_site, AMARA, None))
    assert await store.read(run(enrolments.of, AMARA)) == Enrolment(None, simple=False)


async def test_simple_view_can_be_chosen_before_joining(store: Store) -> None:
    await store.write(run(enrolments.set_simple, AMARA, simple=True))
    assert await store.read(run(enrolments.of, AMARA)) == Enrolment(None, simple=True)
    await store.write(run(enrolments.set_simple, AMARA, simple=False))
    assert await store.read(run(enrolments.of, AMARA)) == Enrolment(None, simple=False)


async def test_the_only_time_kept_is_a_month(store: Store, clock: Moment) -> None:
    await store.write(run(enrolments.join, AMARA, None))
    clock.now = datetime(2026, 12, 5, 3, 7, tzinfo=UTC)
    await store.write(run(enrolments.touch, AMARA))
    month = await store.read(lambda tx: tx.connection.execute(select(table.c.month)).scalar())
    assert month == "2026-12"


async def test_a_person_who_is_not_enrolled_leaves_nothing_by_being_active(store: Store) -> None:
    await store.write(run(enrolments.touch, AMARA))
    assert await store.read(run(enrolments.of, AMARA)) is None
