"""What is due is sent once, reminded of once, put off by night, and skipped when too late."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from models.checkin import Step
from models.checkin_hours import EVERY_DAY, Pattern, Window
from models.checkin_plan import Wish
from models.checkin_sending import Act, Around, Standing, State, decide, wait
from models.sealing import Vault
from models.store import checkins, claiming, enrolments, plans, sendings
from models.store.doors import Store, Tx
from models.tables import prompt
from tests.moment import Moment
from tests.store.made import AMARA, EVENINGS, MORGAN, RHYS, WISH, run
from tests.store.sending import Out

NEXT_DAY = Wish(EVENINGS, frozenset({Step.NEXT_DAY}))
DUE = datetime(2026, 11, 24, 18, tzinfo=UTC)


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


async def test_what_a_dead_sender_had_is_sent_again_when_its_lease_is_over(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE
    [lost] = (await store.write(run(claiming.claim, 9))).claimed
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    clock.forward(plans.LEASE)
    [again] = (await store.write(run(claiming.claim, 9))).claimed
    assert again.prompt == lost.prompt


async def test_who_stood_still_takes_nothing_out_of_the_hands_of_whoever_has_it_now(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now = DUE + timedelta(minutes=5)
    [stood_still] = (await store.write(run(claiming.claim, 9))).claimed
    clock.forward(plans.LEASE)
    [now] = (await store.write(run(claiming.claim, 9))).claimed
    last = (await store.read(run(plans.of, AMARA))).since
    await store.write(run(sendings.put_back, [stood_still], 1.0))
    clock.forward(timedelta(seconds=3))
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    assert (await store.read(run(plans.of, AMARA))).since == last
    stopping = asyncio.ensure_future(plans.landed(store, AMARA))
    await asyncio.sleep(0.05)
    await store.write(run(sendings.put_back, [stood_still], 1.0))
    _, waiting = await asyncio.wait((stopping,), timeout=0.2)
    assert waiting  # whoever has it now may be sending it
    await store.write(run(sendings.sent, [now]))
    await stopping


async def test_what_failed_is_tried_again_later_each_time_and_given_up_after_a_day(
    store: Store, clock: Moment
) -> None:
    await store.write(run(plans.save, AMARA, NEXT_DAY))
    clock.now, tries = DUE, 0
    for _ in range(60 * 24 * 2):
        for claimed in (await store.write(run(claiming.claim, 9))).claimed:
            assert clock() < DUE + timedelta(hours=24)
            tries += 1
            await store.write(run(sendings.put_back, [claimed], None))
        clock.forward(timedelta(minutes=1))
    assert 15 < tries < 40
    assert await store.read(run(plans.of, AMARA)) is None


async def test_a_chat_that_telegram_holds_is_held_alone(store: Store, clock: Moment) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(plans.save, person, NEXT_DAY))
    clock.now = DUE
    first, second = (await store.write(run(claiming.claim, 9))).claimed
    await store.write(run(sendings.put_back, [first], 30.0))
    await store.write(run(sendings.sent, [second]))
    clock.forward(timedelta(seconds=29))
    assert (await store.write(run(claiming.claim, 9))).claimed == ()
    clock.forward(timedelta(seconds=3))
    [again] = (await store.write(run(claiming.claim, 9))).claimed
    assert again.prompt == first.prompt


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


async def test_replicas_share_what_is_due_and_wait_for_nobody(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    stores = [Store.open(postgres_url, vault, clock) for _ in range(3)]
    for person in range(300):
        await stores[0].write(run(plans.save, person, NEXT_DAY))
    clock.now = DUE
    batches = await asyncio.gather(
        *(each.write(run(claiming.claim, 40)) for each in stores for _ in range(5))
    )
    ids = [each.prompt.id for batch in batches for each in batch.claimed]
    assert len(ids) == len(set(ids)) > 40
    for each in stores:
        await each.close()


async def test_a_plan_that_somebody_is_changing_is_left_alone(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    store, other = (Store.open(postgres_url, vault, clock) for _ in range(2))
    for person in (AMARA, MORGAN):
        await store.write(run(plans.save, person, NEXT_DAY))
    clock.now, loop = DUE, asyncio.get_running_loop()

    def change(tx: Tx) -> claiming.Batch:
        plans.save(tx, AMARA, WISH)
        beside = other.write(lambda there: claiming.claim(there, 9))
        return asyncio.run_coroutine_threadsafe(beside, loop).result()

    batch = await store.write(change)
    assert [each.prompt.telegram_id for each in batch.claimed] == [MORGAN]
    for each in (store, other):
        await each.close()


async def test_claiming_reads_the_index_and_not_the_table(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(postgres_url, vault, clock)
    query = "SELECT id FROM prompt WHERE next <= 5 ORDER BY next LIMIT 9 FOR UPDATE SKIP LOCKED"
    await store.write(lambda tx: tx.connection.execute(text("SET enable_seqscan = off")))
    explained = await store.write(
        lambda tx: tx.connection.execute(text(f"EXPLAIN {query}")).scalars().all()
    )
    assert "ix_prompt_next" in "\n".join(explained)
    await store.close()


def test_a_wait_grows_and_never_passes_an_hour() -> None:
    waits = [wait(tries, 1.0) for tries in range(60)]
    assert waits[0] == timedelta(seconds=30)
    assert max(waits) == timedelta(hours=1)
    assert waits == sorted(waits)
    assert wait(3, 0.0) == wait(3, 1.0) / 2


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


def states(tx: Tx) -> set[str]:
    return set(tx.connection.execute(select(prompt.c.state)).scalars())


async def test_every_state_is_one_that_a_row_has(store: Store, clock: Moment) -> None:
    await store.write(run(plans.save, AMARA, WISH))
    await store.write(run(plans.save, RHYS, WISH))
    seen = set()
    for _ in range(8 * 24):
        clock.forward(timedelta(hours=1))
        batch = await store.write(run(claiming.claim, 9))
        seen |= await store.read(states)
        await store.write(run(sendings.sent, list(batch.claimed)))
        seen |= await store.read(states)
        for each in batch.claimed:
            if each.prompt.telegram_id == AMARA:
                given = (AMARA, each.prompt.id, "doing", "hard")
                await store.write(run(checkins.answer, *given))
    await plans.landed(store, AMARA)
    assert seen | await store.read(states) == set(State)
