"""Setting check-ins up: taps that are forged or double, plans that meet, and other views."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.wishing import read_asking
from messages.words import label
from tests.conversations.checking import (
    OFFER,
    ONLY_ME,
    YES,
    at_the_dates,
    days_of,
    plan_of,
    planned,
    set_up,
)
from tests.conversations.made import FAST, STALE
from tests.conversations.phone import House, Phone
from tests.guards.language import lock_screen_safe

TIME = label("checkins/wish", "time")
DONE = label("checkins/wish", "done")

FORGED = (
    "wish",
    "wish:yes",
    "wish:yes::zzzzzzzzzz",
    "wish:yes:l:1",
    "wish:yes:q:1",
    "wish:look::zzzzzz",
    "wish:nowhere::1",
    "wish:yes:::" + "x" * 40,
    "wish:::::::",
)


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_wish_changes_nothing_and_says_so(sam: Phone, data: str) -> None:
    await at_the_dates(sam)
    before = sam.screen.text
    await sam.forges(data)
    assert sam.toast == STALE
    assert sam.screen.text == before
    assert await plan_of(sam) is None


async def test_a_forged_mark_keeps_nothing_that_was_not_shown(sam: Phone) -> None:
    await at_the_dates(sam)
    yes = sam.data(YES)
    asking = read_asking(yes, "Europe/London")
    assert asking is not None
    await sam.forges(str(replace(asking, mark="abcdef")))
    assert await plan_of(sam) is None
    assert YES in sam.labels


async def test_every_button_of_the_set_up_fits_telegram(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3], "Other colleague", *FAST[4:], "No link to me")
    for button in (OFFER, ONLY_ME, TIME, "Change the days", DONE, "Change the time", "Back"):
        await sam.taps(button)
        sizes = [len(b.value.encode()) for row in sam.screen.buttons for b in row]
        assert max(sizes) <= 64
        assert "Need help now" in sam.labels


@pytest.mark.parametrize("again", ["twice", "delivered again"])
async def test_a_second_yes_changes_nothing(house: House, sam: Phone, again: str) -> None:
    await at_the_dates(sam)
    message = sam.screen.id
    await house.world.tap(sam.person, message, YES)
    if again == "twice":
        await house.world.tap(sam.person, message, YES)
    await house.settle()
    before = await planned(sam)
    if again != "twice":
        house.world.redeliver(max(house.world.updates))
        await house.settle()
    assert await planned(sam) == before
    assert len(before.coming) == 4
    assert "That is set" in sam.shows("That is set").text


async def test_a_new_log_joins_the_plan_there_is(house: House, sam: Phone) -> None:
    await set_up(sam)
    await house.forward(timedelta(days=2))
    await at_the_dates(sam)
    shown = sam.screen.text
    await sam.taps(YES)
    plan = await planned(sam)
    assert "The next one comes on" in sam.screen.text
    assert all(day in shown for day in await days_of(sam))
    assert len({each.step for each in plan.coming}) == len(plan.coming)
    gaps = [
        after.due - before.due for before, after in zip(plan.coming, plan.coming[1:], strict=False)
    ]
    assert min(gaps) >= timedelta(hours=20)


async def test_in_simple_view_every_step_of_the_set_up_has_one_button_to_a_row(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(
        "Simple view", "1. It happened to me", "1. Yes", "1. Shouted, swore or insulted"
    )
    await sam.taps("1. Patient", "1. Ward", "1. This shift", "2. Shaken", "1. I can find it")
    await sam.taps(OFFER, ONLY_ME)
    assert [b.text for b in sam.screen.buttons[0]] == ["✓ 25 November"]
    assert all(len(row) == 1 for row in sam.screen.buttons)
    assert lock_screen_safe(sam.screen.text)
    await sam.taps(YES)
    assert len((await planned(sam)).coming) == 4


@pytest.mark.parametrize("status", [500, "silent"])
async def test_a_reply_to_yes_that_did_not_arrive_is_owed_as_the_plan(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch, status: int | str
) -> None:
    monkeypatch.setattr("handlers.chat.REPLY_SECONDS", 0.05)
    await at_the_dates(sam)
    house.world.faults.next("editMessageText", status, times=1)  # type: ignore[arg-type]
    await sam.taps(YES)
    await house.forward(timedelta(minutes=1))
    assert sam.screen.text.startswith("Your check-ins")
    assert "Wednesday 25 November" in sam.screen.text


async def test_a_number_typed_below_a_set_up_never_answers_the_log(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:2])
    await sam.says("/checkins")
    await sam.taps(label("checkins/wish", "every_week"))
    await sam.says("1")
    assert "Who did it?" not in sam.screen.text
    assert not house.raised


async def test_a_yes_that_comes_again_after_a_stop_names_no_day_that_is_not(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    said = max(house.world.updates)
    await sam.says("/checkins")
    await sam.taps("Stop them all")
    house.world.redeliver(said)
    await house.settle()
    assert await plan_of(sam) is None
    assert not any("comes on ," in m.text for m in sam.messages)
