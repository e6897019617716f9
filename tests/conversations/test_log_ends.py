"""How a log ends, or waits: saved, discarded, run out, cleared from the chat."""

from datetime import timedelta

from messages.words import label
from models.store import drafts
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone
from tests.guards.language import lock_screen_safe


async def test_saved_for_later_names_its_time_and_can_be_carried_on(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "More", "Save for later")
    assert "midday tomorrow" in sam.screen.text
    await house.forward(timedelta(hours=23))
    await sam.says("/start")
    assert "Carry on" in sam.labels
    await sam.taps("Carry on")
    assert "Ward" in sam.labels


async def test_what_is_saved_for_later_can_be_left_alone_left_for_the_start_or_thrown_away(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "More", "Save for later")
    assert sam.labels == ["Carry on", "Back to start", "Discard", "Need help now"]
    assert "/start" in sam.screen.text  # how to find it when the message is far up the chat
    saved = sam.screen.id
    await sam.taps("Back to start")
    assert sam.screen.id == saved
    assert "What you began is kept until midday tomorrow." in sam.screen.text
    assert "Support" in sam.labels
    await sam.taps("Carry on")
    assert "Ward" in sam.labels
    await sam.taps("More", "Save for later", "Discard", "Keep going", "More", "Save for later")
    await sam.taps("Discard", "Yes, discard it")
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


async def test_in_simple_view_a_number_after_saving_and_leaving_is_the_first_screens(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    for number in "111":
        await sam.says(number)
    await sam.taps(next(each for each in sam.labels if each.endswith("More")))
    await sam.taps("1. Save for later", "2. Back to start")
    assert sam.labels[:2] == ["1. Carry on", "2. Support"]
    await sam.says("1")
    assert "Who did it?" in sam.screen.text


async def test_a_draft_ends_24_hours_after_its_last_touch_and_its_card_says_finished(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await house.forward(timedelta(hours=24, minutes=2))
    assert sam.screen.text == "Finished."
    assert sam.labels == ["Need help now", "Back to start"]
    await sam.says("/start")
    assert "Carry on" not in sam.labels


async def test_discard_asks_once_and_keeps_nothing(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "More", "Discard", "Yes, discard it")
    assert lock_screen_safe(sam.screen.text)
    sam.shows("Finished.")
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


async def test_clear_this_chat_removes_the_messages_of_the_flow(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it", "Clear this chat")
    assert [m.text for m in sam.messages if m.by == "bot"] == [label("report/finished", "cleared")]


async def test_what_is_over_48_hours_old_stays_and_that_is_said(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    await house.forward(timedelta(hours=49))
    await sam.taps("Clear this chat")
    assert "too old for me to remove" in sam.screen.text
    assert "Need help now" in sam.labels


async def test_what_is_not_too_old_goes_though_other_messages_stay(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps("Simple view", "1. It happened to me", "1. Yes")
    for label_ in ("1. Shouted, swore or insulted", "1. Patient", "1. Ward"):
        await house.forward(timedelta(hours=20))
        await sam.taps(label_)
    await sam.taps("1. This shift", "2. Shaken", "1. I can find it")
    before = len(sam.messages)
    await sam.taps("Clear this chat")
    assert "too old for me to remove" in sam.screen.text
    assert len(sam.messages) < before - 4


async def test_nothing_answered_offers_nothing_to_keep(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Finish")
    assert "I can find it" not in sam.labels
    assert "Do not keep it" in sam.labels
