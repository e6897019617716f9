"""Danger in a text passes everything: a store that is down, a chat that waits, a full house."""

import asyncio

from bot.intake.handled import Verdict
from handlers.hearing import ANSWERED
from tests.conversations.danger import CARE, CHECKING, DANGER, UNSURE
from tests.intake.hall import Hall
from tests.intake.polled import running


def told(hall: Hall, words: str) -> int:
    chats = [hall.world.chat(person) for person in hall.world.people]
    return sum(words in each.text for chat in chats for each in chat.messages if each.by == "bot")


async def test_with_the_store_down_the_card_comes_once_however_often_it_is_tried(
    hall: Hall,
) -> None:
    sam = hall.world.person("Sam")
    await hall.store.close()
    for words, said in ((DANGER, CARE), (UNSURE, CHECKING)):
        before = told(hall, said)
        update = await hall.send(sam, words)
        for _ in range(4):
            assert await hall.handling.take(update) is Verdict.LATER
        # Beside it stands what is said once when nothing can be saved: it holds the card as well.
        assert told(hall, said) - before == (2 if said == CARE else 1)


async def test_a_card_that_could_not_be_sent_is_sent_when_the_text_comes_again(
    hall: Hall,
) -> None:
    sam = hall.world.person("Sam")
    update = await hall.send(sam, DANGER)
    hall.world.faults.next("sendMessage", 500, times=1)
    assert await hall.handling.take(update) is Verdict.LATER
    assert told(hall, CARE) == 0
    assert await hall.handling.take(update) is Verdict.DONE
    assert told(hall, CARE) == 1
    assert hall.app.bot_data[ANSWERED] == {}


async def test_danger_waits_for_nothing_that_its_own_chat_waits_for(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    await hall.store.close()
    async with running(hall):
        await hall.world.send(sam, "hello")
        await hall.until(lambda: hall.tried)
        await hall.world.send(sam, DANGER)
        await hall.until(lambda: told(hall, CARE) > told(hall, "I cannot save anything"))


async def test_danger_passes_a_full_house(hall: Hall) -> None:
    async with asyncio.TaskGroup() as group, hall.full() as people:
        group.create_task(hall.handling.take(await hall.send(people[79], DANGER)))
        await hall.until(lambda: told(hall, CARE) == 1)


async def test_what_is_given_up_is_not_held_for_ever(hall: Hall) -> None:
    sam = hall.world.person("Sam")

    async def poison(update: object) -> None:
        raise KeyError(update)

    hall.upset = poison
    for _ in range(1100):
        update = await hall.send(sam, UNSURE)
        await hall.app.process_update(update)
    assert len(hall.app.bot_data[ANSWERED]) <= 1000
