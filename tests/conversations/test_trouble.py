"""Telegram and the store failing: a kind answer, and nothing lost."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.faults import Status
from bot.sandbox.offline import SandboxRequest
from handlers.debts import pay_debts
from messages.words import label
from models.store import sites
from tests.conversations.kept import answers_of
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import House, Phone


@pytest.mark.parametrize("status", [400, 429, 500, 502, "half", "timeout_after"])
@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
async def test_an_answer_is_safe_whatever_telegram_replies_and_the_card_comes_later(
    house: House, sam: Phone, status: Status, method: str
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    house.world.faults.next(method, status, times=1)
    await sam.taps("Patient")
    assert (await answers_of(sam))["who"] == ("patient",)
    await house.forward(timedelta(seconds=30))
    await sam.taps("Ward", "This shift", "Shaken")
    assert "I can find it" in sam.labels


async def test_a_telegram_that_never_answers_is_left_after_its_one_attempt(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    house.world.faults.next("editMessageText", "silent")
    with monkeypatch.context() as hurried:
        hurried.setattr("handlers.chat.REPLY_SECONDS", 0.05)
        await sam.taps("Patient")
    assert (await answers_of(sam))["who"] == ("patient",)
    await house.forward(timedelta(seconds=30))
    assert "Ward" in sam.labels


async def test_somebody_who_blocked_the_bot_is_owed_nothing(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    message = sam.screen.id
    await house.world.tap(sam.person, message, "Patient")
    await house.world.block(sam.person)
    await house.settle()
    assert (await answers_of(sam))["who"] == ("patient",)
    await house.forward(timedelta(minutes=1))


async def test_a_429_holds_its_own_chat_and_not_the_others(house: House, sam: Phone) -> None:
    kim = house.phone("Kim")
    for phone in (sam, kim):
        await phone.says("/start")
        await phone.taps(*FAST[:3])
    fault = {"chat": sam.person.id, "retry_after": 40, "times": 1}
    house.world.faults.next("editMessageText", 429, **fault)  # type: ignore[arg-type]
    await sam.taps("Patient")
    await kim.taps("Patient")
    assert "Ward" in kim.labels
    await house.forward(timedelta(seconds=20))
    assert "Ward" not in sam.labels
    await house.forward(timedelta(seconds=30))
    assert "Ward" in sam.labels


async def test_one_slow_chat_does_not_hold_what_is_owed_to_others(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = house.phone("Kim")
    for phone in (sam, kim):
        await phone.says("/start")
        house.world.faults.next("sendMessage", 500, chat=phone.person.id)
        await phone.says("/site")
        house.world.forward(timedelta(seconds=1))  # Sam's is due first
    answer, goes_on, kim_sees = SandboxRequest.do_request, asyncio.Event(), asyncio.Event()

    async def slow(line: SandboxRequest, **asked: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's
        hers = asked["request_data"].parameters.get("chat_id") == kim.person.id
        if not hers:
            await goes_on.wait()
        answered = await answer(line, **asked)
        if hers:
            kim_sees.set()
        return answered

    monkeypatch.setattr(SandboxRequest, "do_request", slow)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(pay_debts(house.app.bot, house.services))
        await kim_sees.wait()
        assert "No sites yet" not in sam.screen.text
        goes_on.set()
    assert "No sites yet" in sam.screen.text
    assert "No sites yet" in kim.screen.text


async def test_a_card_that_cannot_be_edited_is_sent_anew(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    gone = {"description": "Bad Request: message can't be edited"}
    house.world.faults.next("editMessageText", 400, **gone)  # type: ignore[arg-type]
    before = sam.screen.id
    await sam.taps("Patient")
    assert sam.screen.id != before
    await sam.taps("Ward", "This shift", "Shaken")
    assert "I can find it" in sam.labels


async def test_need_help_now_works_with_the_store_closed(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await house.store.close()
    for act in (sam.taps("Need help now"), sam.says("/help")):
        await act
        for number in ("999", "111", "116 123", "85258"):
            assert number in sam.screen.text


@pytest.mark.parametrize("typed", ["/Help", "/HELP", "/helpme", "/help me please", "999", "112!"])
async def test_a_call_for_help_is_one_however_it_is_typed(
    house: House, sam: Phone, typed: str
) -> None:
    await sam.says("/start")
    await house.store.close()
    await sam.says(typed)
    assert "You are not on your own." in sam.screen.text


@pytest.mark.parametrize("words", ["I rang 999", "999 was called", "He typed /help"])
async def test_words_about_help_are_words(sam: Phone, words: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says(words)
    assert words in sam.shows("Use as my own words?").text


@pytest.mark.parametrize("status", [429, 500, "timeout_after"])
async def test_a_tap_that_cannot_be_answered_has_nothing_sent_twice(
    house: House, sam: Phone, status: Status
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST)
    house.world.faults.next("answerCallbackQuery", status, times=1)
    await sam.taps("I can find it")
    await house.forward(timedelta(minutes=2))
    assert sum("Nobody at work has been told" in m.text for m in sam.messages) == 1


async def test_a_care_card_that_stands_is_not_sent_again_for_the_sites_number(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    house.world.faults.next("editMessageText", 500, times=1)
    await sam.says("/help")
    assert "You are not on your own." in sam.screen.text
    await sam.says("/help")
    assert HILL.security in sam.screen.text


async def test_a_care_card_that_was_closed_at_once_stays_closed(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    gone = {"description": "Bad Request: message to edit not found"}
    house.world.faults.next("editMessageText", 400, **gone)  # type: ignore[arg-type]
    await sam.says("/help")
    assert sum("You are not on your own." in m.text for m in sam.messages) == 1


async def test_what_is_over_cannot_be_carried_on_and_that_is_said(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says("/start")
    await house.forward(timedelta(hours=25))
    await sam.taps("Carry on")
    assert sam.toast == label("report/finished", "expired")
    assert "It happened to me" in sam.labels


async def test_an_update_that_comes_twice_changes_nothing_and_shows_the_card_again(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.taps("Patient")
    last = max(house.world.updates)
    before = await answers_of(sam)
    house.world.redeliver(last)
    await house.settle()
    assert await answers_of(sam) == before
    assert "Ward" in sam.labels


async def test_a_report_is_filed_once_however_often_its_tap_comes(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    chosen = max(house.world.updates)
    for _ in range(3):
        house.world.redeliver(chosen)
        await house.settle()
    await sam.says("/mine")
    assert [each for each in sam.labels if each.startswith("Week")] == ["Week of 23 November 2026"]


@pytest.mark.parametrize("end", [("I can find it",), ("More", "Discard", "Yes, discard it")])
async def test_an_end_that_comes_twice_leaves_a_log_that_was_begun_since(
    house: House, sam: Phone, end: tuple[str, ...]
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, *end)
    ended = max(house.world.updates)
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    card = sam.screen
    house.world.redeliver(ended)
    await house.settle()
    assert "Who did it?" in next(m.text for m in sam.messages if m.id == card.id)


async def test_a_beginning_that_comes_twice_shows_no_card_that_is_over(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me")
    begun = max(house.world.updates)
    await sam.taps(*FAST[1:], "I can find it")
    house.world.redeliver(begun)
    await house.settle()
    assert not any("Are you safe now?" in m.text for m in sam.messages)
