"""A weekly lesson in a plan: yields to check-ins, is never sent twice, and ends when asked."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.checkin import Step
from models.checkin_hours import EVERY_DAY, Pattern, Window
from models.checkin_plan import Wish
from models.checkin_sending import Act, Around, Standing, State, decide
from models.store import claiming, plans, quiet, sendings, weekly
from models.store.doors import Store, Tx
from models.store.people import erase_person
from models.tables import plan, prompt
from tests.moment import Moment
from tests.store.made import AMARA, EVENINGS, RHYS, WISH, run
from tests.store.sending import Out

FIRST = datetime(2026, 11, 24, 18, tzinfo=UTC)
WANT = run(weekly.want, AMARA, EVENINGS)


def rows(tx: Tx) -> list[tuple[str, str]]:
    query = select(prompt.c.step, prompt.c.state).where(prompt.c.next.is_not(None))
    return sorted((step, state) for step, state in tx.connection.execute(query))


async def theme_of(store: Store) -> datetime | None:
    found = await store.read(run(plans.of, AMARA))
    return found.theme if found else None


async def test_it_comes_every_week_once_and_is_never_reminded_of(
    store: Store, clock: Moment
) -> None:
    await store.write(WANT)
    await store.write(WANT)
    out = Out(store, clock)
    await out.pass_time(timedelta(days=16))
    assert out.told() == ["24 Nov 18 theme", "01 Dec 18 theme", "08 Dec 18 theme"]
    assert all(each.silent for _, each in out.arrived)


@pytest.mark.promise("P58")
async def test_after_the_end_none_comes_and_nothing_is_kept(store: Store, clock: Moment) -> None:
    await store.write(WANT)
    out = Out(store, clock)
    await out.pass_time(timedelta(days=2))
    await weekly.hold(store, AMARA)
    await store.write(run(weekly.end, AMARA))
    assert await store.read(lambda tx: tx.connection.execute(select(plan)).all()) == []
    assert await store.read(rows) == []
    await out.pass_time(timedelta(days=9))
    assert len(out.arrived) == 1


async def test_the_end_waits_for_what_is_on_its_way_and_holds_no_check_in(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, Wish(EVENINGS, frozenset({Step.FOUR_WEEKS}))))
    await store.write(WANT)
    clock.now = FIRST
    claimed = (await store.write(run(claiming.claim, 9))).claimed
    flying = [each for each in claimed if each.prompt.step is Step.THEME]
    assert len(flying) == 1
    ending = asyncio.ensure_future(weekly.hold(store, AMARA))
    await asyncio.sleep(0.1)
    assert not ending.done()
    await store.write(run(sendings.sent, flying))
    await ending
    await store.write(run(weekly.end, AMARA))
    left = await store.read(rows)
    assert left
    assert not [step for step, _ in left if step == Step.THEME]
    assert not [state for _, state in left if state == State.STOPPED]


async def test_it_moves_out_of_the_way_of_check_ins_and_they_never_move(
    store: Store,
) -> None:
    await store.write(WANT)
    before = await theme_of(store)
    kept = await store.write(run(plans.save, AMARA, WISH))
    assert before == FIRST
    assert kept.theme == FIRST + timedelta(days=1)  # the next day is taken
    assert [f"{each.due:%d}" for each in kept.coming] == ["24", "26", "30", "21"]


def test_where_a_check_in_follows_within_20_hours_it_is_left_out() -> None:
    around = Around(EVENINGS, None, FIRST + timedelta(hours=19), FIRST)
    theme = Standing(State.DUE, FIRST, seen=False, sendings=0, yields=True)
    assert decide(theme, around, FIRST)[0] is Act.SKIP
    check_in = Standing(State.DUE, FIRST, seen=False, sendings=0)
    assert decide(check_in, around, FIRST)[0] is Act.SEND


@pytest.mark.promise("P58")
async def test_while_skills_are_quiet_it_is_left_out_and_goes_on_afterwards(
    store: Store, clock: Moment
) -> None:
    await store.write(WANT)
    await store.write(run(weekly.want, RHYS, EVENINGS))
    await store.write(run(quiet.hush, AMARA, date(2026, 12, 1)))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=16))
    told = [f"{at:%d %b}" for at, each in out.arrived if each.telegram_id == AMARA]
    assert told == ["08 Dec"]
    assert len(out.arrived) == 1 + 3


async def test_after_downtime_nothing_is_made_up_for(store: Store, clock: Moment) -> None:
    await store.write(WANT)
    clock.now = FIRST + timedelta(days=17)
    out = Out(store, clock)
    await out.look()
    assert out.arrived == []
    await out.pass_time(timedelta(days=7))
    assert out.told() == ["15 Dec 18 theme"]


@pytest.mark.parametrize("wish", [None, Wish(EVENINGS, frozenset(), every=1)])
async def test_what_fails_and_is_tried_again_comes_again_once(
    store: Store, clock: Moment, wish: Wish | None
) -> None:
    await store.write(WANT if wish is None else run(plans.save, AMARA, wish))
    coming = await store.read(run(plans.of, AMARA))
    clock.now = coming.theme or coming.coming[0].due
    for _ in range(3):
        batch = await store.write(run(claiming.claim, 9))
        await store.write(run(sendings.put_back, batch.claimed, None))
        clock.forward(timedelta(minutes=40))
    assert len(await store.read(rows)) == 2  # this one, and the next


async def test_other_hours_of_check_ins_are_those_of_the_lesson(
    store: Store, clock: Moment
) -> None:
    await store.write(WANT)
    mornings = Window(10, Pattern.DAYS, EVERY_DAY, "Europe/London")
    kept = await store.write(run(plans.save, AMARA, Wish(mornings, frozenset())))
    assert kept.theme is not None
    assert kept.theme.hour == 10
    assert kept.theme > clock.now


async def test_whoever_goes_takes_it_along(store: Store) -> None:
    await store.write(WANT)
    await store.write(run(erase_person, AMARA))
    assert await store.read(rows) == []
