"""A check-in arrives at its hour; each answer leads somewhere, and each way out is one tap."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from messages.words import label
from models.checkin import Step
from models.store import checkins, incidents, quiet, sites
from tests.conversations.checking import (
    AGAIN,
    ASKING,
    comes,
    plan_of,
    planned,
    prompts,
    set_up,
    to,
    weekly,
)
from tests.conversations.phone import House, Phone
from tests.conversations.stock import routes_shown, stocked
from tests.conversations.test_bad_input import STALE
from tests.guards.language import lock_screen_safe

LONDON = ZoneInfo("Europe/London")
LATER, NOT_NOW, STOP = (label("checkins/prompt", each) for each in ("later", "not_now", "stop"))
SUPPORT, MINE = label("checkins/prompt", "support"), label("checkins/prompt", "mine")
SOONER, WHO = label("checkins/prompt", "sooner"), label("checkins/prompt", "who_helps")
WELL, ALL_RIGHT, UP_AND_DOWN, HARD, VERY_HARD = ANSWERS = tuple(
    label("checkins/doing", each)
    for each in ("well", "all_right", "up_and_down", "hard", "very_hard")
)
OVER = "That check-in is over"


async def answers_of(phone: Phone) -> list[dict[str, str]]:
    kept = await phone.house.store.read(lambda tx: checkins.mine(tx, phone.person.id))
    return [dict(each.answers) for each in kept]


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
    assert (await answers_of(sam))[0]["doing"] in (
        "well",
        "all_right",
        "up_and_down",
        "hard",
        "very_hard",
    )
    assert "The next check-in comes on Friday 27 November." in sam.screen.text
    assert {SUPPORT, "Need help now"} <= set(sam.labels)
    assert (SOONER in sam.labels) is (answer in (HARD, VERY_HARD))
    assert ("116 123" in sam.screen.text) is (answer == VERY_HARD)
    assert (sam.labels[0] == "Need help now") is (answer == VERY_HARD)


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


@pytest.mark.parametrize("other", [VERY_HARD, WELL])
async def test_a_double_tap_and_two_phones_leave_one_answer(
    house: House, sam: Phone, other: str
) -> None:
    await set_up(sam)
    message = (await comes(sam)).id
    for answer in (VERY_HARD, other):
        await house.world.tap(sam.person, message, answer)
    await house.settle()
    (kept,) = await answers_of(sam)
    assert kept["doing"] == {VERY_HARD: "very_hard", WELL: "well"}[other]


async def test_an_answer_delivered_again_changes_nothing(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam, Step.THREE_DAYS)
    await sam.taps(HARD)
    hard = max(house.world.updates)
    await sam.taps("Badly", "Back", "Back", WELL)
    house.world.redeliver(hard)
    await house.settle()
    assert await answers_of(sam) == [{"doing": "well", "sleep": "badly"}]
    assert sam.screen.text.endswith("How have you slept?")


FORGED = (
    "check",
    "check:",
    "check:z:{id}",
    "check:a:{id}:doing:{id}",
    "check:a:{id}:mood:well",
    "check:a:{id}:sleep:well",
    "check:a:nobodys-prompt12:doing:well",
    "check:l:{id}:2020-01-01",
    "check:a:{id}:doing:well:more",
)


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_answer_is_not_kept(sam: Phone, data: str) -> None:
    await set_up(sam)
    await comes(sam)
    prompt = next(b.value for row in sam.screen.buttons for b in row).split(":")[2]
    await sam.forges(data.format(id=prompt))
    assert await answers_of(sam) == []
    assert sam.toast == STALE or "Need help now" in sam.labels


@pytest.mark.promise("P51")
async def test_nobody_answers_the_check_in_of_another(house: House, sam: Phone) -> None:
    await set_up(sam)
    await comes(sam)
    answer = next(b.value for row in sam.screen.buttons for b in row)
    prompt = answer.split(":")[2]
    kim = house.phone("Kim")
    await set_up(kim)
    before = await planned(sam)
    for data in (answer, f"check:n:{prompt}", f"check:x:{prompt}", f"check:l:{prompt}:2026-11-28"):
        await kim.forges(data)
    assert await answers_of(sam) == []
    assert await planned(sam) == before
    await sam.taps(WELL)
    await kim.forges("check:m")
    assert label("checkins/doing", "well") not in kim.screen.text


async def test_who_blocks_the_bot_ends_the_plan_and_is_not_written_to(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await house.world.block(sam.person)
    await house.settle()
    assert await plan_of(sam) is None
    count = len(sam.messages)
    await house.forward(timedelta(days=2))
    assert len(sam.messages) == count


async def test_who_blocked_the_bot_unseen_is_forgotten_when_it_writes(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await house.world.block(sam.person)
    house.world.take_updates()
    assert await plan_of(sam) is not None
    await to(house, (await planned(sam)).coming[0].due)
    assert await plan_of(sam) is None


async def test_a_group_that_throws_the_bot_out_ends_nobodys_plan(house: House, sam: Phone) -> None:
    await set_up(sam)
    await house.world.add_to_group("Ward 5", sam.person)
    await house.settle()
    assert await plan_of(sam) is not None


async def test_after_downtime_one_comes_at_most_and_what_is_older_is_left_out(
    house: House, sam: Phone
) -> None:
    plan = await set_up(sam)
    due = {each.step: each.due for each in plan.coming}
    await to(house, due[Step.WEEK] + timedelta(hours=2))
    assert len(prompts(sam)) == 1
    await sam.taps(WELL)
    assert [each.step for each in (await planned(sam)).coming] == [Step.FOUR_WEEKS]


async def test_in_simple_view_the_answers_are_numbered_and_the_text_stays_short(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.says("/checkins")
    await sam.taps("1. 4 times in 4 weeks", "1. Only me")
    await sam.taps(next(each for each in sam.labels if "Yes" in each))
    asked = await comes(sam, Step.THREE_DAYS)
    assert asked.text == ASKING
    assert sam.labels[:5] == [f"{place}. {each}" for place, each in enumerate(ANSWERS, 1)]
    await sam.taps(f"4. {HARD}")
    assert sam.labels[0] == "1. Well"
    assert await answers_of(sam) == [{"doing": "hard"}]


@pytest.mark.parametrize("status", [500, "silent"])
async def test_a_reply_to_an_answer_that_did_not_arrive_is_owed(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch, status: int | str
) -> None:
    monkeypatch.setattr("handlers.chat.REPLY_SECONDS", 0.05)
    await set_up(sam)
    await comes(sam)
    house.world.faults.next("editMessageText", status, times=1)  # type: ignore[arg-type]
    await sam.taps(VERY_HARD)
    assert await answers_of(sam) == [{"doing": "very_hard"}]
    await house.forward(timedelta(minutes=1))
    assert "116 123" in sam.screen.text
    assert "Thank you for saying so" in sam.screen.text


@pytest.mark.promise("P56")
@pytest.mark.parametrize("way", ["tap", "text of danger", "pause"])
async def test_a_care_card_keeps_a_last_quiet_day_as_a_pause_does(
    house: House, sam: Phone, way: str
) -> None:
    await weekly(sam)
    if way == "tap":
        await sam.taps("Need help now")
    elif way == "pause":
        await sam.says("/checkins")
        await sam.taps(label("checkins/plan", "pause"), "Tuesday 8 December")
    else:
        await sam.says("I want to kill myself")
    last = await house.store.read(lambda tx: quiet.until(tx, sam.person.id))
    assert last is not None
    assert last.isoformat() == "2026-12-08"


async def test_no_check_in_rings_in_a_log_that_is_open_and_the_log_goes_on(
    house: House, sam: Phone
) -> None:
    await weekly(sam)
    await comes(sam)
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes")
    asked = prompts(sam)[0].id
    await house.world.tap(sam.person, asked, WELL)
    await house.settle()
    assert await answers_of(sam) == [{"doing": "well"}]
    await sam.says("/start")
    await sam.taps("Carry on")
    assert "What happened?" in sam.screen.text


async def test_a_site_that_closed_meanwhile_stops_nothing(house: House, sam: Phone) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    await set_up(sam)
    await house.store.write(lambda tx: sites.close(tx, "pebblewick"))
    await comes(sam)
    await sam.taps(HARD, SUPPORT, label("support", "talk"))
    assert await routes_shown(sam)
    assert await answers_of(sam) == [{"doing": "hard"}]


async def test_a_report_that_was_deleted_leaves_its_check_ins(house: House, sam: Phone) -> None:
    await set_up(sam)
    ((report, _),) = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    await house.store.write(lambda tx: incidents.erase(tx, sam.person.id, report))
    await comes(sam)
    assert sam.screen.text == ASKING
