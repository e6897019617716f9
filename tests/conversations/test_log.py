"""Logging an encounter, from the first screen to what is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from messages.words import label
from models.store import drafts, incidents, sites
from tests.conversations.phone import House, Phone
from tests.conversations.test_arriving import HILL
from tests.guards.language import lock_screen_safe

BITES = "Get help now for a bite, a needle or body fluids:"
FIRST_AID = label("report/harm", "first_aid")
FAST = (
    "It happened to me",
    "Yes",
    "Shouted, swore or insulted",
    "Patient",
    "Ward",
    "This shift",
    "Shaken",
)


async def test_seven_taps_from_home_lead_to_the_review(sam: Phone) -> None:
    await sam.says("/start")
    taps = 0
    for button in FAST:
        await sam.taps(button)
        taps += 1
    assert "I can find it" in sam.labels
    assert taps == 7
    assert "Shouted, swore or insulted" in sam.screen.text


async def test_a_report_that_is_kept_can_be_read_again_and_deleted(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    told = "Nobody at work has been told. This is not an official report."
    assert sam.screen.text.splitlines()[0] == told
    assert sam.labels[-3:] == ["Need help now", "Check in with me", "Clear this chat"]
    assert "Finished." in [message.text for message in sam.messages]
    assert lock_screen_safe(sam.screen.text)
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert "Shouted, swore or insulted" in sam.screen.text
    await sam.taps("Delete this report", "Yes, delete it")
    assert "There are none" in sam.screen.text


async def test_a_report_with_no_link_is_counted_but_nobody_can_find_it(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "No link to me")
    await sam.says("/mine")
    assert "There are none" in sam.screen.text
    await house.forward(timedelta(days=1))
    assert await house.store.write(incidents.move_parked) == 0  # the night has moved it already


async def test_what_is_not_kept_leaves_nothing(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "Do not keep it")
    assert "Nothing was kept" in sam.screen.text
    assert await house.store.write(incidents.move_parked) == 0
    assert await house.store.read(lambda tx: incidents.mine(tx, sam.person.id)) == []
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


async def test_who_is_not_safe_yet_hears_where_to_turn_before_the_log_goes_on(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await sam.taps("It happened to me", "Not yet")
    for words in ("999", "55", "5555", "from a hospital phone"):
        assert words in sam.screen.text
    assert "2222" not in sam.screen.text
    await sam.taps(sam.labels[0])
    assert "Threatened" in sam.labels


async def test_who_is_hurt_hears_of_help_first(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes, but hurt")
    for words in ("999", "A&E", "head", "neck", "bite"):
        assert words in sam.screen.text
    await sam.taps(sam.labels[0])
    assert "Threatened" in sam.labels


async def test_who_is_hurt_hears_the_sites_own_way_where_there_is_one(
    house: House, sam: Phone
) -> None:
    exposure = "Occupational health, 020 7946 0123"
    await house.store.write(lambda tx: sites.add(tx, replace(HILL, exposure=exposure)))
    await sam.says("/start hill-code")
    await sam.taps("It happened to me", "Yes, but hurt")
    asked_for_care = sam.screen.text.splitlines()
    assert asked_for_care[asked_for_care.index(BITES) + 1] == exposure
    await sam.taps(sam.labels[0], *FAST[2:6], "Hurt")
    assert exposure in sam.screen.text


async def test_more_than_one_opens_ticks_and_each_tick_is_kept(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:2], "More than one", "Threatened")
    assert "✓ Threatened" in sam.labels
    await sam.taps("Shouted, swore or insulted", "Other things", "Weapon or object", "Done")
    await sam.taps(*FAST[3:])
    what = "Shouted, swore or insulted; Threatened; Weapon or object"
    assert what in sam.screen.text
    await sam.taps("I can find it")
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert what in sam.screen.text, "kept answers are read in the order in which they are asked"


async def test_all_right_stands_alone_among_the_ticks(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:6], "More than one", "Shaken", "Angry", "All right")
    assert [each for each in sam.labels if "✓" in each] == ["✓ All right"]
    await sam.taps("Angry")
    assert [each for each in sam.labels if "✓" in each] == ["✓ Angry"]


async def test_hurt_asks_how_and_changing_the_answer_drops_it(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:6], "Hurt", FIRST_AID)
    assert FIRST_AID in sam.screen.text
    effect = label("report/effect", "title")
    await sam.taps("Change an answer", f"✓ {effect}", "All right")
    assert FIRST_AID not in sam.screen.text
    assert "I can find it" in sam.labels


async def test_back_keeps_what_was_answered_and_skip_leaves_a_question_open(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "Back")
    assert "✓ Patient" in sam.labels
    await sam.taps("✓ Patient")
    assert "Ward" in sam.labels
    await sam.taps("Skip", "Finish")
    assert "Patient" in sam.screen.text
    assert "Where" not in sam.screen.text


async def test_back_from_the_first_question_leads_home_and_the_log_waits(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3], "Back", "Back", "Back")
    assert "Carry on" in sam.labels
    await sam.taps("Carry on")
    assert "✓ Yes" in sam.labels or "Patient" in sam.labels


async def test_extras_are_offered_on_the_review_and_silence_is_asked_about(sam: Phone) -> None:
    await sam.says("/start")
    knows, nobody = label("report/knows", "title"), label("report/knows", "nobody")
    reason = label("report/why_not", "part_of_job")
    await sam.taps(*FAST, "Add more", knows, nobody, reason)
    assert f"✓ {knows}" in sam.labels
    await sam.taps("Done")
    assert reason in sam.screen.text


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


async def test_a_witness_has_wording_of_their_own(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("I saw it happen", "Yes")
    seen = sam.screen.text
    kim = sam.house.phone("Kim")
    await kim.says("/start")
    await kim.taps("It happened to me", "Yes")
    assert kim.screen.text != seen


@pytest.mark.parametrize("what", ["Sexual words, looks or messages", "Touched in a sexual way"])
async def test_a_sexual_one_asks_for_no_detail(sam: Phone, what: str) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:2], what)
    assert "detail" in sam.screen.text


async def test_simple_view_numbers_the_options_and_takes_a_typed_number(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.taps("1. It happened to me")
    assert sam.labels[0] == "1. Yes"
    before = sam.screen.id
    await sam.says("1")
    assert sam.screen.id != before
    await sam.says("1")
    await sam.says("patient")
    assert "Ward" in sam.labels[0]
    assert not [m for m in sam.messages if m.by == "person" and m.text in ("1", "patient")]
    assert sum(bool(m.buttons) for m in sam.messages) == 1
