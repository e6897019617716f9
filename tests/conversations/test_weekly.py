"""A lesson each week: asked for with one tap, comes gently at the allowed hour, ended with one."""

from datetime import date, timedelta

import pytest

from handlers.catalogue import catalogue, words_of
from handlers.weekly import lesson_of
from messages.words import label
from models.store import enrolments
from tests.conversations.checking import AGAIN, ASKING, plan_of, to
from tests.conversations.phone import House, Phone
from tests.conversations.weekly import (
    COMING,
    ENDED,
    KEPT,
    OFF,
    ON,
    came,
    first_of,
    lives,
    told,
    wanted,
)
from tests.guards.language import lock_screen_safe


@pytest.mark.promise("P58")
async def test_nothing_comes_to_who_did_not_ask(house: House, sam: Phone) -> None:
    await sam.says("/skills")
    assert ON in sam.labels
    await lives(house, 9)
    assert came(sam, COMING) == []
    assert await plan_of(sam) is None


@pytest.mark.promise("P58")
async def test_one_tap_has_a_lesson_come_each_week_at_the_allowed_hour_without_a_sound(
    house: House, sam: Phone
) -> None:
    await wanted(sam)
    assert "The first comes on Wednesday 25 November, at about 3pm." in sam.screen.text
    await lives(house, 16)
    assert told(came(sam, COMING)) == ["25 Nov 15", "02 Dec 15", "09 Dec 15"]
    assert all(each.silent for each in came(sam, COMING))
    assert not came(sam, ASKING, AGAIN)


async def test_it_is_one_line_with_ways_to_its_lesson_to_help_and_to_its_end(
    house: House, sam: Phone
) -> None:
    first = await wanted(sam)
    await to(house, first)
    lesson = lesson_of(first.date(), catalogue())
    assert lesson is not None
    title = label(words_of(lesson), "title")
    assert sam.screen.text == COMING
    assert lock_screen_safe(COMING)
    assert sam.labels == [title, OFF, "Need help now"]
    await sam.taps(title)
    assert label(words_of(lesson), "line") in sam.screen.text


@pytest.mark.promise("P58")
@pytest.mark.parametrize("where", ["in the lesson", "under skills"])
async def test_one_tap_ends_it_and_forgets_the_address(
    house: House, sam: Phone, where: str
) -> None:
    await to(house, await wanted(sam))
    if where == "under skills":
        await sam.says("/skills")
        assert ON not in sam.labels
    await sam.taps(OFF)
    assert sam.toast == ENDED
    assert ON in sam.labels
    assert await plan_of(sam) is None
    before = len(came(sam, COMING))
    await lives(house, 9)
    assert len(came(sam, COMING)) == before


@pytest.mark.promise("P58")
async def test_mine_and_stop_know_of_it(house: House, sam: Phone) -> None:
    await wanted(sam)
    await sam.says("/mine")
    assert KEPT in sam.screen.text
    assert "for your check-ins" not in sam.screen.text
    await sam.says("/stop")
    assert KEPT in sam.screen.text
    await sam.taps("Yes, erase it all")
    await lives(house, 9)
    assert came(sam, COMING) == []


async def test_a_tap_on_an_old_button_begins_or_ends_it_once(house: House, sam: Phone) -> None:
    first = await wanted(sam)
    await sam.forges("skill:week_on")
    assert await first_of(sam) == first
    await sam.forges("skill:week_off")
    await sam.forges("skill:week_off")
    assert await plan_of(sam) is None
    await sam.forges("skill:week_on:x:y:z")
    assert await plan_of(sam) is not None
    assert not came(sam, COMING)
    await sam.forges("skill:week_offf")
    assert await plan_of(sam) is not None
    assert not house.raised


async def test_in_simple_view_the_numbers_stand_on_the_buttons_alone(
    house: House, sam: Phone
) -> None:
    person = sam.person.id
    await house.store.write(lambda tx: enrolments.set_simple(tx, person, simple=True))
    await sam.says("/skills")
    await sam.forges("skill:week_on")
    await to(house, await first_of(sam))
    assert sam.screen.text == COMING
    assert [b.text for b in sam.screen.buttons[1]] == [OFF]


def test_each_week_has_another_theme_and_in_time_every_lesson_comes() -> None:
    known, monday = catalogue(), date(2026, 11, 23)
    weeks = [lesson_of(monday + timedelta(weeks=nth), known) for nth in range(6 * 12)]
    assert all(weeks)
    same_week = {lesson_of(monday + timedelta(days=day), known) for day in range(7)}
    assert len(same_week) == 1
    found = [each for each in weeks if each is not None]
    assert len({each.theme for each in found[:6]}) == 6
    assert {each.id for each in found} == set(known.lessons)
