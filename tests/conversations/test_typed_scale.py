"""A number that is typed under a scale from 0 to 10 answers it, for everybody, and only there."""

from datetime import timedelta

import pytest
from telegram import Update

from models.draft import Scale
from models.practice import Rating
from models.skill import Theme
from models.store import drafts, practice
from tests.conversations.made import EASE
from tests.conversations.phone import House, Phone

NUMBERS = range(11)


@pytest.fixture(params=["as it is", "simple"])
async def sam(house: House, request: pytest.FixtureRequest) -> Phone:
    """Somebody with a scale before them, once in simple view and once not."""
    sam = house.phone("Sam")
    if request.param == "simple":
        await sam.says("/start")
        await sam.taps("Simple view")
    await opens_the_scale(sam)
    return sam


async def opens_the_scale(sam: Phone) -> None:
    await sam.says("/skills")
    await sam.taps(EASE)
    assert "0 is not at all. 10 is very." in sam.screen.text


async def rating(sam: Phone) -> Rating | None:
    found = await sam.house.store.read(lambda tx: practice.of(tx, sam.person.id))
    return found.ratings.get(Theme.CALMING)


async def scale(sam: Phone) -> object:
    """Return what the next text is for; None as well where there is no draft."""
    draft = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    return draft and draft.typed_for


def typed(sam: Phone) -> list[str]:
    return [message.text for message in sam.messages if message.by != "bot"]


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_number_is_the_confidence_before_and_leaves_the_chat(
    sam: Phone, number: int
) -> None:
    await sam.says(f" {number} ")
    assert await rating(sam) == Rating(Theme.CALMING, number)
    assert f"Your confidence before: {number}." in sam.screen.text
    assert str(number) not in [text.strip() for text in typed(sam)]


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_number_is_the_confidence_after(sam: Phone, number: int) -> None:
    await sam.says("3")
    await sam.taps("How confident now?")
    await sam.says(str(number))
    assert await rating(sam) == Rating(Theme.CALMING, 3, number)
    assert f"Before: 3. Now: {number}." in sam.screen.text


@pytest.mark.parametrize("text", ["11", "-1", "3.5", "07", "²", "none", "3 or 4"])
async def test_what_is_on_no_scale_answers_none_and_the_scale_stays_open(
    sam: Phone, text: str
) -> None:
    await sam.says(text)
    assert await rating(sam) is None
    await sam.says("4")
    assert await rating(sam) == Rating(Theme.CALMING, 4)


async def test_to_skip_can_be_typed_as_well(sam: Phone) -> None:
    await sam.says("skip")
    assert "How confident now?" not in sam.labels
    assert await rating(sam) is None
    assert await scale(sam) is None


@pytest.mark.promise("P61")
@pytest.mark.parametrize("way", ["answered", "skipped", "/skills", "/start", "/support"])
async def test_nothing_is_noted_any_more_once_another_screen_is_open(sam: Phone, way: str) -> None:
    assert await scale(sam) == Scale(Theme.CALMING, "before")
    if way == "skipped":
        await sam.taps("Skip")
    else:
        await sam.says("5" if way == "answered" else way)
    assert await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None
    kept = await rating(sam)
    await sam.says("7")
    assert await rating(sam) == kept


async def test_a_log_that_waits_is_not_answered(sam: Phone) -> None:
    await sam.says("/start")
    await sam.forges("home:me")
    draft = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert draft is not None
    await opens_the_scale(sam)
    await sam.says("1")
    after = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    assert await rating(sam) == Rating(Theme.CALMING, 1)
    assert after is not None
    assert (after.id, after.revision, after.answers) == (draft.id, draft.revision, draft.answers)


async def test_the_card_of_a_log_takes_numbers_again_when_it_is_tapped(house: House) -> None:
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("Simple view")
    await kim.says("1")
    card = kim.screen.id
    await opens_the_scale(kim)
    await house.world.tap(kim.person, card, "1. Yes")
    await house.settle()
    assert "1. Shouted, swore or insulted" in kim.screen.text
    await kim.says("1")
    assert await rating(kim) is None
    draft = await house.store.read(lambda tx: drafts.load(tx, kim.person.id))
    assert draft is not None
    assert draft.answers["what"] == ("verbal",)


async def test_a_log_that_is_begun_by_its_name_takes_the_numbers(house: House) -> None:
    kim = house.phone("Kim")
    await opens_the_scale(kim)
    await kim.says("It happened to me")
    assert "Are you safe now?" in kim.screen.text
    assert await scale(kim) is None


async def test_a_scale_that_did_not_arrive_comes_again_and_is_what_a_number_answers(
    house: House, sam: Phone
) -> None:
    await sam.taps("Skip", "Back")
    house.world.faults.next("editMessageText", 500, times=1)
    await sam.taps(EASE)
    await house.forward(timedelta(minutes=1))
    assert "0 is not at all. 10 is very." in sam.screen.text
    await sam.says("6")
    assert await rating(sam) == Rating(Theme.CALMING, 6)


async def test_a_number_that_telegram_delivers_again_answers_once(
    house: House, sam: Phone
) -> None:
    await house.world.send(sam.person, "2")
    [raw] = house.world.take_updates()
    for _ in range(2):
        await house.app.process_update(Update.de_json(raw, house.app.bot))
    assert await rating(sam) == Rating(Theme.CALMING, 2)
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


async def test_simple_view_says_that_a_number_can_be_typed(house: House) -> None:
    kim = house.phone("Kim")
    await opens_the_scale(kim)
    assert "You can also type a number." not in kim.screen.text
    await kim.says("/start")
    await kim.taps("Simple view")
    await opens_the_scale(kim)
    assert kim.screen.text.endswith("You can also type a number.")
