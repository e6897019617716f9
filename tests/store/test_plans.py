"""Plans: begun, merged, changed and paused; nothing in them tells when or why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import select, update

from models.checkin import FIXED, Step
from models.checkin_hours import Pattern, Window
from models.checkin_plan import APART, Plan, Wish
from models.sealing import Vault
from models.store import claiming, plans
from models.store.doors import Store, Tx
from models.tables import plan as table
from tests.moment import Moment
from tests.store.made import AMARA, EVENINGS, RHYS, WISH, arrived, first_prompt, run
from tests.store.sending import Out


def days(plan: Plan | None) -> list[str]:
    assert plan is not None
    return [f"{each.due:%d %b %H} {each.step}" for each in plan.coming]


async def test_a_plan_is_the_dates_that_were_wished(store: Store) -> None:
    plan = await store.write(run(plans.save, AMARA, WISH))
    assert days(plan) == [
        "24 Nov 18 next_day",
        "26 Nov 18 three_days",
        "30 Nov 18 week",
        "21 Dec 18 four_weeks",
    ]
    assert await store.read(run(plans.of, AMARA)) == plan
    assert plan.wish == WISH
    assert await store.read(run(plans.of, RHYS)) is None


async def test_the_same_wish_again_changes_nothing(store: Store) -> None:
    first = await store.write(run(plans.save, AMARA, WISH))
    before = await store.read(run(first_prompt, AMARA))
    assert await store.write(run(plans.save, AMARA, WISH)) == first
    assert await store.read(run(first_prompt, AMARA)) == before


async def test_a_new_log_joins_the_plan_and_keeps_what_only_the_old_one_had(
    store: Store, clock: Moment
) -> None:
    everything = replace(WISH, steps=frozenset(FIXED), every=2)
    await store.write(run(plans.save, AMARA, everything))
    clock.forward(timedelta(days=5))
    mild = Wish(EVENINGS, frozenset({Step.NEXT_DAY, Step.WEEK}))
    plan = await store.write(run(plans.save, AMARA, mild))
    # The old next day and 3 days are late by now, so both of the first wish come at once apart.
    assert plan.wish.every == 2
    assert [each.step for each in plan.coming if each.step in {Step.WEEK, Step.NINETY_DAYS}] == [
        Step.WEEK,
        Step.NINETY_DAYS,
    ]
    dues = [each.due for each in plan.coming]
    assert all(b - a >= APART for a, b in pairwise(dues))
    assert "05 Dec 18 week" in days(plan)


async def test_no_plan_holds_when_it_began_or_by_how_much_it_was_shifted(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, replace(WISH, shift=2)))
    clock.forward(timedelta(days=2))
    await store.write(run(plans.save, RHYS, WISH))

    def rows(tx: Tx) -> set[tuple[object, ...]]:
        free = [each for each in table.columns if each.name not in {"id", "person"}]
        plain = [each for each in free if not each.name.startswith("sealed")]
        return {tuple(row) for row in tx.connection.execute(select(*plain))}

    assert len(await store.read(rows)) == 1
    assert await store.read(run(plans.of, AMARA)) == await store.read(run(plans.of, RHYS))


async def test_a_changed_plan_keeps_its_days_at_another_hour(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    nights = Window(16, Pattern.NIGHTS, frozenset({0, 1, 2, 3}), "Europe/London")
    steps = frozenset({Step.WEEK, Step.NINETY_DAYS})
    clock.forward(timedelta(hours=1))
    changed = await store.write(run(plans.change, AMARA, Wish(nights, steps, every=1)))
    assert days(changed) == ["30 Nov 16 week", "01 Dec 16 moment", "22 Feb 16 ninety_days"]
    assert await store.write(run(plans.change, RHYS, WISH)) is None


async def test_a_pause_moves_what_falls_into_it_behind_it(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    paused = await store.write(run(plans.pause, AMARA, date(2026, 12, 5)))
    assert days(paused) == [
        "05 Dec 18 next_day",
        "06 Dec 18 three_days",
        "07 Dec 18 week",
        "21 Dec 18 four_weeks",
    ]
    assert paused.paused_until == date(2026, 12, 5)
    out = Out(store, clock)
    await out.pass_time(timedelta(days=11))
    assert out.arrived == []
    await out.pass_time(timedelta(days=2))
    assert out.told()[0] == "05 Dec 18 next_day"
    assert (await store.read(run(plans.of, AMARA))).paused_until is None


async def test_a_pause_can_end_early_and_the_days_stay(store: Store) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    paused = await store.write(run(plans.pause, AMARA, date(2026, 12, 5)))
    resumed = await store.write(run(plans.resume, AMARA))
    assert resumed.paused_until is None
    assert resumed.coming == paused.coming


async def test_not_now_is_the_end_of_one_without_a_reminder(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=1, hours=9))
    [(_, first)] = out.arrived
    assert not await store.write(run(plans.not_now, RHYS, first.id))
    assert await store.write(run(plans.not_now, AMARA, first.id))
    assert not await store.write(run(plans.not_now, AMARA, first.id))
    await out.pass_time(timedelta(days=2))
    assert [told.split()[-1] for told in out.told()] == ["next_day", "three_days"]


async def test_later_comes_at_the_chosen_hour_and_moves_what_would_be_near(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    out = Out(store, clock)
    await out.pass_time(timedelta(days=1, hours=9))
    [(_, first)] = out.arrived
    wanted = datetime(2026, 11, 26, 18, tzinfo=UTC)
    assert await store.write(run(plans.later, RHYS, first.id, wanted)) is None
    assert await store.write(run(plans.later, AMARA, first.id, wanted)) == wanted
    assert days(await store.read(run(plans.of, AMARA)))[:2] == [
        "26 Nov 18 next_day",
        "27 Nov 18 three_days",
    ]
    out.arrived.clear()
    await out.pass_time(timedelta(days=3))
    assert out.told() == ["26 Nov 18 next_day", "27 Nov 18 three_days"]


async def test_an_earlier_one_comes_in_2_days_unless_another_does(
    store: Store, clock: Moment
) -> None:
    assert await store.write(run(plans.sooner, AMARA)) is None
    await store.write(run(plans.save, AMARA, WISH))
    assert await store.write(run(plans.sooner, AMARA)) is None
    out = Out(store, clock)
    await out.pass_time(timedelta(days=9))
    extra = await store.write(run(plans.sooner, AMARA))
    assert f"{extra.due:%d %b %H} {extra.step}" == "04 Dec 18 extra"
    assert await store.write(run(plans.sooner, AMARA)) is None


async def test_a_plan_whose_id_no_key_opens_waits_for_its_key(
    store: Store, clock: Moment, vault: Vault
) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    clock.forward(timedelta(days=1, hours=9))
    broken = update(table).values(sealed_person=vault.seal("plan", "x", b"", "1", size=16))
    await store.write(lambda tx: tx.connection.execute(broken))
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    assert (await store.write(run(claiming.claim, 9))).looked == 0


async def test_a_prompt_that_nobody_sent_is_nobodys_to_put_off(store: Store) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    waiting = await store.read(run(first_prompt, AMARA))
    assert not await store.write(run(plans.not_now, AMARA, waiting))
    await store.write(run(arrived, AMARA))
    assert await store.write(run(plans.not_now, AMARA, waiting))
