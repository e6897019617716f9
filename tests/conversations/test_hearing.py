"""Danger is heard in every text, before everything else; the figures of the store never move."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update

from bot.assembly import COMMANDS
from handlers.hearing import ANSWERED, heard_in, texts_of
from tests.conversations.danger import (
    CARE,
    CHECKING,
    DANGER,
    HEARD,
    NUMBERS,
    PATIENT,
    REPORTED,
    UNSURE,
)
from tests.conversations.kept import lasting_counts
from tests.conversations.made import FAST
from tests.conversations.own_words import OFFER, at_words, draft_of, typed_in
from tests.conversations.phone import House, Phone
from tests.conversations.stock import stocked

Act = Callable[[Phone], Coroutine[Any, Any, None]]


async def says(sam: Phone) -> None:
    await sam.says(DANGER)


async def says_in_a_log(sam: Phone) -> None:
    await sam.taps(*FAST[:3])
    await sam.says(DANGER)


async def says_in_own_words(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(DANGER)


async def edits(sam: Phone) -> None:
    typed = next(m for m in sam.messages if m.by == "person")
    await sam.house.world.send(sam.person, DANGER, edit_of=typed.id)
    await sam.house.settle()


async def forwards(sam: Phone) -> None:
    await sam.sends("forward", caption=DANGER)


async def edits_own_words(sam: Phone) -> None:
    await at_words(sam)
    await sam.says("He shouted.")
    typed = next(m for m in sam.messages if m.text == "He shouted.")
    await sam.house.world.send(sam.person, DANGER, edit_of=typed.id)
    await sam.house.settle()


def under(kind: str) -> Act:
    async def sends(sam: Phone) -> None:
        await sam.sends(kind, caption=DANGER)

    return sends


def after(command: str) -> Act:
    async def commands(sam: Phone) -> None:
        await sam.says(f"/{command} {DANGER}")

    return commands


ACTS: dict[str, Act] = {
    **{act.__name__: act for act in (says, says_in_a_log, says_in_own_words, edits)},
    **{act.__name__: act for act in (forwards, edits_own_words)},
    **{f"caption of {kind}": under(kind) for kind in ("photo", "voice", "document")},
    **{f"after /{command}": after(command) for command in (*COMMANDS, "nosuchcommand", "helpme")},
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_however_it_is_written_danger_brings_the_care_card(sam: Phone, act: Act) -> None:
    await sam.says("/start")
    assert not any(CARE in m.text for m in sam.messages)
    await act(sam)
    card = sam.shows(CARE)
    assert all(number in card.text for number in NUMBERS)
    assert card.silent


@pytest.mark.parametrize(
    "content",
    [
        {"text": DANGER},
        {"photo": [], "caption": DANGER},
        {"poll": {"question": DANGER, "options": []}},
        {
            "poll": {
                "question": "?",
                "options": [{"text": DANGER, "voter_count": 0, "persistent_id": "1"}],
            }
        },
        {"checklist": {"title": DANGER, "tasks": []}},
        {"checklist": {"title": "?", "tasks": [{"id": 1, "text": DANGER}]}},
    ],
)
@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_every_kind_of_update_that_carries_words_is_read(
    kind: str, content: dict[str, Any]
) -> None:
    poll = {"id": "1", "total_voter_count": 0, "is_closed": False, "is_anonymous": True}
    poll |= {"type": "regular", "allows_multiple_answers": False}
    poll |= {"allows_revoting": False, "members_only": False}
    content = {key: poll | held if key == "poll" else held for key, held in content.items()}
    sender = {"id": 7, "is_bot": False, "first_name": "Sam"}
    message = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": sender}
    update = Update.de_json({"update_id": 1, kind: message | content})
    assert DANGER in list(texts_of(update))
    assert heard_in(update) == "care"


async def test_the_card_comes_first_and_what_was_typed_is_not_lost(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(DANGER)
    said = [m.text for m in sam.messages if m.by == "bot"]
    assert CARE in said[-2]
    assert DANGER in said[-1]
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == DANGER


@pytest.mark.parametrize("words", HEARD)
@pytest.mark.parametrize("kind", ["text", "photo"])
async def test_nothing_pushes_the_card_out_of_sight(sam: Phone, words: str, kind: str) -> None:
    await sam.says("/start")
    if kind == "text":
        await sam.says(words)
    else:
        await sam.sends(kind, caption=words)
    answers = (CARE, CHECKING, "Is a patient or someone else at risk?", "A threat counts")
    assert sam.screen.text.startswith(answers)
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start"]


@pytest.mark.promise("P21")
async def test_nothing_is_held_of_it_once_it_is_done(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Need help now")
    before = await house.store.read(lasting_counts)
    for words in HEARD:
        await sam.says(words)
    assert house.app.bot_data[ANSWERED] == {}
    assert await house.store.read(lasting_counts) == before
    said = len(sam.messages)
    await house.forward(timedelta(days=30))
    assert len(sam.messages) == said, "nothing comes later of its own accord"


async def test_what_is_unclear_is_asked_about_with_the_numbers_in_the_same_message(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.says(UNSURE)
    asked = sam.shows(CHECKING)
    assert all(number in asked.text for number in NUMBERS)
    labels = [b.text for row in asked.buttons for b in row]
    assert labels == ["I am safe", "Talk to someone", "Someone else", "Need help now"]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("I am safe", "Nothing is noted"),
        ("Someone else", "nurse in charge"),
        ("Talk to someone", "Samaritans"),
    ],
)
@pytest.mark.parametrize("down", [False, True])
async def test_each_answer_leads_to_a_kind_next_step_even_with_the_store_down(
    house: House, sam: Phone, label: str, said: str, *, down: bool
) -> None:
    await stocked(house)
    await sam.says("/start")
    await sam.says(UNSURE)
    if down:
        await house.store.close()
    await sam.taps(label)
    step = sam.shows(said)
    assert "help" in [b.value for row in step.buttons for b in row]
    assert not any(CHECKING in m.text for m in sam.messages)


async def test_a_forged_answer_changes_nothing(sam: Phone) -> None:
    await sam.says("/start")
    await sam.says(UNSURE)
    for forged in ("ask", "ask:", "ask:talk", "ask:patient", "ask:safe:x"):
        await sam.forges(forged, sam.shows(CHECKING).id)
        sam.shows(CHECKING)


@pytest.mark.parametrize(
    ("words", "said"),
    [(PATIENT, "Tell the nurse in charge"), (REPORTED, "A threat counts")],
)
async def test_others_in_danger_get_their_own_line_and_not_the_persons_card(
    sam: Phone, words: str, said: str
) -> None:
    await sam.says("/start")
    await sam.says(words)
    assert "999" in sam.shows(said).text
    assert not any(CARE in m.text or CHECKING in m.text for m in sam.messages)


async def test_an_idiom_brings_nothing_and_the_offer_still_comes(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says("This shift is killing me")
    assert OFFER in sam.screen.text
    assert not any(CARE in m.text or CHECKING in m.text for m in sam.messages)
    assert typed_in(sam) == []


async def test_in_a_group_nobody_is_shown_a_card(house: House, sam: Phone) -> None:
    group = await house.world.add_to_group("Ward 5", sam.person)
    await house.settle()
    sender = {"id": sam.person.id, "is_bot": False, "first_name": "Sam"}
    message = {"message_id": 1, "date": 0, "text": DANGER, "from": sender}
    where = {"id": group.id, "type": "group", "title": "Ward 5"}
    update = Update.de_json({"update_id": 1, "message": message | {"chat": where}})
    assert heard_in(update) == "nothing"
