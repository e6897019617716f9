"""Reports go when nothing counts them any more: no figure misses one, and none stays after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from handlers.chores import post_releases, tidy_night
from models.counts.menu import OF_REPORTS, Row
from models.counts.period import WEEK, Span, between, period_of
from models.counts.tally import Tally
from models.retention import NOTICE, Retention
from models.store import endings, incidents, releases, retention
from models.store.counted import counted_before
from models.store.counting import count
from models.store.doors import Store, Tx
from models.tables import answer, cell, counted_row, incident
from tests.moment import Moment
from tests.store.counted import BEGAN, LOGGED, began, log, on, pass_weeks, posted, served
from tests.store.made import run

SHORT = Retention(report_months=1)
CLOSED = date(2027, 1, 11)
"""The last quarter of 2026 closes then, and its year as well."""

LAST_YEAR = date(2025, 12, 29)
"""The first Monday of 2026, which has 53 weeks."""


async def park(store: Store, number: int = 1, week: date = BEGAN) -> None:
    """Have so many reports with no link wait for the night."""

    def turn(tx: Tx) -> None:
        for _ in range(number):
            incidents.park(tx, replace(LOGGED, week=week))

    await store.write(turn)


async def night(store: Store, clock: Moment, keep: Retention = SHORT) -> None:
    await tidy_night(replace(served(store, clock), retention=keep))


async def weeks_kept(store: Store, *, linked: bool) -> list[date]:
    query = select(incident.c.week).where(incident.c.owner.is_not(None) == linked)
    return await store.read(
        lambda tx: list(tx.connection.execute(query.order_by(incident.c.week)).scalars())
    )


async def counting_all(store: Store, clock: Moment) -> dict[str, Tally]:
    """Post what is due, as the ticker does; return the numbers behind it."""
    tallies = {}
    while due := await store.read(run(releases.next_due, clock().date())):
        if due.rows is None:
            await store.write(run(releases.choose, due.period.last))
            continue
        tallies[due.period.key] = await store.read(run(count, due))
        assert await store.write(run(releases.post, due, tallies[due.period.key]))
    return tallies


@pytest.mark.promise("P35")
async def test_a_no_link_report_goes_in_the_night_after_its_last_figure_was_posted(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    await park(store, 3)
    await night(store, clock)
    await pass_weeks(store, clock, 14)
    await night(store, clock)
    assert await weeks_kept(store, linked=False) == [BEGAN] * 3
    on(clock, CLOSED)
    await night(store, clock)  # the night comes before the posting
    assert len(await weeks_kept(store, linked=False)) == 3
    assert "2026-Q04" in await post_releases(served(store, clock))
    clock.forward(timedelta(days=1))
    assert (await store.read(run(retention.over, Retention())))["no-link"] == 3
    await night(store, clock)
    assert await weeks_kept(store, linked=False) == []
    assert await store.read(lambda tx: tx.connection.execute(select(answer)).all()) == []


async def test_what_has_the_clock_of_a_year_waits_for_the_year(
    store: Store, clock: Moment
) -> None:
    on(clock, LAST_YEAR)
    await post_releases(served(store, clock))
    await park(store, 1, LAST_YEAR)
    await night(store, clock)
    yearly = update(counted_row).where(counted_row.c.menu == "what_by_who")
    await store.write(lambda tx: tx.connection.execute(yearly.values(span=Span.YEAR)))
    on(clock, date(2027, 1, 10))
    await post_releases(served(store, clock))
    await night(store, clock)
    assert await weeks_kept(store, linked=False) == [LAST_YEAR]
    on(clock, CLOSED)
    await post_releases(served(store, clock))
    clock.forward(timedelta(days=1))
    await night(store, clock)
    assert await weeks_kept(store, linked=False) == []


async def test_no_figure_misses_a_report_however_short_reports_are_kept(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    tallies: dict[str, Tally] = {}
    for week in range(30):
        await log(store, range(1, 13), BEGAN + week * WEEK)
        await park(store, 4, BEGAN + week * WEEK)
        for days in (1, 6):  # Tuesday and Monday: nothing closes in between
            clock.forward(timedelta(days=days))
            await night(store, clock)
            tallies |= await counting_all(store, clock)
    assert {key: tallies[key].encounters[Row("all")] for key in ("2026-Q04", "2027-Q01")} == {
        "2026-Q04": 14 * 16,
        "2027-Q01": 13 * 16,
    }
    # What is left is of the quarter that is not over, or younger than a month.
    assert min(await weeks_kept(store, linked=False)) == date(2027, 4, 5)
    assert min(await weeks_kept(store, linked=True)) == date(2027, 3, 29)


def spans_of_reports(tx: Tx) -> set[Span]:
    menu = counted_row.c.menu.in_([table.key for table in OF_REPORTS])
    return set(map(Span, tx.connection.execute(select(counted_row.c.span).where(menu)).scalars()))


async def test_what_is_before_the_day_is_in_no_figure_to_come(store: Store, clock: Moment) -> None:
    await began(store, clock)
    for _ in range(60):
        await pass_weeks(store, clock, 1)
        before = await store.read(lambda tx: counted_before(tx, clock().date()))
        done = set(await posted(store))
        assert await store.read(spans_of_reports) == {Span.MONTH, Span.QUARTER}
        for span in (Span.MONTH, Span.QUARTER):
            assert all(each.key in done for each in between(span, BEGAN, before + WEEK))
        assert period_of(Span.QUARTER, before).key not in done


async def test_the_clocks_of_the_next_year_are_the_same_without_the_reports(
    store: Store, clock: Moment
) -> None:
    on(clock, LAST_YEAR)
    await post_releases(served(store, clock))
    for quarter in range(4):
        await log(store, range(1, 61), LAST_YEAR + 13 * quarter * WEEK)
    on(clock, CLOSED)
    await post_releases(served(store, clock))

    def spans(tx: Tx) -> dict[Row, Span]:
        releases.choose(tx, CLOSED)
        rows = tx.connection.execute(select(counted_row).where(counted_row.c.year == "2027"))
        found = {Row(row.menu, row.first, row.second): Span(row.span) for row in rows}
        tx.connection.execute(counted_row.delete().where(counted_row.c.year == "2027"))
        return found

    before = await store.write(spans)
    assert {Span.MONTH, Span.QUARTER, Span.YEAR} <= set(before.values())
    clock.forward(timedelta(days=1))
    await night(store, clock)
    assert await weeks_kept(store, linked=True) == []
    assert await store.write(spans) == before


async def test_what_a_restore_gave_up_counts_nothing_any_more(store: Store, clock: Moment) -> None:
    await began(store, clock)
    await park(store)
    await night(store, clock)
    on(clock, CLOSED + 60 * WEEK)
    await store.write(lambda tx: releases.give_up(tx, clock().date()))
    before = await store.read(lambda tx: counted_before(tx, clock().date()))
    assert before == date(2028, 1, 3)  # its clocks were never chosen, so a year was waited for
    await night(store, clock)
    assert await weeks_kept(store, linked=False) == []


@pytest.mark.promise("P35")
async def test_where_nothing_was_ever_counted_no_link_reports_go_after_13_months(
    store: Store, clock: Moment
) -> None:
    await park(store)
    await store.write(incidents.move_parked)
    [week] = await weeks_kept(store, linked=False)
    clock.now = clock.now.replace(year=week.year + 1, month=week.month + 1, day=week.day)
    assert await retention.erase_all(store, "no-link", SHORT) == 0
    clock.forward(timedelta(days=1))
    assert await retention.erase_all(store, "no-link", SHORT) == 1


async def test_somebody_is_told_14_days_before_a_short_time_that_waits_for_a_figure_ends(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)
    await log(store, [1])
    on(clock, CLOSED - NOTICE)
    await post_releases(served(store, clock))
    [thing] = await store.read(run(endings.untold, SHORT))
    assert (thing.telegram_id, thing.kind, thing.day) == (1, "reports", CLOSED)
    clock.forward(timedelta(days=-1))
    assert await store.read(run(endings.untold, SHORT)) == []


async def test_whoever_deletes_a_report_waits_for_nothing(store: Store, clock: Moment) -> None:
    await began(store, clock)
    await log(store, [1, 1])
    [(one, _), _] = await store.read(run(incidents.mine, 1))
    assert await store.write(run(incidents.erase, 1, one))
    assert await store.write(run(incidents.erase_all, 1)) == 1
    number = select(func.count()).select_from(cell)
    assert await store.read(lambda tx: tx.connection.execute(number).scalar_one()) == 0
