"""A check-in arrives at its hour, and each answer leads somewhere."""

from datetime import timedelta

import pytest

from messages.words import label
from models.checkin import Step
from tests.conversations.checking import (
    ALL_RIGHT,
    ANSWERS,
    ASKING,
    HARD,
    LATER,
    MINE,
    NOT_NOW,
    SOONER,
    STOP,
    SUPPORT,
    UP_AND_DOWN,
    VERY_HARD,
    WELL,
    WHO,
    answers_of,
    comes,
    planned,
    prompts,
    set_up,
)
from tests.conversations.phone import LONDON, House, Phone
from tests.conversations.stock import routes_shown, stocked
from tests.guards.language import lock_screen_safe

SKILL = label("themes/wellbeing", "title")


async def test_it_comes_at_the_chosen_hour_once_and_says_who_it_is_from(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    for _ in range(30):
        await house.forward(timedelta(hours=1))
    assert [m.text for m in prompts(sam)] == [ASKING]
    assert prompts(sam)[0].at.astimezone(LONDON).hour == 15
    assert "Handrail" in ASKING
    assert "\n" not in ASKING


@pytest.mark.promise("P51")
async def test_all_that_arrives_and_follows_may_be_seen_on_a_lock_screen(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    for answer in (*ANSWERS[:2], VERY_HARD, HARD):
        await comes(sam)
        assert lock_screen_safe(sam.screen.text)
        await sam.taps(answer)
        while "Skip" in sam.labels:
            assert lock_screen_safe(sam.screen.text)
            await sam.taps("Skip")
        assert lock_screen_safe(sam.screen.text)
    others = house.phone("Kim")
    await others.says("/start")
    await others.says("/checkins")
    assert MINE not in others.labels


async def test_it_has_five_answers_in_words_and_every_way_out(sam: Phone) -> None:
    await set_up(sam)
    await comes(sam)
    assert sam.labels == [*ANSWERS, LATER, NOT_NOW, STOP, SUPPORT, "Need help now"]
    assert not any(character.isdigit() for character in "".join(sam.labels))


@pytest.mark.parametrize("answer", ANSWERS)
async def test_an_answer_is_kept_and_the_answer_decides_what_is_offered(
    sam: Phone, answer: str
) -> None:
    await set_up(sam)
    message = (await comes(sam)).id
    await sam.taps(answer)
    assert sam.screen.id == message
    (kept,) = await answers_of(sam)
    assert label("checkins/doing", kept["doing"]) == answer
    assert "The next check-in comes on Friday 27 November." in sam.screen.text
    assert {SUPPORT, "Need help now"} <= set(sam.labels)
    assert (SOONER in sam.labels) is (answer in (HARD, VERY_HARD))
    assert (SKILL in sam.labels) is (answer in (UP_AND_DOWN, HARD, VERY_HARD))
    assert ("116 123" in sam.screen.text) is (answer == VERY_HARD)
    assert (sam.labels[0] == "Need help now") is (answer == VERY_HARD)


async def test_no_skill_is_offered_while_skills_are_quiet(sam: Phone) -> None:
    await set_up(sam)
    await sam.says("/help")
    await comes(sam)
    await sam.taps(UP_AND_DOWN)
    assert SKILL not in sam.labels


async def test_after_3_days_it_asks_for_sleep_work_and_someone_to_talk_to(sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.THREE_DAYS)
    await sam.taps(UP_AND_DOWN)
    assert sam.screen.text == "Question 2 of 4\n\nHow have you slept?"
    await sam.taps("Badly", "Skip", "Not yet")
    assert await answers_of(sam) == [{"doing": "up_and_down", "sleep": "badly", "talk": "not_yet"}]
    assert SOONER in sam.labels


async def test_back_leads_to_the_question_before_and_the_last_answer_counts(sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.THREE_DAYS)
    await sam.taps(HARD, "Well", "Back", "Back")
    assert sam.screen.text == "How are you doing today?"
    assert LATER in sam.labels
    await sam.taps(ALL_RIGHT, "Badly", "Fine", "Yes")
    assert await answers_of(sam) == [
        {"doing": "all_right", "sleep": "badly", "work": "fine", "talk": "yes"}
    ]


@pytest.mark.parametrize(("answer", "offered"), [(HARD, True), (WELL, False)])
async def test_after_28_days_a_hard_answer_names_who_can_help(
    house: House, sam: Phone, answer: str, *, offered: bool
) -> None:
    await stocked(house)
    await set_up(sam)
    await comes(sam, Step.FOUR_WEEKS)
    await sam.taps(answer, "Skip", "Skip", "Skip")
    said = "A GP, occupational health or talking therapies can help when things stay hard."
    assert (said in sam.screen.text) is offered
    assert "That was the last check-in." in sam.screen.text
    assert (WHO in sam.labels) is offered
    if offered:
        await sam.taps(WHO)
        first = {route.id for route in await routes_shown(sam)}
        await sam.taps("Show more")
        assert "nhs_talking_therapies" in first | {route.id for route in await routes_shown(sam)}


async def test_an_earlier_one_can_be_asked_for_and_comes(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.WEEK)
    await sam.taps(HARD, SOONER)
    assert "comes on Thursday 3 December" in sam.screen.text
    before = len(prompts(sam))
    assert (await planned(sam)).next is not None
    await comes(sam)
    assert len(prompts(sam)) == before + 1
    assert house.world.now().astimezone(LONDON).day == 3


async def test_support_leaves_the_check_in_where_it_can_be_answered(
    house: House, sam: Phone
) -> None:
    await stocked(house)
    await set_up(sam)
    asked = (await comes(sam)).id
    await sam.taps(SUPPORT)
    assert sam.screen.id != asked
    assert label("support", "talk") in sam.labels
    await house.world.tap(sam.person, asked, HARD)
    await house.settle()
    assert await answers_of(sam) == [{"doing": "hard"}]


async def test_an_answer_can_be_typed_in_its_own_words(sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.THREE_DAYS)
    await sam.says("it is hard ")
    assert sam.screen.text == "Question 2 of 4\n\nHow have you slept?"
    await sam.says("Badly")
    assert await answers_of(sam) == [{"doing": "hard", "sleep": "badly"}]
    assert "Badly" not in [message.text for message in sam.messages]


async def test_other_words_below_a_check_in_are_taken_out_and_answer_nothing(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await comes(sam)
    for words in ("Badly", "not so good"):
        await sam.says(words)
        assert words not in [message.text for message in sam.messages]
    assert await answers_of(sam) == []
    assert not house.raised
