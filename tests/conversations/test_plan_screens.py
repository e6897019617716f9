"""The plan of check-ins: begun without a log, looked at, changed, paused, stopped, and named."""

from datetime import date, timedelta

import pytest

from messages.words import label
from models.checkin import Step
from models.store import checkins, plans, quiet
from tests.conversations.checking import (
    MINE,
    ONLY_ME,
    YES,
    comes,
    plan_of,
    planned,
    prompts,
    set_up,
    to,
    weekly,
)
from tests.conversations.kept import lasting_counts
from tests.conversations.made import FAST
from tests.conversations.phone import LONDON, House, Phone

PLAN = {part: label("checkins/plan", part) for part in ("change", "pause", "resume", "stop")}
KEEP = label("checkins/wish", "keep")


async def test_without_a_log_there_are_three_ways_to_begin(sam: Phone) -> None:
    await sam.says("/checkins")
    assert sam.labels == [
        "4 times in 4 weeks",
        "Every week",
        "Every 2 weeks",
        "Need help now",
        "Back to start",
    ]
    await sam.taps("4 times in 4 weeks", ONLY_ME, YES)
    assert len((await planned(sam)).coming) == 4


@pytest.mark.parametrize(("way", "weeks"), [("Every week", 1), ("Every 2 weeks", 2)])
async def test_a_regular_moment_comes_again_and_again_at_the_same_hour(
    house: House, sam: Phone, way: str, weeks: int
) -> None:
    await sam.says("/checkins")
    await sam.taps(way, ONLY_ME)
    assert f"Then {way.lower()}, until you stop." in sam.screen.text
    await sam.taps(YES)
    for number in range(1, 4):
        await comes(sam)
        now = house.world.now().astimezone(LONDON)
        assert now.date() == date(2026, 11, 24) + timedelta(weeks=weeks * number)
        assert now.hour == 15
        await sam.taps("All right")


