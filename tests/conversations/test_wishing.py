"""Setting check-ins up: proposed after a log, chosen in the buttons, and kept by Yes alone."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.ending import asking_of
from handlers.wishing import read_asking
from messages.words import label
from models.checkin import Step
from models.draft import new_draft
from models.store import plans
from tests.conversations.checking import (
    OFFER,
    ONLY_ME,
    YES,
    at_the_dates,
    comes,
    days_of,
    plan_of,
    planned,
    prompts,
    set_up,
)
from tests.conversations.kept import lasting_counts
from tests.conversations.made import FAST
from tests.conversations.phone import LONDON, NOON, House, Phone
from tests.conversations.stock import stocked
from tests.guards.language import lock_screen_safe

CAREFUL = "Someone with the database and keys could guess when you logged."
ADDRESS = "To write to you, I keep this chat's address until the last check-in."
SHARED = label("checkins/wish", "others")
SILENT = label("checkins/wish", "silent")
NONE = label("checkins/wish", "none")
TIME = label("checkins/wish", "time")
DONE = label("checkins/wish", "done")


@pytest.mark.promise("P50")
async def test_nothing_is_kept_before_yes_and_3_taps_are_enough(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    before = await house.store.read(lasting_counts)
    await sam.taps(OFFER, SHARED, SILENT, TIME, DONE, "Back", ONLY_ME)
    assert await house.store.read(lasting_counts) == before
    assert prompts(sam) == []
    await sam.taps(YES)
    plan = await planned(sam)
    steps = [each.step for each in plan.coming]
    assert steps == [Step.NEXT_DAY, Step.THREE_DAYS, Step.WEEK, Step.FOUR_WEEKS]
    assert "The first one comes on Wednesday 25 November, at about 3pm." in sam.screen.text


async def test_the_dates_on_the_screen_are_the_dates_that_are_kept(sam: Phone) -> None:
    await at_the_dates(sam)
    shown = sam.screen.text
    assert sam.labels[:5] == [
        "✓ 25 November",
        "✓ 27 November",
        "✓ 1 December",
        "✓ 22 December",
        "22 February",
    ]
    await sam.taps(YES)
    days = await days_of(sam)
    assert days == [line for line in shown.splitlines() if re.match(r"\w+day \d", line)]
    assert len(days) == 4


@pytest.mark.parametrize(
    ("what", "effect", "ticked"),
    [
        ("Shouted, swore or insulted", "All right", 2),
        ("Shouted, swore or insulted", "Shaken", 4),
        ("Threatened", "All right", 4),
    ],
)
async def test_what_is_proposed_follows_from_what_was_logged(
    sam: Phone, what: str, effect: str, ticked: int
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:2], what, *FAST[3:6], effect, "Do not keep it", OFFER, ONLY_ME)
    shown = [label for label in sam.labels if label.startswith("✓")]
    assert len(shown) == ticked
    assert ticked == 4 or shown == ["✓ 25 November", "✓ 1 December"]


async def test_where_others_see_the_messages_none_is_proposed_or_none_that_is_heard(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it", OFFER, SHARED)
    assert sam.labels[0] == NONE
    await sam.taps(NONE)
    assert await plan_of(sam) is None
    assert "/checkins" in sam.screen.text
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it", OFFER, SHARED, SILENT)
    assert "without a sound" in sam.screen.text
    await sam.taps(YES)
    assert (await comes(sam)).silent
    kim = house.phone("Kim")
    await set_up(kim)
    assert not (await comes(kim)).silent


@pytest.mark.parametrize("choice", ["No link to me", "I can find it"])
async def test_before_yes_it_says_what_an_address_could_tell(sam: Phone, choice: str) -> None:
    await at_the_dates(sam, choice=choice)
    assert ADDRESS in sam.screen.text
    assert (CAREFUL in sam.screen.text) is (choice == "No link to me")
    assert lock_screen_safe(sam.screen.text)


async def test_after_no_link_the_dates_move_by_up_to_2_days_and_otherwise_not() -> None:
    draft = replace(new_draft(1, "report", NOON), answers={"what": ("threat",)})
    moved = {
        came: {asking_of(draft, came, "Europe/London").wish.shift for _ in range(60)}
        for came in ("find", "no_link", "nothing", "again")
    }
    assert moved == {"find": {0}, "no_link": {0, 1, 2}, "nothing": {0}, "again": {0, 1, 2}}


async def test_the_dates_that_moved_are_shown_and_kept_and_the_move_is_not(sam: Phone) -> None:
    shifts = set()
    for _ in range(12):
        await at_the_dates(sam, choice="No link to me")
        first = sam.labels[0]
        shifts.add(first)
        await sam.taps(YES)
        day = (await days_of(sam))[0]
        assert day.endswith(first.removeprefix("✓"))
        plan = await planned(sam)
        assert plan.wish.shift == 0
        await sam.house.store.write(lambda tx: plans.stop(tx, sam.person.id))
    assert shifts <= {"✓ 25 November", "✓ 26 November", "✓ 27 November"}
    assert len(shifts) > 1


async def test_days_time_and_weekdays_can_be_chosen(sam: Phone) -> None:
    await at_the_dates(sam)
    await sam.taps("✓ 27 November", "22 February", TIME, "I work nights", "Change the time", "6pm")
    await sam.taps("Change the days", "✓ Saturday", "✓ Sunday", DONE)
    assert "at about 6pm, on Monday, Tuesday, Wednesday, Thursday, Friday" in sam.screen.text
    await sam.taps(DONE)
    shown = sam.screen.text
    await sam.taps(YES)
    plan = await planned(sam)
    assert [each.step for each in plan.coming] == [
        Step.NEXT_DAY,
        Step.WEEK,
        Step.FOUR_WEEKS,
        Step.NINETY_DAYS,
    ]
    assert {each.due.astimezone(LONDON).hour for each in plan.coming} == {18}
    assert all(day in shown for day in await days_of(sam))


async def test_one_day_of_the_week_always_stays(sam: Phone) -> None:
    await at_the_dates(sam)
    await sam.taps(TIME, "Change the days")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        await sam.taps(f"✓ {day}")
    assert [each for each in sam.labels if each.startswith("✓")] == ["✓ Sunday"]


async def test_yes_to_nothing_keeps_nothing(sam: Phone) -> None:
    await at_the_dates(sam)
    await sam.taps(*[each for each in sam.labels if each.startswith("✓")])
    await sam.taps(YES)
    assert sam.toast == label("checkins/wish", "tick_first")
    assert await plan_of(sam) is None


async def test_a_yes_of_yesterday_shows_the_days_again_before_it_counts(
    house: House, sam: Phone
) -> None:
    await at_the_dates(sam)
    await house.forward(timedelta(days=1))
    await sam.taps(YES)
    assert sam.toast == label("checkins/wish", "moved")
    assert await plan_of(sam) is None
    assert sam.labels[0] == "✓ 26 November"
    await sam.taps(YES)
    assert (await days_of(sam))[0] == "Thursday 26 November"


async def test_the_way_back_and_the_way_to_clear_stay_until_the_end(
    house: House, sam: Phone
) -> None:
    await stocked(house)
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    finished, message = sam.labels, sam.screen.id
    for path in (
        ("Talk to someone", "Back"),
        (OFFER, "Back"),
        (OFFER, ONLY_ME, "Back", "Back"),
        (OFFER, SHARED, "Back", NONE, "What would help now?"),
    ):
        for button in path:
            await sam.taps(button)
            assert "Clear this chat" in sam.labels, button
            assert sam.screen.id == message
        assert finished == sam.labels or NONE in path
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it", OFFER, ONLY_ME, YES, "What would help now?")
    assert "Clear this chat" in sam.labels
    assert OFFER not in sam.labels


@pytest.mark.parametrize("end", ["Just note it", "Not now"])
async def test_a_kind_end_still_offers_check_ins_and_forgets_what_was_logged(
    house: House, sam: Phone, end: str
) -> None:
    await stocked(house)
    await sam.says("/start")
    await sam.taps(*FAST[:6], "All right", "No link to me", end, OFFER)
    asked = [read_asking(b.value, "Europe/London") for row in sam.screen.buttons for b in row]
    wishes = {each.wish.steps for each in asked if each is not None}
    assert wishes == {
        frozenset({Step.NEXT_DAY, Step.THREE_DAYS, Step.WEEK, Step.FOUR_WEEKS}),
    }
    await sam.taps(ONLY_ME)
    assert CAREFUL in sam.screen.text
