"""Adding to a report that is kept: checked as own words are, sealed apart, dated by the week."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import NetworkError

from messages.words import label
from models.incident import Addition
from models.own_words import MOST
from models.packs import Pack
from models.store import drafts, incidents
from tests.conversations.phone import House, Phone
from tests.conversations.test_copies import file_of, files_in, read
from tests.conversations.test_hearing import CARE, DANGER
from tests.conversations.test_log import FAST
from tests.conversations.test_own_words import SHOWN, TYPED, typed_in
from tests.store.made import WEEK

WEEK_OF = "Week of 23 November 2026"
ADD, PDF = label("mine", "more"), label("copies", "pdf")


async def keeping_one(sam: Phone) -> None:
    """Log, keep it, and open it again."""
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    await sam.says("/mine")
    await sam.taps(WEEK_OF)


@pytest.fixture
async def kept(sam: Phone) -> Phone:
    """Return a phone with a kept report open, ready to be added to."""
    await keeping_one(sam)
    await sam.taps(ADD)
    return sam


async def added(sam: Phone) -> tuple[Addition, ...]:
    mine = await sam.house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    return tuple(each for _, report in mine for each in report.additions)


async def has_draft(sam: Phone) -> bool:
    found = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    return found is not None


async def test_what_is_typed_is_checked_kept_with_its_week_and_shown_in_the_same_message(
    kept: Phone,
) -> None:
    assert kept.screen.text.startswith("No names, birth dates or NHS numbers")
    asking = kept.screen.id
    await kept.says(TYPED)
    assert SHOWN in kept.screen.text
    assert "Nothing of it is kept yet" in kept.screen.text
    assert await added(kept) == ()
    await kept.taps("Keep it hidden")
    assert await added(kept) == (Addition(WEEK, SHOWN),)
    assert kept.toast == "Added to your report."
    assert typed_in(kept) == []
    assert kept.screen.id == asking
    assert f"Added in the week of 23 November 2026:\n{SHOWN}" in kept.screen.text
    assert kept.screen.silent
    assert not await has_draft(kept)


async def test_each_week_stands_by_itself_and_one_week_is_one_text(
    house: House, kept: Phone
) -> None:
    await kept.says("He came back.")
    await kept.taps("Keep it", ADD)
    await kept.says("He left.")
    assert "added to the words you have" in kept.screen.text
    await kept.taps("Keep it")
    await house.forward(timedelta(days=7))
    await kept.says("/mine")
    await kept.taps(WEEK_OF, ADD)
    await kept.says("I told the police.")
    assert "added to the words you have" not in kept.screen.text
    await kept.taps("Keep it")
    assert await added(kept) == (
        Addition(WEEK, "He came back.\nHe left."),
        Addition(WEEK + timedelta(days=7), "I told the police."),
    )
    assert "Added in the week of 30 November 2026:\nI told the police." in kept.screen.text


@pytest.mark.promise("P42")
async def test_nothing_added_can_be_read_in_a_file_before_it_is_kept_or_after(
    kept: Phone, tmp_path: Path
) -> None:
    await kept.says("MARKER-zebra-7741 came back")
    files = files_in(tmp_path)
    await kept.taps("Keep it")
    files += files_in(tmp_path)
    assert [each.words for each in await added(kept)] == ["MARKER-zebra-7741 came back"]
    assert not any(b"zebra" in each for each in files)


@pytest.mark.promise("P42")
async def test_after_180_days_it_is_gone_and_was_told_of_and_the_report_stays(
    house: House, kept: Phone
) -> None:
    await kept.says("He came back.")
    await kept.taps("Keep it")
    for _ in range(181):
        await house.forward(timedelta(days=1))
    assert "On 23 May 2027 it will be erased" in kept.screen.text
    assert await added(kept) == ()
    assert len(await house.store.read(lambda tx: incidents.mine(tx, kept.person.id))) == 1


async def test_danger_is_heard_in_it_and_what_was_typed_is_not_lost(kept: Phone) -> None:
    await kept.says(DANGER)
    kept.shows(CARE)
    await kept.taps("Keep it")
    assert [each.words for each in await added(kept)] == [DANGER]


async def test_it_is_in_the_pdf_and_in_every_text_to_paste(kept: Phone) -> None:
    await kept.says("He came back on Tuesday.")
    await kept.taps("Keep it", "Copy", PDF)
    said = read(file_of(kept.screen))
    assert "Added, week of 23 November 2026 He came back on Tuesday. About this copy" in said
    for sort in Pack:
        await kept.taps(label("copies", sort))
        assert kept.screen.text.endswith(
            "Added, week of 23 November 2026: He came back on Tuesday."
        )


async def test_a_text_to_paste_says_when_what_was_added_does_not_fit(
    house: House, kept: Phone
) -> None:
    for _ in range(2):
        await kept.says("x" * MOST)
        await kept.taps("Keep it")
        await house.forward(timedelta(days=7))
        await kept.says("/mine")
        await kept.taps(WEEK_OF, ADD)
    await kept.taps(label("copies", "back"), "Copy", label("copies", "form"))
    assert "It is in the PDF" in kept.screen.text
    assert "xxx" not in kept.screen.text
    await kept.taps(PDF)
    assert read(file_of(kept.screen)).count("x") > 2 * MOST


async def test_much_that_was_added_comes_in_pages(house: House, kept: Phone) -> None:
    for number in range(3):
        await kept.says(f"{number} " + "x" * (MOST - 2))
        await kept.taps("Keep it")
        await house.forward(timedelta(days=7))
        await kept.says("/mine")
        await kept.taps(WEEK_OF)
        if number < 2:
            await kept.taps(ADD)
    read_so_far = kept.screen.text
    assert "Shouted, swore or insulted" in read_so_far
    while label("mine", "next") in kept.labels:
        assert len(kept.labels) <= 8
        await kept.taps(label("mine", "next"))
        read_so_far += kept.screen.text
    assert read_so_far.count("x" * (MOST - 2)) == 3
    assert "Back" in kept.labels
    for data in ("mine:one:x:1", f"{_data(kept, ADD).replace('add', 'one')}:99", "mine:page::99"):
        await kept.forges(data)
        assert "Need help now" in kept.labels


def _data(phone: Phone, button: str) -> str:
    return next(b.value for row in phone.screen.buttons for b in row if b.text == button)


async def test_only_2000_letters_fit_a_week_and_nothing_is_lost(kept: Phone) -> None:
    await kept.says("x" * (MOST - 5))
    await kept.taps("Keep it", ADD)
    await kept.says("123456")
    assert "Up to 2,000 fit in 1 week" in kept.screen.text
    assert typed_in(kept) == ["123456"]
    await kept.taps("Leave out")
    assert [len(each.words) for each in await added(kept)] == [MOST - 5]


@pytest.mark.parametrize("button", ["Leave out", "Change"])
async def test_what_is_left_out_or_being_changed_is_not_kept(kept: Phone, button: str) -> None:
    await kept.says(TYPED)
    await kept.taps(button)
    assert await added(kept) == ()
    if button == "Change":
        await kept.says("A man came back.")
        await kept.taps("Keep it")
        assert [each.words for each in await added(kept)] == ["A man came back."]
    assert typed_in(kept) == []
    assert not await has_draft(kept)


@pytest.mark.parametrize("begun", [0, 4])
async def test_a_double_tap_adds_once_beside_an_open_report_too(
    house: House, sam: Phone, begun: int
) -> None:
    await keeping_one(sam)
    await sam.says("/start")
    await sam.taps(*FAST[:begun])
    await sam.says("/mine")
    await sam.taps(WEEK_OF, ADD)
    await sam.says("He came back.")
    check = sam.screen.id
    for _ in range(2):
        await house.world.tap(sam.person, check, "Keep it")
    await house.settle()
    assert [each.words for each in await added(sam)] == ["He came back."]


async def test_a_tap_whose_reply_did_not_arrive_adds_once_and_tidies_the_chat(
    house: House, kept: Phone
) -> None:
    await kept.says("He came back.")
    house.world.faults.next("deleteMessages", 500, times=1)
    with pytest.raises(NetworkError):
        await kept.taps("Keep it")
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert [each.words for each in await added(kept)] == ["He came back."]
    assert typed_in(kept) == []
    kept.shows("Added in the week of 23 November 2026:")


async def test_a_screen_that_did_not_arrive_comes_later_as_it_was(
    house: House, sam: Phone
) -> None:
    await keeping_one(sam)
    house.world.faults.next("editMessageText", 500, times=1)
    await sam.taps(ADD)
    await house.forward(timedelta(minutes=1))
    assert sam.screen.text.startswith("No names, birth dates or NHS numbers")


Away = Callable[[Phone], Awaitable[None]]


async def by_back(sam: Phone) -> None:
    await sam.taps(label("copies", "back"))


async def by_typing_back(sam: Phone) -> None:
    await sam.says(label("copies", "back"))


async def by_a_command(sam: Phone) -> None:
    await sam.says("/site")


@pytest.mark.parametrize("away", [by_back, by_typing_back, by_a_command])
async def test_after_another_screen_words_are_no_addition(kept: Phone, away: Away) -> None:
    await away(kept)
    assert not await has_draft(kept)
    await kept.says("He came back.")
    assert typed_in(kept) == []
    assert "Nothing of it is kept" in kept.screen.text
    assert await added(kept) == ()


async def test_a_check_outlives_a_walk_to_other_screens(kept: Phone) -> None:
    await kept.says("He came back.")
    await kept.says("/site")
    await kept.says("stray")
    assert "Nothing of it is kept" in kept.screen.text
    await kept.taps("Keep it")
    assert [each.words for each in await added(kept)] == ["He came back."]
    assert not await has_draft(kept)


async def test_an_open_report_waits_meanwhile_with_its_own_words(house: House, sam: Phone) -> None:
    await keeping_one(sam)
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await sam.says("/mine")
    await sam.taps(WEEK_OF, ADD)
    await sam.says("He came back.")
    await sam.taps("Keep it")
    assert [each.words for each in await added(sam)] == ["He came back."]
    found = await house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert found is not None
    assert found.words == ""
    await sam.taps(FAST[4])
    await sam.says("A man shouted.")
    await sam.taps("Use it")
    found = await house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert found is not None
    assert found.words == "A man shouted."
    assert len(await added(sam)) == 1


async def test_a_tap_on_an_open_card_ends_adding(sam: Phone) -> None:
    await keeping_one(sam)
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    card = sam.screen.id
    await sam.says("/mine")
    await sam.taps(WEEK_OF, ADD)
    await sam.house.world.tap(sam.person, card, FAST[4])
    await sam.house.settle()
    await sam.says("He came back.")
    assert "Use as my own words?" in sam.screen.text
    assert await added(sam) == ()


async def test_a_report_that_was_deleted_meanwhile_takes_nothing(
    house: House, kept: Phone
) -> None:
    await kept.says("He came back.")
    await house.store.write(lambda tx: incidents.erase_all(tx, kept.person.id))
    await kept.taps("Keep it")
    assert "Nothing of this was kept" in kept.screen.text


@pytest.mark.promise("P42")
async def test_somebody_else_adds_nothing_whatever_they_send(house: House, kept: Phone) -> None:
    mallory = house.phone("Mallory")
    await keeping_one(mallory)
    ((mine, _),) = await house.store.read(lambda tx: incidents.mine(tx, kept.person.id))
    await mallory.forges(f"mine:add:{mine}")
    assert "My reports" in mallory.screen.text
    await mallory.taps(WEEK_OF, ADD)
    await mallory.says("He came back.")
    own = _data(mallory, "Keep it")
    for data in (f"{own[: own.rindex(':')]}:{mine}", f"{own}:x", own.replace(":t:", ":u:")):
        await mallory.forges(data)
        assert await added(kept) == await added(mallory) == ()
    await kept.forges(own)
    assert "Nothing of this was kept" in kept.screen.text
    assert await added(kept) == ()


async def test_what_is_not_decided_about_within_a_day_is_taken_out_of_the_chat(
    house: House, kept: Phone
) -> None:
    await kept.says(TYPED)
    await house.forward(timedelta(hours=25))
    assert not any(SHOWN in m.text for m in kept.messages)
    assert await added(kept) == ()
    assert not await has_draft(kept)


@pytest.mark.parametrize("simple", [False, True])
async def test_a_witness_and_simple_view_add_as_well(sam: Phone, *, simple: bool) -> None:
    await sam.says("/start")
    if simple:
        await sam.taps("Simple view")
        await sam.taps("2. I saw it happen")
        for _ in FAST[1:]:
            await sam.says("1")
        await sam.taps(next(each for each in sam.labels if each.endswith("I can find it")))
    else:
        await sam.taps("I saw it happen", *FAST[1:], "I can find it")
    await sam.says("/mine")
    await sam.taps(WEEK_OF, ADD)
    await sam.says("He came back.")
    await sam.taps("Keep it")
    assert [each.words for each in await added(sam)] == ["He came back."]
