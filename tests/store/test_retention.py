"""What is kept for its time and no longer, in batches, and who can be told before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.practice import Rating
from models.retention import NOTICE, Retention, back
from models.sealing import Vault
from models.skill import Theme
from models.store import drafts, endings, enrolments, incidents, practice, releases, retention
from models.store.doors import Store
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, SHOUTED, a_draft, run

KEEP = Retention()


async def filed(store: Store, person: int, week: date) -> None:
    await store.write(run(incidents.file, person, replace(SHOUTED, week=week)))


async def test_a_report_ends_13_months_after_its_week(store: Store, clock: Moment) -> None:
    await filed(store, AMARA, date(2025, 10, 20))
    await filed(store, AMARA, date(2025, 10, 27))
    clock.now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert await store.read(run(retention.over, KEEP)) == {
        "words": 0,
        "additions": 0,
        "reports": 0,
        "no-link": 0,
        "enrolments": 0,
        "check-ins": 0,
        "practice": 0,
        "drafts": 0,
        "updates": 0,
    }
    clock.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert (await store.read(run(retention.over, KEEP)))["reports"] == 1
    assert await retention.erase_all(store, "reports", KEEP) == 1
    [(_, kept)] = await store.read(run(incidents.mine, AMARA))
    assert kept.week == date(2025, 10, 27)
    assert await retention.erase_all(store, "reports", KEEP) == 0


async def test_an_idle_enrolment_is_forgotten_after_12_months(store: Store, clock: Moment) -> None:
    clock.now = datetime(2025, 12, 31, 23, tzinfo=UTC)
    await store.write(run(enrolments.join, AMARA, None))
    await store.write(run(enrolments.join, RHYS, None))
    clock.now = datetime(2026, 1, 1, tzinfo=UTC)
    await store.write(run(enrolments.touch, RHYS))
    clock.now = datetime(2026, 12, 31, tzinfo=UTC)
    assert await retention.erase_all(store, "enrolments", KEEP) == 0
    clock.now = datetime(2027, 1, 1, tzinfo=UTC)
    assert await retention.erase_all(store, "enrolments", KEEP) == 1
    assert await store.read(run(enrolments.of, AMARA)) is None
    assert await store.read(run(enrolments.of, RHYS)) is not None


async def test_a_shorter_time_ends_things_earlier_once_they_were_counted(
    store: Store, clock: Moment
) -> None:
    await filed(store, AMARA, date(2026, 9, 21))
    clock.now = datetime(2026, 11, 23, tzinfo=UTC)
    assert await retention.erase_all(store, "reports", Retention(report_months=1)) == 0
    await store.write(run(releases.choose, date(2026, 9, 21)))
    await store.write(run(releases.give_up, clock().date()))
    assert await retention.erase_all(store, "reports", Retention(report_months=3)) == 0
    assert await retention.erase_all(store, "reports", Retention(report_months=2)) == 1


async def test_much_is_erased_a_batch_at_a_time(
    store: Store, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 4)
    for _ in range(10):
        await filed(store, AMARA, date(2026, 1, 5))
    clock.now = datetime(2028, 1, 1, tzinfo=UTC)
    assert await store.write(run(retention.erase_batch, "reports", KEEP)) == 4
    assert await retention.erase_all(store, "reports", KEEP) == 6


async def test_drafts_are_counted_and_erased_by_the_minute(store: Store, clock: Moment) -> None:
    await store.write(run(drafts.keep, a_draft(AMARA, clock())))
    clock.forward(timedelta(hours=24, minutes=-1))
    assert (await store.read(run(retention.over, KEEP)))["drafts"] == 0
    assert await store.write(retention.erase_drafts) == 0
    clock.forward(timedelta(minutes=1))
    assert (await store.read(run(retention.over, KEEP)))["drafts"] == 1
    assert await store.write(retention.erase_drafts) == 1


async def test_somebody_is_told_14_days_before_of_each_thing_once(
    store: Store, clock: Moment
) -> None:
    await filed(store, AMARA, date(2025, 10, 20))
    await store.write(run(enrolments.join, RHYS, None))
    clock.now = datetime(2026, 11, 6, 12, tzinfo=UTC)
    assert await store.read(run(endings.untold, KEEP)) == []
    clock.now = datetime(2026, 11, 7, 12, tzinfo=UTC)
    [thing] = await store.read(run(endings.untold, KEEP))
    assert (thing.telegram_id, thing.kind) == (AMARA, "reports")
    assert thing.day == date(2026, 11, 21) == clock().date() + NOTICE
    assert await store.write(run(endings.begin, [thing])) == [thing]
    assert await store.write(run(endings.begin, [thing])) == []  # by another replica
    await store.write(run(endings.end, [thing]))
    for _ in range(13):
        clock.forward(timedelta(days=1))
        assert await store.read(run(endings.untold, KEEP)) == []


async def test_what_was_begun_and_not_sent_is_begun_again_an_hour_later(
    store: Store, clock: Moment
) -> None:
    await filed(store, AMARA, date(2025, 10, 20))
    clock.now = datetime(2026, 11, 8, 12, tzinfo=UTC)
    [thing] = await store.read(run(endings.untold, KEEP))
    assert await store.write(run(endings.begin, [thing]))
    assert await store.read(run(endings.untold, KEEP)) == []
    clock.forward(timedelta(hours=1))
    assert await store.read(run(endings.untold, KEEP)) == [thing]
    assert await store.write(run(endings.begin, [thing])) == [thing]
    assert await store.write(run(endings.begin, [thing])) == []


async def test_nobody_is_told_that_practice_ends(store: Store, clock: Moment) -> None:
    await store.write(run(practice.keep, AMARA, Rating(Theme.CALMING, 3), clock().date()))
    clock.forward(timedelta(days=178))
    assert await store.read(run(endings.untold, KEEP)) == []
    assert await retention.erase_all(store, "practice", KEEP) == 0
    clock.forward(timedelta(days=3))
    assert await retention.erase_all(store, "practice", KEEP) == 1


async def test_who_comes_back_is_told_again_next_time(store: Store, clock: Moment) -> None:
    clock.now = datetime(2025, 11, 3, tzinfo=UTC)
    await store.write(run(enrolments.join, AMARA, None))
    clock.now = datetime(2026, 11, 20, tzinfo=UTC)
    [thing] = await store.read(run(endings.untold, KEEP))
    assert thing.day == date(2026, 12, 1)
    await store.write(run(endings.begin, [thing]))
    await store.write(run(endings.end, [thing]))
    await store.write(run(enrolments.touch, AMARA))
    assert await store.read(run(endings.untold, KEEP)) == []
    clock.now = datetime(2027, 11, 20, tzinfo=UTC)
    assert [each.day for each in await store.read(run(endings.untold, KEEP))] == [
        date(2027, 12, 1)
    ]


async def test_the_mark_names_nobody_and_is_forgotten_after_30_days(
    store: Store, clock: Moment, vault: Vault
) -> None:
    await filed(store, AMARA, date(2025, 10, 20))
    clock.now = datetime(2026, 11, 8, 12, tzinfo=UTC)
    things = await store.read(run(endings.untold, KEEP))
    await store.write(run(endings.begin, things))
    assert vault.person(AMARA) not in {vault.mark("told", each.thing) for each in things}
    clock.forward(timedelta(days=30))
    assert await store.write(endings.forget_told) == 0
    clock.forward(timedelta(hours=1))
    assert await store.write(endings.forget_told) == 1


async def test_a_row_that_no_key_opens_is_told_to_nobody_and_ends_all_the_same(
    store_url: str, vault: Vault, clock: Moment
) -> None:
    stranger = Vault.from_setting("x:" + "A" * 43 + "=")
    lost = Store.open(store_url, stranger, clock)
    await filed(lost, AMARA, date(2025, 10, 20))
    await lost.close()
    store = Store.open(store_url, vault, clock)
    clock.now = datetime(2026, 11, 8, 12, tzinfo=UTC)
    assert await store.read(run(endings.untold, KEEP)) == []
    clock.now = datetime(2026, 12, 8, 12, tzinfo=UTC)
    assert await retention.erase_all(store, "reports", KEEP) == 1
    await store.close()


DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(DAYS, st.integers(1, 13))
def test_months_back_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    then = back(day, months)
    assert (day.year * 12 + day.month) - (then.year * 12 + then.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


@given(DAYS)
def test_what_is_over_stays_over(day: date) -> None:
    assert KEEP.reports_before(day) <= KEEP.reports_before(day + timedelta(days=1))
    assert KEEP.words_before(day) < KEEP.words_before(day + timedelta(days=1))
    assert KEEP.idle_before(day) <= KEEP.idle_before(day + timedelta(days=1))


async def test_own_words_end_after_180_days_and_the_report_stays(
    store: Store, clock: Moment
) -> None:
    worded = replace(SHOUTED, week=date(2026, 5, 25), words="She waited at my car.")
    await store.write(run(incidents.file, AMARA, worded))
    clock.now = datetime(2026, 11, 7, 12, tzinfo=UTC)
    assert await store.read(run(endings.untold, KEEP)) == []
    clock.now = datetime(2026, 11, 8, 12, tzinfo=UTC)
    [thing] = await store.read(run(endings.untold, KEEP))
    assert (thing.telegram_id, thing.kind, thing.day) == (AMARA, "words", date(2026, 11, 22))
    clock.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert await retention.erase_all(store, "words", KEEP) == 0
    clock.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert await retention.erase_all(store, "words", KEEP) == 1
    [(_, kept)] = await store.read(run(incidents.mine, AMARA))
    assert kept == replace(worded, words="")
