"""Adding to a report that is kept: checked as own words are, sealed apart, dated by the week."""

from datetime import timedelta
from pathlib import Path

import pytest

from messages.words import label
from models.incident import Addition
from models.own_words import MOST
from models.packs import Pack
from models.store import incidents
from tests.conversations.adding import ADD, WEEK_OF, added, keeping_one
from tests.conversations.copying import PDF, file_of, files_in, read
from tests.conversations.danger import CARE, DANGER
from tests.conversations.kept import has_draft
from tests.conversations.made import FAST
from tests.conversations.own_words import SHOWN, TYPED, typed_in
from tests.conversations.phone import House, Phone
from tests.store.made import WEEK


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
    for data in ("mine:one:x:1", f"{kept.data(ADD).replace('add', 'one')}:99", "mine:page::99"):
        await kept.forges(data)
        assert "Need help now" in kept.labels


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


@pytest.mark.promise("P42")
async def test_somebody_else_adds_nothing_whatever_they_send(house: House, kept: Phone) -> None:
    mallory = house.phone("Mallory")
    await keeping_one(mallory)
    ((mine, _),) = await house.store.read(lambda tx: incidents.mine(tx, kept.person.id))
    await mallory.forges(f"mine:add:{mine}")
    assert "My reports" in mallory.screen.text
    await mallory.taps(WEEK_OF, ADD)
    await mallory.says("He came back.")
    own = mallory.data("Keep it")
    for data in (f"{own[: own.rindex(':')]}:{mine}", f"{own}:x", own.replace(":t:", ":u:")):
        await mallory.forges(data)
        assert await added(kept) == await added(mallory) == ()
    await kept.forges(own)
    assert "Nothing of this was kept" in kept.screen.text
    assert await added(kept) == ()


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
