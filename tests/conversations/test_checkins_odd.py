"""Around a check-in: taps that are double, late, forged or foreign, and a world that changes."""

from datetime import timedelta

import pytest

from messages.words import label
from models.checkin import Step
from models.store import incidents, quiet, sites
from tests.conversations.checking import (
    ANSWERS,
    ASKING,
    HARD,
    SUPPORT,
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
from tests.conversations.made import STALE
from tests.conversations.phone import House, Phone
from tests.conversations.stock import routes_shown, stocked


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


async def test_in_simple_view_each_answer_has_a_row_and_the_text_stays_short(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.says("/checkins")
    await sam.taps("4 times in 4 weeks", "Only me")
    await sam.taps(next(each for each in sam.labels if "Yes" in each))
    asked = await comes(sam, Step.THREE_DAYS)
    assert asked.text == ASKING
    assert [[b.text for b in row] for row in sam.screen.buttons[:5]] == [
        [each] for each in ANSWERS
    ]
    await sam.taps(HARD)
    assert sam.labels[0] == "Well"
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
