"""What is added to a report later: sealed apart, dated by week, and gone before the report is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from models.incident import Addition
from models.retention import NOTICE, Retention
from models.store import additions, endings, incidents, retention
from models.store.doors import Store, Tx
from models.tables import addition, incident_words
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, SHOUTED, WEEK, run

KEEP = Retention()
NEXT = WEEK + timedelta(days=7)


async def filed(store: Store, person: int = AMARA) -> str:
    await store.write(run(incidents.file, person, replace(SHOUTED, words="He shouted.")))
    [(name, _)] = await store.read(lambda tx: incidents.mine(tx, person))
    return name


async def added(store: Store, name: str) -> tuple[Addition, ...]:
    return dict(await store.read(lambda tx: incidents.mine(tx, AMARA)))[name].additions


def rows(tx: Tx) -> list[bytes]:
    return list(tx.connection.execute(select(addition.c.sealed)).scalars())


async def test_words_are_added_week_by_week_and_each_week_is_one_text(store: Store) -> None:
    name = await filed(store)
    for week, words in ((NEXT, "Third."), (WEEK, "First."), (WEEK, "Second.")):
        assert await store.write(run(additions.add, AMARA, name, Addition(week, words)))
    assert await added(store, name) == (
        Addition(WEEK, "First.\nSecond."),
        Addition(NEXT, "Third."),
    )
    assert await store.read(run(additions.in_week, AMARA, name, NEXT)) == "Third."
    assert await store.read(run(additions.in_week, RHYS, name, NEXT)) == ""


async def test_they_are_sealed_apart_from_the_report_and_all_in_one_size(store: Store) -> None:
    name = await filed(store)
    for week, words in ((WEEK, "x"), (NEXT, "y" * 2000)):
        await store.write(run(additions.add, AMARA, name, Addition(week, words)))
    sealed = await store.read(rows)
    words = await store.read(
        lambda tx: tx.connection.execute(select(incident_words.c.sealed)).scalar_one()
    )
    assert {len(each) for each in sealed} == {len(words)}
    assert len({words, *sealed}) == 3


async def test_nobody_adds_to_a_report_of_somebody_else_or_of_nobody(store: Store) -> None:
    name = await filed(store)
    await store.write(run(incidents.park, SHOUTED))
    await store.write(incidents.move_parked)
    [(unowned)] = await store.read(_unowned)
    for person, which in ((RHYS, name), (AMARA, unowned), (AMARA, "no-such-report"), (AMARA, "")):
        assert not await store.write(run(additions.add, person, which, Addition(WEEK, "x")))
    assert await store.read(rows) == []


def _unowned(tx: Tx) -> list[str]:
    query = "SELECT id FROM incident WHERE owner IS NULL"
    return list(tx.connection.exec_driver_sql(query).scalars())


async def test_they_go_with_the_report_one_or_all_and_nobody_elses_do(store: Store) -> None:
    for person in (AMARA, AMARA, RHYS):
        await store.write(run(incidents.file, person, SHOUTED))
    for person in (AMARA, RHYS):
        for name, _ in await store.read(run(incidents.mine, person)):
            await store.write(run(additions.add, person, name, Addition(WEEK, "x")))
    [(one, _), _] = await store.read(run(incidents.mine, AMARA))
    assert await store.write(run(incidents.erase, AMARA, one))
    assert len(await store.read(rows)) == 2
    assert await store.write(run(incidents.erase_all, AMARA)) == 1
    assert len(await store.read(rows)) == 1
    assert await store.write(run(incidents.erase_all, AMARA)) == 0
    assert len(await store.read(run(incidents.mine, RHYS))) == 1


async def test_each_week_ends_after_180_days_and_is_told_of_14_days_before(
    store: Store, clock: Moment
) -> None:
    name = await filed(store)
    for week in (WEEK, NEXT):
        await store.write(run(additions.add, AMARA, name, Addition(week, "x")))
    await store.write(run(incidents.file, RHYS, SHOUTED))
    told = {}
    for day in range(200):
        clock.now = datetime(2026, 11, 30, 12, tzinfo=UTC) + timedelta(days=day)
        today = clock.now.date()
        things = await store.read(run(endings.untold, KEEP))
        for thing in await store.write(run(endings.begin, things)):
            told[thing.kind, thing.day] = today
            assert thing.telegram_id == AMARA
        await store.write(run(endings.end, things))
        for kind in retention.KINDS:
            await retention.erase_all(store, kind, KEEP)
        left = {each.week for each in await added(store, name)}
        assert left == {week for week in (WEEK, NEXT) if today - week <= timedelta(days=180)}
    ends = [week + timedelta(days=181) for week in (WEEK, NEXT)]
    assert {day for kind, day in told if kind == "additions"} == set(ends)
    assert all(day - today == NOTICE for (_, day), today in told.items())
    assert ends[0] == date(2027, 5, 23)
