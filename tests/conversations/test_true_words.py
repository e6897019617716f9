"""What a log says of itself holds: its week, what it counts for, which numbers are made up."""

from dataclasses import replace

import pytest

from models.store import sites
from models.tables import enrolment
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import House, Phone

MARKED = f"{HILL.name} (example)"
ENROLLED = {
    "person": "a sealed code",
    "sealed_person": "your Telegram id",
    "site": "the site",
    "month": "the month",
    "simple": "Simple view",
}
"""How the site screen calls each column of what joining keeps."""


@pytest.mark.parametrize("when", ["Earlier", "Skip"])
async def test_a_week_that_nobody_named_is_said_to_be_that_of_the_log(
    sam: Phone, when: str
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:5], when, FAST[6])
    assert "Logged in the week of 23 November 2026" in sam.screen.text
    await sam.taps("I can find it")
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert sam.screen.text.startswith("Logged in the week of 23 November 2026")


async def test_the_review_says_what_it_counts_for_with_a_site_and_without(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start")
    await sam.taps(*FAST)
    assert "delete it here. It counts for the whole organisation." in sam.screen.text
    await sam.taps("I can find it")
    await sam.says("/start hill-code")
    await sam.taps(*FAST)
    assert "delete it here. It counts for your site." in sam.screen.text
    assert "Week of 23 November 2026\n" in sam.screen.text


async def test_the_number_of_an_example_site_is_marked_on_the_way_to_safety(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, replace(HILL, example=True)))
    await sam.says("/start hill-code")
    for log in ("It happened to me", "I saw it happen"):
        await sam.taps(log, "Not yet")
        assert "Security (from a hospital phone): 5555 (example)" in sam.screen.text
        await sam.taps("More", "Discard", "Yes, discard it", "Back to start")


async def test_an_example_is_called_one_wherever_its_name_stands(house: House, sam: Phone) -> None:
    example = replace(HILL, example=True)
    await house.store.write(lambda tx: sites.add(tx, example))
    named = 0
    for said in ("/start hill-code", "/site", "/support", "/mine", "/stop"):
        await sam.says(said)
        assert sam.screen.text.count(example.name) == sam.screen.text.count(MARKED), said
        named += sam.screen.text.count(MARKED)
    assert named == 5
    await sam.says("/help")
    assert f"{HILL.security} (example)" in sam.screen.text


async def test_the_site_screen_names_all_that_joining_keeps(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await sam.says("/site")
    assert set(ENROLLED) == set(enrolment.columns.keys())
    for called in ENROLLED.values():
        assert called in sam.screen.text


async def test_what_is_taken_out_names_no_way_on_that_has_no_button(sam: Phone) -> None:
    await sam.says("/start")
    for begun in (False, True):
        if begun:
            await sam.taps("It happened to me", "Yes")
        await sam.sends("sticker")
        assert "to support" not in sam.screen.text
        assert "to a log" not in sam.screen.text


async def test_words_that_fit_no_button_are_offered_without_blame_and_with_the_warning(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes")
    await sam.says("He shouted at Jo Bloggs.")
    assert "not an answer" not in sam.screen.text
    assert "I can miss things, so please look." in sam.screen.text
    assert "I took it out of the chat." in sam.screen.text


async def test_an_old_way_to_carry_on_never_says_that_a_kept_report_is_erased(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST)
    await sam.sends("sticker")
    await sam.taps("I can find it", "Carry on")
    assert "Nothing is open here now." in sam.toast
    assert "What you began" not in sam.toast


async def test_a_chat_that_is_cleared_says_what_is_left_and_has_a_way_on(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it", "Clear this chat")
    assert [m.text for m in sam.messages if m.by == "person"] == ["/start"]
    assert sam.screen.text == "Cleared. What still stands here you can delete yourself."
    assert sam.labels == ["Need help now", "Back to start"]


async def test_what_stays_quiet_is_said_in_plain_words(sam: Phone) -> None:
    await sam.says("/help")
    await sam.says("/mine")
    assert "• Until 8 December 2026 no lesson and no note comes to you." in sam.screen.text


async def test_two_reports_of_one_week_can_be_told_apart(sam: Phone) -> None:
    for kind in ("Threatened", "Bullied"):
        await sam.says("/start")
        await sam.taps("It happened to me", "Yes")
        await sam.taps(*(("Other things",) if kind == "Bullied" else ()), kind, "Finish")
        await sam.taps("I can find it")
    await sam.says("/mine")
    assert sam.labels[:2] == [
        "Week of 23 November 2026, 1 of 2",
        "Week of 23 November 2026, 2 of 2",
    ]
    told = []
    for button in sam.labels[:2]:
        await sam.taps(button)
        told.append(sam.screen.text.splitlines()[1])
        await sam.taps("My reports")
    assert sorted(told) == ["What happened: Bullied", "What happened: Threatened"]


async def test_who_has_no_site_is_told_of_no_course_for_their_site(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("More", "Courses to book")
    assert "No course is listed here yet." in sam.screen.text
    assert "your site" not in sam.screen.text


async def test_a_kept_report_says_nothing_that_was_only_so_on_that_day(sam: Phone) -> None:
    for when in ("This shift", "Yesterday"):
        await sam.says("/start")
        await sam.taps(*FAST[:5], when, FAST[6])
        assert f"When it was: {when}" in sam.screen.text
        await sam.taps("I can find it")
    told = ""
    for place in (1, 2):
        await sam.says("/mine")
        await sam.taps(f"Week of 23 November 2026, {place} of 2")
        told += sam.screen.text
    assert "This shift" not in told
    assert "Yesterday" not in told
    assert told.count("When it was: Early shift") == 1
