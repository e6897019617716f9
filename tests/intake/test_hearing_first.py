"""Danger in a text passes everything: a store that is down, a chat that waits, a full house."""

import asyncio

from bot.intake.handled import Verdict
from handlers.hearing import ANSWERED
from tests.conversations.danger import CARE, CHECKING, DANGER, UNSURE
from tests.intake.desk import Desk
from tests.intake.polled import running


def told(desk: Desk, words: str) -> int:
    chats = [desk.world.chat(person) for person in desk.world.people]
    return sum(words in each.text for chat in chats for each in chat.messages if each.by == "bot")


async def test_with_the_store_down_the_card_comes_once_however_often_it_is_tried(
    desk: Desk,
) -> None:
    sam = desk.world.person("Sam")
    await desk.store.close()
    for words, said in ((DANGER, CARE), (UNSURE, CHECKING)):
        before = told(desk, said)
        update = await desk.send(sam, words)
        for _ in range(4):
            assert await desk.handling.take(update) is Verdict.LATER
        # Beside it stands what is said once when nothing can be saved: it holds the card as well.
        assert told(desk, said) - before == (2 if said == CARE else 1)


async def test_a_card_that_could_not_be_sent_is_sent_when_the_text_comes_again(
    desk: Desk,
) -> None:
    sam = desk.world.person("Sam")
    update = await desk.send(sam, DANGER)
    desk.world.faults.next("sendMessage", 500, times=1)
    assert await desk.handling.take(update) is Verdict.LATER
    assert told(desk, CARE) == 0
    assert await desk.handling.take(update) is Verdict.DONE
    assert told(desk, CARE) == 1
    assert desk.app.bot_data[ANSWERED] == {}


async def test_danger_waits_for_nothing_that_its_own_chat_waits_for(desk: Desk) -> None:
    sam = desk.world.person("Sam")
    await desk.store.close()
    async with running(desk):
        await desk.world.send(sam, "hello")
        await desk.until(lambda: desk.tried)
        await desk.world.send(sam, DANGER)
        await desk.until(lambda: told(desk, CARE) > told(desk, "I cannot save anything"))


async def test_danger_passes_a_full_house(desk: Desk) -> None:
    async with asyncio.TaskGroup() as group, desk.full() as people:
        group.create_task(desk.handling.take(await desk.send(people[79], DANGER)))
        await desk.until(lambda: told(desk, CARE) == 1)


async def test_what_is_given_up_is_not_held_for_ever(desk: Desk) -> None:
    sam = desk.world.person("Sam")

    async def poison(update: object) -> None:
        raise KeyError(update)

    desk.upset = poison
    for _ in range(1100):
        update = await desk.send(sam, UNSURE)
        await desk.app.process_update(update)
    assert len(desk.app.bot_data[ANSWERED]) <= 1000
