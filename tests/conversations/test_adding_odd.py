"""Adding, when something is odd: double taps, lost replies, other screens, an open report."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from telegram.error import NetworkError

from messages.words import label
from models.store import drafts, incidents
from tests.conversations.adding import ADD, WEEK_OF, added, keeping_one
from tests.conversations.kept import has_draft
from tests.conversations.made import FAST
from tests.conversations.own_words import SHOWN, TYPED, typed_in
from tests.conversations.phone import House, Phone


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
    await kept.says("A man threw a cup.")
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


async def test_what_is_not_decided_about_within_a_day_is_taken_out_of_the_chat(
    house: House, kept: Phone
) -> None:
    await kept.says(TYPED)
    await house.forward(timedelta(hours=25))
    assert not any(SHOWN in m.text for m in kept.messages)
    assert await added(kept) == ()
    assert not await has_draft(kept)
