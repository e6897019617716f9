"""Own words: shown as they would be kept, kept only after the tap, only with a findable report."""

from datetime import timedelta

import pytest

from tests.conversations.made import FAST
from tests.conversations.own_words import (
    SHOWN,
    TITLE,
    TYPED,
    at_words,
    card_of,
    draft_of,
    mine_of,
    rows_of,
    typed_in,
)
from tests.conversations.phone import House, Phone


async def test_the_screen_says_first_what_not_to_type_and_what_becomes_of_it(sam: Phone) -> None:
    await at_words(sam)
    first = sam.screen.text.splitlines()[0]
    for never in ("names", "birth dates", "NHS numbers"):
        assert never in first
    for told in ("facts only", 'only with "I can find it"', "2,000"):
        assert told in sam.screen.text
    assert {"Back", "Need help now"} <= set(sam.labels)


async def test_what_is_typed_is_answered_with_what_would_be_hidden(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    check = sam.shows(SHOWN)
    typed = next(m for m in sam.messages if m.text == TYPED)
    assert check.reply_to == typed.id
    assert sam.labels[:4] == ["Keep it hidden", "Keep as typed", "Change", "Leave out"]
    assert (await draft_of(sam)).words == ""


@pytest.mark.parametrize(
    ("button", "kept"), [("Keep it hidden", SHOWN), ("Keep as typed", TYPED), ("Leave out", "")]
)
async def test_a_tap_keeps_it_so_and_both_messages_leave_the_chat(
    sam: Phone, button: str, kept: str
) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    check = sam.screen.id
    await sam.taps(button)
    assert (await draft_of(sam)).words == kept
    assert typed_in(sam) == []
    assert check not in [m.id for m in sam.messages]
    entry = f"✓ {TITLE}" if kept else TITLE
    assert entry in [b.text for row in card_of(sam).buttons for b in row] or not kept


async def test_without_anything_to_hide_it_can_be_kept_in_one_tap(sam: Phone) -> None:
    await at_words(sam)
    await sam.says("A man threw a cup at the desk.")
    assert sam.labels[:3] == ["Keep it", "Change", "Leave out"]
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "A man threw a cup at the desk."


async def test_words_are_kept_with_a_report_that_can_be_found_and_go_with_it(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    await sam.taps("Keep it hidden", "Done")
    assert SHOWN in sam.screen.text
    assert "Your own words are dropped" in sam.screen.text
    await sam.taps("I can find it")
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert SHOWN in sam.screen.text
    await sam.taps("Delete this report", "Yes, delete it")
    assert await mine_of(sam) == []


async def test_a_witness_and_simple_view_have_it_too(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view", "2. I saw it happen")
    for _ in FAST[1:]:
        await sam.says("1")
    await sam.taps(next(each for each in sam.labels if each.endswith("Add more")))
    await sam.taps(next(each for each in sam.labels if each.endswith(TITLE)))
    assert "what you saw or heard" in sam.screen.text
    await sam.says(TYPED)
    assert [b.text for b in sam.screen.buttons[0]] == ["Keep it hidden"]
    await sam.taps("Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN
    assert typed_in(sam) == []
    assert any(f"✓ {TITLE}" in each for each in sam.labels)


@pytest.mark.parametrize("choice", ["No link to me", "Do not keep it"])
async def test_without_a_findable_report_the_words_are_dropped(
    house: House, sam: Phone, choice: str
) -> None:
    await at_words(sam)
    await sam.says("A man threw a cup.")
    await sam.taps("Keep it", "Done", choice)
    await house.forward(timedelta(days=1))
    assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}


async def test_words_alone_can_be_found_but_are_no_report_without_a_link(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Skip", "Finish", "Add more", TITLE)
    await sam.says("A man threw a cup.")
    await sam.taps("Keep it", "Done")
    assert "I can find it" in sam.labels
    assert "No link to me" not in sam.labels
    await sam.taps("I can find it")
    assert await mine_of(sam) == ["A man threw a cup."]


async def test_more_words_are_added_to_those_kept_before(sam: Phone) -> None:
    await at_words(sam)
    await sam.says("A man shouted.")
    await sam.says("Then he threw a cup.")
    for _ in range(2):
        await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "Then he threw a cup.\nA man shouted."
    await sam.taps(f"✓ {TITLE}")
    assert "Then he threw a cup.\nA man shouted." in sam.screen.text
    await sam.says("I left.")
    assert "added to the words you have" in sam.screen.text


async def test_kept_words_can_be_left_out_again(house: House, sam: Phone) -> None:
    await at_words(sam)
    await sam.says("A man shouted.")
    await sam.taps("Keep it", f"✓ {TITLE}", "Leave it out")
    assert (await draft_of(sam)).words == ""
    assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}
    assert TITLE in sam.labels


async def test_changed_words_are_checked_again_and_the_first_form_is_never_kept(
    house: House, sam: Phone
) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    before = sam.data("Keep as typed")
    await sam.taps("Change")
    assert "edit your message" in sam.screen.text
    typed = next(m for m in sam.messages if m.text == TYPED)
    await house.world.send(sam.person, "A man threw a cup.", edit_of=typed.id)
    await house.settle()
    assert "A man threw a cup." in sam.screen.text
    assert sam.labels[0] == "Keep it"
    await sam.forges(before)
    assert (await draft_of(sam)).words == ""
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "A man threw a cup."
    assert typed_in(sam) == []


async def test_an_edit_nobody_heard_of_is_shown_before_it_is_kept(
    house: House, sam: Phone
) -> None:
    """The edit reaches us after the tap: then what came back is not what was shown."""
    await at_words(sam)
    await sam.says("A man shouted.")
    typed = next(m for m in sam.messages if m.text == "A man shouted.")
    check = sam.screen.id
    edited = await house.world.send(sam.person, TYPED, edit_of=typed.id)
    assert edited.id == typed.id
    house.world.take_updates()
    await house.world.tap(sam.person, check, "Keep it")
    await house.settle()
    assert (await draft_of(sam)).words == ""
    assert SHOWN in sam.screen.text
    await sam.taps("Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN


async def test_words_sent_anew_after_change_take_the_place_of_the_first(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    await sam.taps("Change")
    await sam.says("A man threw a cup.")
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "A man threw a cup."
    assert typed_in(sam) == []
    assert not any("Hughes" in m.text or SHOWN in m.text for m in sam.messages)


async def test_a_typed_message_that_is_gone_is_asked_for_again(sam: Phone) -> None:
    await at_words(sam)
    await sam.says(TYPED)
    typed = next(m for m in sam.messages if m.text == TYPED)
    sam.house.world.chat(sam.person).remove(typed.id)
    await sam.taps("Keep it hidden")
    assert "Please send it again" in sam.screen.text
    assert (await draft_of(sam)).words == ""
    await sam.says(TYPED)
    await sam.taps("Keep it hidden")
    assert (await draft_of(sam)).words == SHOWN
