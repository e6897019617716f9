"""A person's own answers: only theirs, sealed, for 180 days; and sums that nobody is tied to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from models.checkin import Kept, Step
from models.retention import Retention
from models.sealing import Vault
from models.store import (
    checkins,
    enrolments,
    plans,
    postgresql,
    quiet,
    retention,
    sites,
    sums,
)
from models.store.doors import Store, Tx
from models.tables import check_in, check_in_sum
from tests.moment import Moment
from tests.store.made import (
    AMARA,
    MORGAN,
    RHYS,
    WARD,
    WISH,
    arrived,
    first_prompt,
    looked_after,
    run,
    summed,
)

KEEP = Retention()


async def test_answers_are_kept_one_by_one_and_the_last_counts(store: Store) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    one = await store.write(run(arrived, AMARA, Step.THREE_DAYS))
    begun = await store.write(run(checkins.answer, AMARA, one, "doing", "hard"))
    assert begun.answers == {"doing": "hard"}
    await store.write(run(checkins.answer, AMARA, one, "sleep", "badly"))
    again = await store.write(run(checkins.answer, AMARA, one, "doing", "up_and_down"))
    assert again.answers == {"doing": "up_and_down", "sleep": "badly"}
    assert await store.read(run(checkins.open_prompt, AMARA, one)) == again
    assert await store.read(run(checkins.latest, AMARA)) == again
    [kept] = await store.read(run(checkins.mine, AMARA))
    assert kept == Kept(date(2026, 11, 23), Step.THREE_DAYS, again.answers)


@pytest.mark.parametrize(
    ("question", "option"), [("doing", "badly"), ("sleep", "badly"), ("x", "well"), ("", "")]
)
async def test_only_what_is_asked_can_be_answered(
    store: Store, question: str, option: str
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    one = await store.write(run(arrived, AMARA))
    assert await store.write(run(checkins.answer, AMARA, one, question, option)) is None
    assert await store.read(run(checkins.mine, AMARA)) == ()


@pytest.mark.promise("P51")
async def test_nobody_answers_or_reads_for_another(store: Store) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(plans.save, person, WISH))
    one = await store.write(run(arrived, AMARA))
    assert await store.write(run(checkins.answer, RHYS, one, "doing", "well")) is None
    assert await store.read(run(checkins.open_prompt, RHYS, one)) is None
    await store.write(run(checkins.answer, AMARA, one, "doing", "well"))
    assert await store.read(run(checkins.mine, RHYS)) == ()
    assert await store.write(run(checkins.erase_mine, RHYS)) == 0


async def test_one_that_was_not_sent_or_is_over_cannot_be_answered(store: Store) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    waiting = await store.read(run(first_prompt, AMARA))
    given = (AMARA, waiting, "doing", "well")
    assert await store.write(run(checkins.answer, *given)) is None
    await store.write(run(arrived, AMARA))
    await store.write(run(plans.not_now, AMARA, waiting))
    assert await store.write(run(checkins.answer, *given)) is None
    assert (
        await store.write(run(checkins.answer, AMARA, "no-such-prompt", "doing", "well")) is None
    )


def day_of(tx: Tx) -> list[date]:
    return list(tx.connection.execute(select(check_in.c.day)).scalars())


@pytest.mark.promise("P53")
async def test_answers_are_erased_180_days_after_the_answer(store: Store, clock: Moment) -> None:
    await store.write(run(looked_after, AMARA))
    clock.now = datetime(2027, 5, 22, 12, tzinfo=UTC)
    assert await retention.erase_all(store, "check-ins", KEEP) == 0
    assert len(await store.read(run(checkins.mine, AMARA))) == 1
    clock.forward(timedelta(days=1))
    assert await retention.erase_all(store, "check-ins", KEEP) == 1
    assert await store.read(day_of) == []


@pytest.mark.promise("P53")
async def test_answers_cannot_be_read_without_the_keys_and_all_take_the_same_room(
    store: Store, vault: Vault
) -> None:
    for person, step in ((AMARA, Step.NEXT_DAY), (RHYS, Step.FOUR_WEEKS)):
        await store.write(run(plans.save, person, WISH))
        one = await store.write(run(arrived, person, step))
        await store.write(run(checkins.answer, person, one, "doing", "very_hard"))
    for question, option in (("sleep", "badly"), ("work", "away"), ("talk", "not_yet")):
        assert await store.write(run(checkins.answer, RHYS, one, question, option))
    rows = await store.read(lambda tx: tx.connection.execute(select(check_in)).all())
    assert {len(row.sealed) for row in rows} == {len(vault.seal("", "", b"", "", size=256))}
    plain = b"".join(repr(tuple(row)).encode() for row in rows)
    for word in (b"very_hard", b"next_day", b"badly", str(AMARA).encode()):
        assert word not in plain


@pytest.mark.promise("P57")
async def test_a_night_adds_each_check_in_once_and_when_it_is_over(
    store: Store, clock: Moment
) -> None:
    await store.write(run(sites.add, WARD))
    for person in (AMARA, RHYS):
        await store.write(run(enrolments.join, person, WARD.id if person == AMARA else None))
        await store.write(run(looked_after, person))
    for _ in range(2):  # it can be answered until the same hour of the next day
        assert await store.write(sums.count_answers) == 0
        clock.forward(timedelta(days=1))
    assert await store.write(sums.count_answers) == 2
    assert await store.write(sums.count_answers) == 0
    told = {
        ("hill", "2026-11-23", "next_day", "", ""): 1,
        ("", "2026-11-23", "next_day", "", ""): 1,
        ("", "2026-11-23", "next_day", "doing", "hard"): 2,
    }
    assert await store.read(summed) == told
    await store.write(run(enrolments.join, MORGAN, WARD.id))
    await store.write(run(looked_after, MORGAN))
    clock.forward(timedelta(days=2))
    await store.write(sums.count_answers)
    told["hill", "2026-11-23", "next_day", "", ""] = 2
    told["", "2026-11-23", "next_day", "doing", "hard"] = 3
    assert await store.read(summed) == told


@pytest.mark.promise("P57")
async def test_a_sum_stays_when_its_people_stop_and_holds_nothing_of_them(
    store: Store, clock: Moment
) -> None:
    await store.write(run(sites.add, WARD))
    await store.write(run(enrolments.join, AMARA, WARD.id))
    await store.write(run(looked_after, AMARA))
    clock.forward(timedelta(days=2))
    await store.write(sums.count_answers)
    await store.write(run(checkins.erase_mine, AMARA))
    left = await store.read(summed)
    assert list(left.values()) == [1, 1]
    assert not [key for key in left if "hill" in key and "hard" in key]
    kinds = {column.name: column.type.python_type for column in check_in_sum.columns}
    assert kinds == dict.fromkeys(("site", "week", "step", "question", "option"), str) | {
        "count": int
    }


async def test_whoever_stops_on_the_same_day_is_in_no_sum(store: Store, clock: Moment) -> None:
    await store.write(run(looked_after, AMARA))
    await store.write(run(checkins.erase_mine, AMARA))
    clock.forward(timedelta(days=2))
    assert await store.write(sums.count_answers) == 0
    assert await store.read(summed) == {}


@pytest.mark.promise("P56")
async def test_a_quiet_date_is_a_day_and_is_never_shortened(store: Store, clock: Moment) -> None:
    assert await store.read(run(quiet.until, AMARA)) is None
    last = date(2026, 12, 7)
    await store.write(run(quiet.hush, AMARA, last))
    await store.write(run(quiet.hush, AMARA, last - timedelta(days=3)))
    assert await store.read(run(quiet.until, AMARA)) == last
    clock.now = datetime(2026, 12, 7, 23, tzinfo=UTC)
    assert await store.write(quiet.forget_quiet) == 0
    assert await store.read(run(quiet.until, AMARA)) == last
    clock.now = datetime(2026, 12, 8, tzinfo=UTC)
    assert await store.read(run(quiet.until, AMARA)) is None
    assert await store.write(quiet.forget_quiet) == 1


@pytest.mark.promise("P57")
async def marks_after_two_nights(url: str, vault: Vault, clock: Moment) -> list[int]:
    """Have each of two people be counted in another night; return how many marks tables have."""
    store = Store.open(url, vault, clock)
    for person in (AMARA, RHYS):
        await store.write(run(looked_after, person))
        clock.forward(timedelta(days=1))
    for counted in (1, 1):
        clock.forward(timedelta(hours=1))
        assert await store.write(sums.count_answers) == counted
        await store.renew()
        await store.tidy()
        clock.forward(timedelta(days=1))
    each = "SELECT count(DISTINCT xmin::text) FROM"
    marks = text(f"{each} check_in UNION ALL {each} check_in_sum")
    found = await store.read(lambda tx: tx.connection.execute(marks).scalars().all())
    await store.close()
    return list(found)


async def test_after_a_night_no_mark_of_postgresql_tells_who_was_counted(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    assert await marks_after_two_nights(postgres_url, vault, clock) == [1, 1]


async def test_rows_that_are_not_written_anew_would_be_caught(
    postgres_url: str, vault: Vault, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "renew", lambda _write: None)
    assert (await marks_after_two_nights(postgres_url, vault, clock))[0] == 2
