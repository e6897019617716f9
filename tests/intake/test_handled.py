"""An update is forgotten when it was handled or given up with a reference, and never else."""

import asyncio
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from telegram import Update
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import ApplicationBuilder

from bot.intake import handled
from bot.intake.handled import Handling, Verdict
from messages.words import say
from models.store.doors import StoreDown, StoreFault
from tests.intake.hall import Hall, Upset, contented

MARKER = "MARKER-words-of-a-person"


def raises(make: Callable[[], Exception]) -> Upset:
    async def upset(_update: Update) -> None:
        raise make()

    return upset


async def test_what_was_handled_may_be_forgotten(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    assert await hall.handling.take(await hall.send(sam, "/start")) is Verdict.DONE
    assert hall.heard(sam)


@pytest.mark.parametrize(
    "error",
    [
        StoreDown("locked"),
        TimedOut(),
        NetworkError("x"),
        RetryAfter(timedelta(seconds=1)),
        InvalidToken(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_store_or_telegram_that_is_down_is_waited_for_however_long(
    hall: Hall, error: Exception
) -> None:
    sam = hall.world.person("Sam")
    update = await hall.send(sam, "/start")
    hall.upset = raises(lambda: error)
    for _ in range(20):
        assert await hall.handling.take(update) is Verdict.LATER
    hall.upset = contented
    assert await hall.handling.take(update) is Verdict.DONE


@pytest.mark.parametrize(
    "error",
    [KeyError(MARKER), StoreFault("x"), BadRequest(MARKER), Conflict(MARKER), TimeoutError()],
    ids=lambda error: type(error).__name__,
)
async def test_the_third_fault_of_our_own_sets_an_update_aside_with_a_reference(
    hall: Hall, written: io.StringIO, error: Exception
) -> None:
    sam = hall.world.person("Sam")
    update = await hall.send(sam, MARKER)
    hall.upset = raises(lambda: error)
    verdicts = [await hall.handling.take(update) for _ in range(3)]
    assert verdicts == [Verdict.LATER, Verdict.LATER, Verdict.DONE]
    reference = written.getvalue().split("reference=")[-1][:9]
    assert hall.heard(sam) == [say("trouble", reference=reference).replace("<b>", "")]
    assert f"event=set_aside error={type(error).__name__}" in written.getvalue()
    assert "MARKER" not in written.getvalue()
    assert "MARKER" not in " ".join(hall.heard(sam))
    assert str(sam.id) not in written.getvalue()


async def test_the_log_says_where_in_our_code_a_fault_was(
    hall: Hall, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(MARKER)

    monkeypatch.setattr("handlers.chat.keyboard", broken)
    await hall.handling.take(await hall.send(hall.world.person("Sam"), "/help"))
    assert "event=fault error=KeyError handler=handlers.chat." in written.getvalue()
    assert "MARKER" not in written.getvalue()


async def test_no_handler_goes_on_with_an_update_that_failed(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    hall.upset = raises(lambda: KeyError(MARKER))
    await hall.handling.take(await hall.send(sam, "/start"))
    assert hall.heard(sam) == []
    assert hall.handled == []


async def test_a_fault_that_cannot_be_counted_is_not_given_up(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise StoreDown("full")

    sam = hall.world.person("Sam")
    update = await hall.send(sam, "hello")
    hall.upset = raises(lambda: KeyError(MARKER))
    with monkeypatch.context() as patch:
        patch.setattr("models.store.updates.stumble", down)
        for _ in range(5):
            assert await hall.handling.take(update) is Verdict.LATER
    assert hall.heard(sam) == []


async def test_a_handler_that_hangs_is_ended_and_counted(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
) -> None:
    async def hangs(_update: Update) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(handled, "LONGEST_SECONDS", 0.01)
    hall.upset = hangs
    update = await hall.send(hall.world.person("Sam"), "hello")
    async with asyncio.timeout(60):
        assert await hall.handling.take(update) is Verdict.LATER
    assert "event=fault error=TimeoutError" in written.getvalue()


async def test_somebody_is_told_once_that_the_store_is_down(hall: Hall) -> None:
    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    hall.upset = raises(lambda: StoreDown("locked"))
    for text in ("one", "two", "three"):
        await hall.handling.take(await hall.send(sam, text))
    assert len(hall.heard(sam)) == 1
    assert "999" in hall.heard(sam)[0]
    await hall.handling.take(await hall.send(kim, "one"))
    assert len(hall.heard(kim)) == 1
    hall.world.forward(handled.TOLD)
    await hall.handling.take(await hall.send(sam, "four"))
    assert len(hall.heard(sam)) == 2


async def test_somebody_who_blocked_the_bot_holds_nothing(hall: Hall) -> None:
    hall.upset = raises(lambda: Forbidden("bot was blocked by the user"))
    update = await hall.send(hall.world.person("Sam"), "hello")
    assert await hall.handling.take(update) is Verdict.DONE


async def test_when_telegram_fails_on_one_update_only_the_fault_is_ours(hall: Hall) -> None:
    async def one_only(update: Update) -> None:
        if update.message and update.message.text == "poison":
            raise TimedOut

    sam, kim = hall.world.person("Sam"), hall.world.person("Kim")
    poison = await hall.send(sam, "poison")
    hall.upset = one_only
    for _ in range(handled.PATIENCE - 1):
        assert await hall.handling.take(poison) is Verdict.LATER
    assert await hall.handling.take(await hall.send(kim, "hello")) is Verdict.DONE
    tries = [await hall.handling.take(poison) for _ in range(3)]
    assert tries == [Verdict.LATER, Verdict.LATER, Verdict.DONE]


async def test_an_excuse_that_cannot_be_sent_changes_nothing(hall: Hall) -> None:
    hall.upset = raises(lambda: KeyError(MARKER))
    update = await hall.send(hall.world.person("Sam"), "hello")
    for _ in range(2):
        await hall.handling.take(update)
    hall.world.faults.next("sendMessage", 500)
    assert await hall.handling.take(update) is Verdict.DONE


async def test_an_update_without_a_person_can_be_set_aside_too(hall: Hall) -> None:
    hall.upset = raises(lambda: KeyError(MARKER))
    assert [await hall.handling.take(Update(5)) for _ in range(3)][-1] is Verdict.DONE


async def test_a_call_for_help_passes_a_full_house(hall: Hall) -> None:
    async with hall.full(but="/help") as people:
        async with asyncio.timeout(60):
            assert await hall.handling.take(await hall.send(people[0], "/help")) is Verdict.DONE
        assert "999" in hall.heard(people[0])[0]


async def test_an_application_without_lanes_is_refused() -> None:
    plain = ApplicationBuilder().token("999:TEST").updater(None).job_queue(None).build()
    with pytest.raises(TypeError, match="Lanes"):
        Handling(plain)  # type: ignore[arg-type]
