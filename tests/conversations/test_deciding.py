"""Deciding about typed words: forged, foreign, late, doubled, undelivered; nothing is crossed."""

from datetime import timedelta

import pytest
from telegram.error import NetworkError

from models.own_words import MOST
from models.store import drafts
from tests.conversations.made import FAST, STALE
from tests.conversations.own_words import (
    OFFER,
    SHOWN,
    TITLE,
    TYPED,
    at_words,
    draft_of,
    rows_of,
    typed_in,
)
from tests.conversations.phone import House, Phone


async def test_a_double_tap_keeps_once(house: House, sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    check = sam.screen.id
    for _ in range(2):
        await house.world.tap(sam.person, check, "Keep it hidden")
    await house.settle()
    assert (await draft_of(sam)).words == SHOWN
    assert sam.toast == STALE


async def test_a_tap_that_comes_twice_shows_the_card_again_and_keeps_once(
    house: House, sam: Phone
) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    await sam.taps("Keep it hidden")
    before = await draft_of(sam)
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert await draft_of(sam) == before
    assert typed_in(sam) == []


async def test_a_reply_that_did_not_arrive_leaves_nothing_half_done(
    house: House, sam: Phone
) -> None:
    """The words are kept, Telegram fails, the update comes again: then the chat is tidied."""
    await at_words(sam)
    await sam.says(TYPED)
    house.world.faults.next("deleteMessages", 500, times=1)
    with pytest.raises(NetworkError):
        await sam.taps("Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert (await draft_of(sam)).words == SHOWN
    assert typed_in(sam) == []
    assert f"✓ {TITLE}" in [b.text for m in sam.messages for row in m.buttons for b in row]


async def test_a_check_that_could_not_be_sent_is_owed_as_a_request_to_send_again(
    house: House, sam: Phone
) -> None:
    await at_words(sam)
    house.world.faults.next("sendMessage", 500, times=1)
    await sam.says(TYPED)
    assert typed_in(sam) == [TYPED]
    await house.forward(timedelta(seconds=30))
    assert "could not look at your last message" in sam.screen.text
    await sam.says(TYPED)
    await sam.taps("Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN


async def test_words_that_come_twice_are_asked_about_once(house: House, sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert len([m for m in sam.messages if SHOWN in m.text]) == 1


@pytest.mark.parametrize(
    "data",
    ["w", "w:", "w:::", "w:x:h:", "w:{id}:z:", "w:{id}:h:", "w:{id}:u:", "w:{id}:t:000000000000"],
)
async def test_a_forged_decision_keeps_nothing(sam: Phone, data: str) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    draft = await draft_of(sam)
    await sam.forges(data.format(id=draft.id))
    assert (await draft_of(sam)).words == ""
    assert typed_in(sam) == [TYPED]


async def test_a_decision_on_another_message_than_its_check_changes_nothing(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    keep, typed = sam.data("Keep it hidden"), next(m for m in sam.messages if m.text == TYPED)
    card = (await draft_of(sam)).card
    assert card is not None
    for elsewhere in (typed.id, card, 99_999):
        await sam.forges(keep, elsewhere)
        assert sam.toast == STALE
    assert (await draft_of(sam)).words == ""


async def test_somebody_elses_decision_does_nothing_to_either(house: House, sam: Phone) -> None:
    kim = house.phone("Kim")
    for phone in (sam, kim):
        await at_words(phone)
        await phone.says(TYPED)
    await kim.forges(sam.data("Keep it hidden"))
    assert (await draft_of(sam)).words == (await draft_of(kim)).words == ""


@pytest.mark.parametrize("last", ["I can find it", "No link to me", "Do not keep it"])
async def test_undecided_words_are_never_kept_and_can_be_cleared(
    house: House, sam: Phone, last: str
) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    check = sam.screen.id
    keep = sam.data("Keep it hidden")
    await sam.taps("Back", "Done", last)
    assert check not in [m.id for m in sam.messages], "it quotes what was not kept"
    await sam.forges(keep, check)
    assert "Nothing of this was kept" in sam.screen.text
    assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}
    await sam.taps("Clear this chat")
    assert typed_in(sam) == []


async def test_a_check_outlives_a_walk_to_other_screens(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    await sam.taps("Back", "Done", "Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN
    assert "I can find it" in [b.text for m in sam.messages for row in m.buttons for b in row]


async def test_expired_words_are_gone_and_never_met_again(house: House, sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    await sam.taps("Keep it hidden")
    house.world.forward(timedelta(hours=25))
    await sam.says("/start")
    await sam.taps("It happened to me")  # before the ticker came by
    assert (await draft_of(sam)).words == ""
    assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}


async def test_what_quotes_undecided_words_goes_when_the_draft_has_ended(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says(TYPED)
    await house.forward(timedelta(hours=25))
    assert not any("cup" in m.text for m in sam.messages)


async def test_only_so_many_wait_for_a_decision_and_the_draft_keeps_its_size(sam: Phone) -> None:
    await at_words(sam)
    for number in range(12):
        await sam.says(f"Line {number} of what was said.")
    assert len((await draft_of(sam)).checks) == 8
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "Line 11 of what was said."


async def test_text_outside_a_question_is_taken_out_and_offered(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says(TYPED)
    assert typed_in(sam) == []
    assert OFFER in sam.screen.text
    assert SHOWN in sam.screen.text
    assert 'only with "I can find it"' in sam.screen.text  # told nowhere before, as the card tells
    assert sam.labels[:2] == ["Use it", "No, remove it"]
    assert (await draft_of(sam)).words == ""
    await sam.taps("Use it")
    assert (await draft_of(sam)).words == SHOWN
    assert not any(OFFER in m.text for m in sam.messages)
    await sam.taps("Patient")
    assert "Ward" in sam.labels


async def test_an_offer_that_is_refused_leaves_nothing(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says(TYPED)
    await sam.taps("No, remove it")
    assert (await draft_of(sam)).words == ""
    assert not any(SHOWN in m.text for m in sam.messages)
    assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}


@pytest.mark.parametrize(
    "typed", ["<b>bold</b> & {{ 7 * 7 }}", "😀 line 1\n\nline 2 <i>", "' OR 1=1; --"]
)
@pytest.mark.parametrize("simple", [False, True])
async def test_offered_words_are_used_as_they_stand(
    sam: Phone, typed: str, *, simple: bool
) -> None:
    await sam.says("/start")
    if simple:
        await sam.taps("Simple view")
    await sam.taps("1. It happened to me" if simple else "It happened to me")
    await sam.says(typed)
    await sam.taps("Use it")
    assert (await draft_of(sam)).words == typed


@pytest.mark.promise("P8")
async def test_text_that_is_too_long_to_offer_stays_until_the_person_decides(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await sam.says("x" * (MOST + 1))
    assert typed_in(sam) == ["x" * (MOST + 1)]
    assert "That is 2,001 characters" in sam.screen.text
    assert (await draft_of(sam)).words == ""
    await sam.taps("Leave out")
    assert typed_in(sam) == []


async def test_text_without_an_open_report_is_taken_out_with_one_kind_line(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.says(TYPED)
    assert typed_in(sam) == []
    assert "Nothing of it is kept" in sam.screen.text
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None
