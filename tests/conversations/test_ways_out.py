"""A check-in can be put off, left out, left unanswered, or be the last: one tap each."""

from datetime import timedelta

import pytest

from tests.conversations.checking import (
    AGAIN,
    ASKING,
    HARD,
    LATER,
    NOT_NOW,
    STOP,
    UP_AND_DOWN,
    VERY_HARD,
    WELL,
    answers_of,
    comes,
    plan_of,
    planned,
    prompts,
    set_up,
    to,
    weekly,
)
from tests.conversations.phone import LONDON, House, Phone

OVER = "That check-in is over"


async def test_later_offers_days_and_it_comes_on_the_chosen_one(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam)
    await sam.taps(LATER)
    assert sam.labels == [
        "Thursday 26 November",
        "Saturday 28 November",
        "Wednesday 2 December",
        "Back",
        "Need help now",
    ]
    await sam.taps("Back", LATER, "Saturday 28 November")
    assert "It comes on Saturday 28 November instead, at about 3pm." in sam.screen.text
    assert prompts(sam) == []
    await house.forward(timedelta(days=1))
    assert prompts(sam) == []
    days = {each.due.astimezone(LONDON).day for each in (await planned(sam)).coming}
    assert 28 in days


async def test_a_later_of_long_ago_asks_anew(house: House, sam: Phone) -> None:
    await set_up(sam)
    asked = (await comes(sam)).id
    await sam.taps(LATER)
    await house.forward(timedelta(hours=23))
    await house.world.tap(sam.person, asked, "Thursday 26 November")
    await house.settle()
    assert "When would suit you better?" in sam.shows("When would suit").text
    assert "Friday 27 November" in [
        b.text for m in sam.messages if m.id == asked for row in m.buttons for b in row
    ]


async def test_not_now_ends_this_one_alone(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam)
    await sam.taps(NOT_NOW)
    assert "The next check-in comes on Friday 27 November." in sam.screen.text
    await house.forward(timedelta(hours=24))
    await house.forward(timedelta(hours=1))
    assert prompts(sam) == []


@pytest.mark.promise("P55")
async def test_one_tap_stops_all_and_nothing_comes_after_it(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam)
    await sam.taps(STOP)
    assert "Your check-ins have stopped" in sam.screen.text
    assert await plan_of(sam) is None
    for _ in range(30):
        await house.forward(timedelta(days=1))
    assert prompts(sam) == []


@pytest.mark.promise("P54")
async def test_one_reminder_and_then_silence_that_tells_nobody(house: House, sam: Phone) -> None:
    kim = house.phone("Kim")
    await kim.says("/start")
    before = [message.text for message in kim.messages]
    plan = await weekly(sam)
    assert plan.next is not None
    await to(house, plan.next.due)
    assert [m.text for m in prompts(sam)] == [ASKING]
    await house.forward(timedelta(hours=25))
    assert [m.text for m in prompts(sam)] == [ASKING, AGAIN]
    for _ in range(5 * 24):
        await house.forward(timedelta(hours=1))
    assert [m.text for m in prompts(sam)] == [ASKING, AGAIN]
    assert [message.text for message in kim.messages] == before


async def test_no_reminder_follows_an_answer(house: House, sam: Phone) -> None:
    await weekly(sam)
    await comes(sam)
    await sam.taps(WELL)
    for _ in range(3):
        await house.forward(timedelta(days=1))
    assert prompts(sam) == []


async def test_the_reminder_can_be_answered_and_so_can_the_first(house: House, sam: Phone) -> None:
    await weekly(sam)
    first = (await comes(sam)).id
    await house.forward(timedelta(hours=25))
    assert sam.screen.text == AGAIN
    await house.world.tap(sam.person, first, HARD)
    await house.settle()
    await sam.taps(UP_AND_DOWN)
    assert await answers_of(sam) == [{"doing": "up_and_down"}]


async def test_an_answer_that_comes_too_late_is_told_kindly(house: House, sam: Phone) -> None:
    await set_up(sam)
    first = (await comes(sam)).id
    for _ in range(4):
        await house.forward(timedelta(days=1))
    await house.world.tap(sam.person, first, VERY_HARD)
    await house.settle()
    assert OVER in sam.shows(OVER).text
    assert await answers_of(sam) == []
