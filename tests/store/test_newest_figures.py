"""What a lead sees of each row is its newest posted figure, also after its clock has changed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from models.counts.menu import SITE, SMALLER, Row, domain
from models.counts.period import Span, between, named
from models.counts.reading import BEFORE
from models.store import posted
from models.store.doors import Store, Tx
from models.tables import release
from tests.moment import Moment
from tests.store.counted import HILL, on
from tests.store.posting_by_hand import START, post

MONDAY = date(2026, 12, 28)
"""The first Monday of the last week of 2026, which has 53."""
ROWS = {
    span: Row("what", option)
    for span, option in zip(Span, ("verbal", "threat", "weapon", "stalking"), strict=True)
}
"""Rows that are told apart by their clock of 2026."""
WEEKLY = ROWS[Span.WEEK]
Clock = Callable[[int, Row], Span | None]


def post_all(tx: Tx, until: date, clock: Clock, rows: list[Row]) -> None:
    """Post each row by its clock of every year, whatever has closed on a day."""
    for span in Span:
        for period in between(span, START, until):
            made = [row for row in rows if clock(period.year, row) is span]
            post(tx, period, made)


def changing(then: Span) -> Clock:
    """Count each row of ROWS by its clock of 2026 until then, and by another one from 2027 on."""

    def clock(year: int, row: Row) -> Span:
        return then if year > 2026 else next(span for span, each in ROWS.items() if each == row)

    return clock


def newest_of(clock: Clock, row: Row, until: date) -> str:
    """Find the newest period of a row the slow way."""
    closed = [each for span in Span for each in between(span, START, until)]
    mine = [each for each in closed if clock(each.year, row) is each.span]
    return max(mine, key=lambda each: each.last).key


def mondays(start: date) -> Iterator[date]:
    yield from (start + timedelta(weeks=nth) for nth in range(0, 58, 3))


@pytest.mark.parametrize("then", list(Span))
async def test_a_row_whose_clock_changed_is_seen_in_every_week_with_its_newest_figure(
    store: Store, clock: Moment, then: Span
) -> None:
    rule, rows, before = changing(then), [*ROWS.values()], START
    for monday in mondays(MONDAY):
        on(clock, monday)

        def turn(tx: Tx, before: date = before, monday: date = monday) -> None:
            done = {each.key for span in Span for each in between(span, START, before)}
            for span in Span:
                for period in between(span, START, monday):
                    if period.key not in done:
                        post(tx, period, [r for r in rows if rule(period.year, r) is span])

        await store.write(turn)
        before = monday
        series = await store.read(lambda tx: posted.seen(tx, []))
        told = {row: figures[-1].period.key for row, figures in series.items()}
        assert told == {row: newest_of(rule, row, monday) for row in rows}, monday
        for figures in series.values():
            assert len({each.period.span for each in figures}) == 1
            assert [each.period for each in figures] == sorted(each.period for each in figures)


async def test_after_its_clock_changed_a_row_is_seen_with_the_8_before_its_last(
    store: Store, clock: Moment
) -> None:
    on(clock, date(2027, 4, 5))
    rule = changing(Span.QUARTER)
    await store.write(lambda tx: post_all(tx, clock.now.date(), rule, [*ROWS.values()]))
    series = await store.read(lambda tx: posted.seen(tx, []))
    told = {row: [each.period.key for each in figures] for row, figures in series.items()}
    assert told[WEEKLY] == [f"2026-W{number}" for number in range(53 - BEFORE, 54)]
    assert told[ROWS[Span.MONTH]] == [f"2026-M{number:02}" for number in range(12 - BEFORE, 13)]
    assert told[ROWS[Span.QUARTER]][-1] == "2026-Q04"
    assert told[ROWS[Span.YEAR]] == ["2025-Y01", "2026-Y01"]


async def test_no_note_tells_of_a_release_that_is_older_than_the_one_told_of(
    store: Store, clock: Moment
) -> None:
    seen = set()
    rule = changing(Span.QUARTER)
    on(clock, date(2027, 4, 5))
    await store.write(lambda tx: post_all(tx, clock.now.date(), rule, [*ROWS.values()]))
    for weeks in (12, 8, 4, 0):
        on(clock, date(2027, 4, 5) - timedelta(weeks=weeks))
        seen.add(await store.read(posted.newest))
    assert seen == {named("2026-W53")}


async def test_after_a_restore_of_an_old_backup_the_figures_before_it_are_still_seen(
    store: Store, clock: Moment
) -> None:
    on(clock, date(2026, 9, 28))
    by_week: Clock = lambda _year, _row: Span.WEEK  # noqa: E731 - one line says it
    await store.write(lambda tx: post_all(tx, date(2026, 6, 15), by_week, [WEEKLY]))

    def lose(tx: Tx) -> None:
        for period in between(Span.WEEK, date(2026, 6, 8), clock.now.date()):
            kept = {"period": period.key, "available": False}
            tx.connection.execute(insert(release), [kept])

    await store.write(lose)
    series = await store.read(lambda tx: posted.seen(tx, []))
    assert [each.available for each in series[WEEKLY]] == [False] * (BEFORE + 1)
    assert series[WEEKLY][-1].period.key == "2026-W38"


async def test_who_has_no_row_any_more_sees_the_smaller_sites_and_no_old_figure_as_the_newest(
    store: Store, clock: Moment
) -> None:
    """A site that fewer than 20 people have joined, when clocks begin anew, is a smaller one."""

    def by_quarter(year: int, row: Row) -> Span | None:
        gone = row.first == HILL.id and year > 2026
        return None if gone else Span.QUARTER

    rows = [row for row in domain([HILL.id]) if "site" in row.table]
    on(clock, date(2027, 4, 5))
    await store.write(lambda tx: post_all(tx, clock.now.date(), by_quarter, rows))
    before = await store.read(lambda tx: posted.seen(tx, [HILL.id]))
    assert {row.first for row in before} == {HILL.id}
    on(clock, date(2027, 4, 12))
    await store.write(
        lambda tx: post(tx, named("2027-Q01"), [r for r in rows if r.first == SMALLER])
    )
    after = await store.read(lambda tx: posted.seen(tx, [HILL.id]))
    assert {row.first for row in after} == {SMALLER}
    assert after[Row(SITE, SMALLER)][-1].period.key == "2027-Q01"
    every = await store.read(lambda tx: list(posted.everything(tx, [HILL.id])))
    assert {row.first for row, _ in every} == {HILL.id, SMALLER}
    nobody = await store.read(lambda tx: posted.seen(tx, []))
    assert not nobody


async def test_figures_of_one_period_stand_together_in_a_file(store: Store, clock: Moment) -> None:
    """A week, a month, a quarter and a year close on the same day."""
    on(clock, date(2027, 1, 18))
    spans = dict(
        zip([row for row in domain([]) if row.table == "what"], [*Span] * 9, strict=False)
    )
    await store.write(lambda tx: post_all(tx, clock.now.date(), lambda _, r: spans[r], [*spans]))
    found = await store.read(lambda tx: [each[1].period for each in posted.everything(tx, [])])
    blocks = [key for nth, key in enumerate(found) if nth == 0 or found[nth - 1] != key]
    assert len(blocks) == len(set(found))
    assert [each.closes for each in found] == sorted(each.closes for each in found)
