"""A lesson each week: asked for with one tap, comes gently at the allowed hour, ended with one."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.sandbox.shapes import Message
from handlers.catalogue import catalogue, words_of
from handlers.weekly import lesson_of
from messages.words import label, say
from models.checkin_sending import State
from models.store import enrolments, plans, quiet
from models.store.doors import Tx
from models.tables import prompt
from tests.conversations.checking import AGAIN, ASKING, plan_of, planned, set_up, to
from tests.conversations.phone import LONDON, House, Phone
from tests.guards.language import lock_screen_safe

ON, OFF = label("checkins/theme", "on"), label("checkins/theme", "off")
COMING = say("checkins/theme", "coming")
ENDED = label("checkins/theme", "ended")
KEPT = "This chat's address, for a lesson each week."
HOUR, APART = timedelta(hours=1), timedelta(hours=20)


async def wanted(phone: Phone) -> datetime:
    """Ask for it, and return when the first one comes."""
    await phone.says("/skills")
    await phone.taps(ON)
    return await first_of(phone)


async def first_of(phone: Phone) -> datetime:
    theme = (await planned(phone)).theme
    assert theme is not None
    return theme


async def lives(house: House, days: int) -> None:
    """Let days pass as a ticker sees them."""
    for _ in range(days * 24):
        await house.forward(HOUR)


def came(phone: Phone, *texts: str) -> list[Message]:
    return [each for each in phone.messages if each.by == "bot" and each.text in texts]


def told(messages: list[Message]) -> list[str]:
    return [f"{each.at.astimezone(LONDON):%d %b %H}" for each in messages]


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


@pytest.mark.promise("P58")
async def test_with_check_ins_none_is_within_20_hours_of_another_and_check_ins_keep_their_days(
    house: House, sam: Phone
) -> None:
    before = (await set_up(sam)).coming
    await wanted(sam)
    assert (await planned(sam)).coming == before
    await lives(house, 40)
    everything = came(sam, COMING, ASKING, AGAIN)
    gaps = [b.at - a.at for a, b in pairwise(everything)]
    assert min(gaps) >= APART
    assert len(came(sam, COMING)) >= 4
    asked = {each.at.date() for each in came(sam, ASKING)}
    assert asked == {each.due.date() for each in before}


async def test_after_the_last_check_in_the_lesson_goes_on_and_the_plan_says_so(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await wanted(sam)
    await sam.says("/checkins")
    assert "A short lesson comes each week, too." in sam.screen.text
    assert "until you stop." in sam.screen.text
    await lives(house, 40)
    count = len(came(sam, COMING))
    await lives(house, 7)
    assert len(came(sam, COMING)) == count + 1
    await sam.says("/mine")
    assert KEPT in sam.screen.text


async def test_to_stop_all_check_ins_ends_it_too(house: House, sam: Phone) -> None:
    await set_up(sam)
    await wanted(sam)
    await sam.says("/checkins")
    await sam.taps("Stop them all")
    assert "no longer kept for them" in sam.screen.text
    await lives(house, 9)
    assert came(sam, COMING, ASKING) == []


async def test_to_end_it_leaves_check_ins_as_they_are(sam: Phone) -> None:
    before = await set_up(sam)
    await wanted(sam)
    await sam.says("/skills")
    await sam.taps(OFF)
    assert (await planned(sam)).coming == before.coming
    assert (await planned(sam)).theme is None


@pytest.mark.promise("P56")
@pytest.mark.promise("P58")
async def test_none_comes_before_the_quiet_date_and_then_they_go_on(
    house: House, sam: Phone
) -> None:
    await wanted(sam)
    person, until = sam.person.id, date(2026, 12, 8)
    await house.store.write(lambda tx: quiet.hush(tx, person, until))
    await lives(house, 18)
    assert told(came(sam, COMING)) == ["09 Dec 15"]


async def test_a_pause_of_check_ins_holds_it_as_well(house: House, sam: Phone) -> None:
    await wanted(sam)
    person = sam.person.id
    await house.store.write(lambda tx: plans.pause(tx, person, date(2026, 12, 6)))
    await lives(house, 13)
    assert told(came(sam, COMING)) == ["06 Dec 15"]


async def test_in_simple_view_there_is_one_button_to_a_row(house: House, sam: Phone) -> None:
    person = sam.person.id
    await house.store.write(lambda tx: enrolments.set_simple(tx, person, simple=True))
    await sam.says("/skills")
    await sam.forges("skill:week_on")
    await to(house, await first_of(sam))
    assert sam.screen.text == COMING
    assert [b.text for b in sam.screen.buttons[1]] == [OFF]


async def test_words_typed_after_it_are_no_answer_to_a_check_in(house: House, sam: Phone) -> None:
    await to(house, await wanted(sam))
    await sam.says("Doing well")
    assert "Thank you for saying so" not in sam.screen.text
    assert "Thank you" not in str([each.text for each in sam.messages])


async def test_a_button_of_a_check_in_forged_for_it_changes_nothing(
    house: House, sam: Phone
) -> None:
    await to(house, await wanted(sam))
    coming = await first_of(sam)
    one = await house.store.read(sent)
    for verb in ("a", "l", "n", "q"):
        await sam.forges(f"check:{verb}:{one}:doing:well")
        assert await first_of(sam) == coming
    assert not house.raised


def sent(tx: Tx) -> str:
    query = select(prompt.c.id).where(prompt.c.state == State.SENT)
    return str(tx.connection.execute(query).scalar_one())


def test_each_week_has_another_theme_and_in_time_every_lesson_comes() -> None:
    known, monday = catalogue(), date(2026, 11, 23)
    weeks = [lesson_of(monday + timedelta(weeks=nth), known) for nth in range(6 * 12)]
    assert all(weeks)
    same_week = {lesson_of(monday + timedelta(days=day), known) for day in range(7)}
    assert len(same_week) == 1
    found = [each for each in weeks if each is not None]
    assert len({each.theme for each in found[:6]}) == 6
    assert {each.id for each in found} == set(known.lessons)
