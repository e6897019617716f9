"""A typed number is the number of the screen that is open, never of a card left behind."""

import re

import pytest

from handlers.buttons import PRESSES
from handlers.context import ON_THE_CARD
from models.store import drafts, enrolments
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone

OPENING = {"home": "home:start", "a": "a:talk"}
"""What opens a screen, where the beginning alone is no button of ours."""
NO_SCREEN = {"wish", "check", "promises"}
"""Of these the beginning opens none, or what it opens follows one that does."""


@pytest.fixture
async def sam(house: House) -> Phone:
    """Somebody with a whole log before them, in simple view."""
    sam = house.phone("Sam")
    await sam.says("/start")
    await sam.taps("Simple view")
    for number in "1111112":
        await sam.says(number)
    assert "3. Do not keep it" in sam.labels
    return sam


@pytest.mark.parametrize("command", ["/support", "/mine", "/site", "/privacy", "/stop", "/start"])
@pytest.mark.parametrize("number", "1234")
async def test_a_number_under_another_screen_ends_no_log(
    sam: Phone, command: str, number: str
) -> None:
    await sam.says(command)
    await sam.says(number)
    await sam.says("/start")
    assert "1. Carry on" in sam.labels
    await sam.says("1")
    assert sam.screen.text.startswith("Here is what you have logged")
    assert "3. Do not keep it" in sam.labels


@pytest.mark.parametrize("prefix", [*sorted(set(PRESSES) - ON_THE_CARD - NO_SCREEN)])
async def test_a_number_under_a_screen_that_a_button_opened_ends_no_log(
    sam: Phone, prefix: str
) -> None:
    """An old button may open any of them over the card, for whoever may see it."""
    await sam.forges(OPENING.get(prefix, f"{prefix}:"))
    await sam.says("3")
    kept = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert kept is not None
    assert kept.answers["what"] == ("verbal",)


async def test_the_card_left_behind_still_takes_its_own_buttons(sam: Phone) -> None:
    await sam.says("/support")
    review = next(m for m in reversed(sam.messages) if m.text.startswith("Here is what"))
    await sam.house.world.tap(sam.person, review.id, "1. I can find it")
    await sam.house.settle()
    assert "Nobody at work has been told." in sam.screen.text


async def test_a_number_on_the_first_screen_is_the_first_screens(house: House) -> None:
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("Simple view")
    for number in "11":
        await kim.says(number)
    await kim.says("/start")
    assert "2. Support" in kim.labels
    await kim.says("2")
    assert "What would you like support with?" in kim.screen.text


@pytest.mark.parametrize("typed", ["Support", "support", "3. Support"])
async def test_in_simple_view_the_words_of_a_button_can_be_typed_as_well(
    house: House, typed: str
) -> None:
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("Simple view")
    assert "3. Support" in kim.labels
    await kim.says(typed)
    assert "What would you like support with?" in kim.screen.text


async def test_a_witness_who_answered_nothing_can_still_begin_their_own_log(house: House) -> None:
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("I saw it happen")
    await kim.says("/start")
    await kim.taps(FAST[0])
    assert "Are you safe now?" in kim.screen.text


@pytest.mark.parametrize("number", "123456")
@pytest.mark.parametrize("command", ["/start", "/skills"])
async def test_who_sees_no_numbers_means_no_button_by_one(
    house: House, command: str, number: str
) -> None:
    kim = house.phone("Kim")
    await kim.says(command)
    await kim.says(number)
    assert "Nothing of it is kept" in kim.screen.text
    assert await house.store.read(lambda tx: enrolments.of(tx, kim.person.id)) is None
    assert await house.store.read(lambda tx: drafts.load(tx, kim.person.id)) is None


@pytest.mark.parametrize("number", ["0", "14", "99", "123"])
async def test_a_number_that_is_not_on_the_list_is_said_to_be_none_and_no_words(
    sam: Phone, number: str
) -> None:
    await sam.says(number)
    assert (
        "I cannot tell which button that number means, so I took it out of the chat."
        in sam.screen.text
    )
    assert "own words" not in sam.screen.text
    assert not any(m.text == number for m in sam.messages)
    await sam.taps("Carry on")
    assert "3. Do not keep it" in sam.labels


async def test_where_own_words_are_asked_for_a_number_is_words(sam: Phone) -> None:
    await sam.taps(next(each for each in sam.labels if each.endswith("Add more")))
    await sam.taps(next(each for each in sam.labels if each.endswith("In my own words")))
    await sam.says("99")
    assert "Keep this?" in sam.screen.text


async def test_what_no_number_is_typed_for_shows_none_that_means_something_else(
    sam: Phone,
) -> None:
    """The 2 of "No, remove it" answered the question above; 1 after a log began the next one."""

    def numbers() -> list[str]:
        shown = (*sam.labels, *sam.screen.text.splitlines())
        return [each for each in shown if re.match(r"\d+\. ", each)]

    await sam.says("He shouted at Jo Bloggs.")
    assert sam.labels[:2] == ["Use it", "No, remove it"]
    assert numbers() == []
    await sam.taps("No, remove it", "1. I can find it")
    assert "What would help now?" in sam.screen.text
    assert numbers() == []
    assert all(len(row) == 1 for row in sam.screen.buttons)
    for said in ("/support", "/skills", "/checkins"):
        await sam.says(said)
        assert numbers() == []
        assert all(len(row) == 1 for row in sam.screen.buttons)