async def test_more_leads_to_check_ins_as_well(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("More", "Check-ins")
    assert "4 times in 4 weeks" in sam.labels


async def test_the_plan_is_shown_with_its_dates_and_every_way_to_change_it(sam: Phone) -> None:
    await set_up(sam)
    await sam.says("/checkins")
    for day in ("Wednesday 25 November", "Friday 27 November", "Tuesday 22 December"):
        assert day in sam.screen.text
    assert "at about 3pm" in sam.screen.text
    assert "until the last one" in sam.screen.text
    wanted = [PLAN["change"], PLAN["pause"], PLAN["stop"]]
    assert sam.labels == [*wanted, "Need help now", "Back to start"]


async def test_a_change_unticks_and_moves_exactly_as_it_is_shown(sam: Phone) -> None:
    await set_up(sam)
    await sam.says("/checkins")
    await sam.taps(PLAN["change"], "✓ 27 November", "Time and days", "I work days")
    await sam.taps("Change the time", "8am", "Done")
    shown = sam.screen.text
    await sam.taps(KEEP)
    plan = await planned(sam)
    steps = [each.step for each in plan.coming]
    assert steps == [Step.NEXT_DAY, Step.WEEK, Step.FOUR_WEEKS]
    for coming in plan.coming:
        local = coming.due.astimezone(LONDON)
        assert local.hour == 8
        assert f"{local.day} {local:%B}" in shown


async def test_a_change_of_a_plan_that_was_stopped_meanwhile_makes_none(sam: Phone) -> None:
    await set_up(sam)
    await sam.says("/checkins")
    await sam.taps(PLAN["change"])
    changing = sam.screen.id
    await sam.house.store.write(lambda tx: plans.stop(tx, sam.person.id))
    await sam.house.world.tap(sam.person, changing, KEEP)
    await sam.house.settle()
    assert await plan_of(sam) is None


async def test_a_pause_for_holidays_holds_back_what_falls_into_it(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await sam.says("/checkins")
    await sam.taps(PLAN["pause"], "Tuesday 8 December")
    assert "Paused: none comes before Tuesday 8 December." in sam.screen.text
    assert await house.store.read(lambda tx: quiet.until(tx, sam.person.id)) == date(2026, 12, 8)
    plan = await planned(sam)
    assert min(each.due.astimezone(LONDON).date() for each in plan.coming) >= date(2026, 12, 8)
    for _ in range(13):
        await house.forward(timedelta(days=1))
    assert prompts(sam) == []
    for _ in range(30):
        await house.forward(timedelta(hours=2))
    assert prompts(sam)


async def test_a_pause_can_be_ended_early(sam: Phone) -> None:
    await set_up(sam)
    await sam.says("/checkins")
    await sam.taps(PLAN["pause"], "Tuesday 8 December", PLAN["resume"])
    assert "Paused" not in sam.screen.text
    assert PLAN["pause"] in sam.labels


@pytest.mark.parametrize(
    "data",
    [
        "plan:until:2030-01-01",
        "plan:until:2026-11-24",
        "plan:until:yesterday",
        "plan:until",
        "plan:nowhere",
        "plan:yes:x",
    ],
)
async def test_a_forged_tap_on_the_plan_shows_it_and_changes_nothing(
    sam: Phone, data: str
) -> None:
    await set_up(sam)
    before = await planned(sam)
    await sam.says("/checkins")
    await sam.forges(data)
    assert await planned(sam) == before
    assert sam.screen.text.startswith("Your check-ins")


@pytest.mark.promise("P52")
async def test_stop_them_all_forgets_where_to_write_to(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "Do not keep it")
    before = await house.store.read(lasting_counts)
    await sam.says("/checkins")
    await sam.taps("4 times in 4 weeks", ONLY_ME, YES)
    assert await house.store.read(lasting_counts) != before
    await sam.says("/checkins")
    await sam.taps(PLAN["stop"])
    assert "This chat's address is no longer kept for them." in sam.screen.text
    assert await house.store.read(lasting_counts) == before
    await house.forward(timedelta(days=2))
    assert prompts(sam) == []


@pytest.mark.promise("P52")
async def test_after_the_last_check_in_the_address_is_forgotten(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.FOUR_WEEKS)
    await sam.taps("Doing well", "Skip", "Skip", "Skip")
    for _ in range(4):
        await house.forward(timedelta(days=1))
    assert await plan_of(sam) is None


async def test_a_plan_whose_last_one_has_just_come_can_be_begun_anew_or_stopped(
    sam: Phone,
) -> None:
    await set_up(sam)
    await comes(sam, Step.FOUR_WEEKS)
    await sam.says("/checkins")
    assert {"4 times in 4 weeks", PLAN["stop"]} <= set(sam.labels)


async def test_mine_stop_and_privacy_name_the_plan_and_the_answers(sam: Phone) -> None:
    await sam.says("/mine")
    assert "Check-ins" not in sam.labels
    await set_up(sam)
    await comes(sam)
    await sam.taps("It is hard")
    await sam.says("/mine")
    kept = (
        "This chat's address, for your check-ins.",
        "Your answers to 1 check-in, for 180 days.",
    )
    assert all(line in sam.screen.text for line in kept)
    await sam.taps("Check-ins")
    assert MINE in sam.labels
    await sam.says("/stop")
    assert all(line in sam.screen.text for line in kept)
    await sam.says("/privacy")
    assert "Check-ins keep this chat's address until the last one." in sam.screen.text
    assert "180 days" in sam.screen.text


@pytest.mark.promise("P53")
async def test_stop_erases_the_plan_and_the_answers(house: House, sam: Phone) -> None:
    await sam.says("/start")
    before = await house.store.read(lasting_counts)
    await set_up(sam)
    await comes(sam)
    await sam.taps("It is hard", "Need help now")
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
    sums = {"check_in_sum", "counted_row"}  # of everybody together, and tied to nobody
    after = await house.store.read(lasting_counts)
    assert {k: v for k, v in after.items() if k not in sums} == {
        k: v for k, v in before.items() if k not in sums
    }
    assert await house.store.read(lambda tx: checkins.mine(tx, sam.person.id)) == ()
    await house.forward(timedelta(days=3))
    assert prompts(sam) == []


async def test_in_simple_view_the_plan_has_one_button_to_a_row(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.says("/checkins")
    await sam.taps("Every week", "Only me", "Yes, check in with me")
    await sam.says("/checkins")
    assert [b.text for b in sam.screen.buttons[0]] == [PLAN["change"]]
    assert all(len(row) == 1 for row in sam.screen.buttons)


async def test_weekly_beside_a_log_goes_on_and_can_be_unticked(house: House, sam: Phone) -> None:
    await weekly(sam)
    await set_up(sam)
    plan = await planned(sam)
    assert plan.wish.every == 1
    assert {each.step for each in plan.coming} >= {Step.MOMENT, Step.NEXT_DAY}
    await sam.says("/checkins")
    assert "Then every week, until you stop." in sam.screen.text
    await sam.taps(PLAN["change"], "✓ Every week", KEEP)
    assert (await planned(sam)).wish.every == 0
    await to(house, (await planned(sam)).coming[0].due)
    assert len(prompts(sam)) == 1
