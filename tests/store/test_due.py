"""What is due goes out once, is reminded of once, put off by night, and skipped when too late."""

from datetime import UTC, datetime, timedelta

import pytest

from models.checkin import Step
from models.checkin_hours import EVERY_DAY, Pattern, Window
from models.checkin_plan import Wish
from models.checkin_sending import Act, Around, Standing, State, decide
from models.store import checkins, claiming, enrolments, plans, sendings
from models.store.doors import Store
from models.tables import prompt
from tests.moment import Moment
from tests.store.made import AMARA, EVENINGS, RHYS, WISH, run
from tests.store.sending import DUE, NEXT_DAY, Out


@pytest.mark.promise("P54")
async def test_a_plan_that_nobody_answers_is_reminded_of_once_each_and_ends(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=120))
    assert out.told() == [
        "24 Nov 18 next_day",
        "25 Nov 18 next_day again",
        "26 Nov 18 three_days",
        "27 Nov 18 three_days again",
        "30 Nov 18 week",
        "01 Dec 18 week again",
        "21 Dec 18 four_weeks",
        "22 Dec 18 four_weeks again",
    ]
    assert await store.read(run(plans.of, AMARA)) is None


async def test_whoever_answers_is_not_reminded(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=1, hours=9))
    [(_, first)] = out.arrived
    await store.write(run(checkins.answer, AMARA, first.id, "doing", "well"))
    await out.pass_time(timedelta(days=10))
    assert len(out.arrived) == 1


async def test_an_answer_that_comes_before_its_sending_is_recorded_counts(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE
    [claimed] = (await store.write(run(claiming.claim, 9))).claimed
    assert await store.write(run(checkins.answer, AMARA, claimed.prompt.id, "doing", "well"))
    await store.write(run(sendings.sent, [claimed]))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=10))
    assert out.arrived == []


async def test_moments_go_on_every_week_or_every_second(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, Wish(EVENINGS, frozenset(), every=2)))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=60))
    firsts = [told for told in out.told() if not told.endswith("again")]
    assert firsts == [f"{day} 18 moment" for day in ("07 Dec", "21 Dec", "04 Jan", "18 Jan")]


@pytest.mark.parametrize(
    ("late", "arrives"),
    [
        (timedelta(hours=2), "24 Nov 20"),
        (timedelta(hours=5), "25 Nov 08"),
        (timedelta(hours=11, minutes=59), "25 Nov 08"),
        (timedelta(hours=12), None),
        (timedelta(days=2), None),
    ],
)
async def test_after_downtime_one_goes_out_at_the_next_allowed_hour_or_not_at_all(
    store: Store, clock: Moment, late: timedelta, arrives: str | None
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE + late
    out = Out(store, clock)
    await out.look()
    await out.pass_time(timedelta(hours=18))
    told = [f"{at:%d %b %H}" for at, each in out.arrived if not each.reminder]
    assert told == ([arrives] if arrives else [])


async def test_after_a_week_away_nothing_is_made_up_for_and_the_plan_goes_on(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    clock.forward(timedelta(days=10))
    out = Out(store, clock)
    await out.look()
    assert out.arrived == []
    await out.pass_time(timedelta(days=20))
    assert out.told() == ["21 Dec 18 four_weeks", "22 Dec 18 four_weeks again"]


async def test_of_two_that_are_due_at_once_one_goes_out(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    clock.now = DUE
    at_once = prompt.update().values(due=int(DUE.timestamp()), next=int(DUE.timestamp()))
    await store.write(lambda tx: tx.connection.execute(at_once))
    out = Out(store, clock)
    assert len(await out.look()) == 1
    assert await out.look() == []
    assert (await store.write(run(claiming.claim, 9))).looked == 0  # nothing spins


async def test_a_prompt_knows_how_it_shall_be_shown(store: Store, clock: Moment) -> None:
    quietly = Wish(EVENINGS, frozenset({Step.NEXT_DAY}), silent=True)
    await store.write(run(plans.save, AMARA, quietly))
    await store.write(run(plans.save, RHYS, NEXT_DAY))
    await store.write(run(enrolments.set_simple, RHYS, simple=True))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=3))
    told = {(each.telegram_id, each.silent, each.simple, each.reminder) for _, each in out.arrived}
    assert told == {
        (AMARA, True, False, False),
        (AMARA, True, False, True),
        (RHYS, False, True, False),
        (RHYS, False, True, True),
    }


def test_a_reminder_that_another_check_in_is_near_to_is_none() -> None:
    window = Window(18, Pattern.DAYS, EVERY_DAY, "Europe/London")
    sent = Standing(State.SENT, DUE, seen=False, sendings=1)
    ages = datetime(2000, 1, 1, tzinfo=UTC)
    alone = Around(window, None, None, ages)
    assert decide(sent, alone, DUE)[0] is Act.SEND
    soon = Around(window, None, DUE + timedelta(hours=19), ages)
    assert decide(sent, soon, DUE)[0] is Act.CLOSE
    just = Around(window, DUE - timedelta(hours=2), None, ages)
    assert decide(sent, just, DUE)[0] is Act.CLOSE
