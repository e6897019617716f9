"""Confidence before and after a theme: the same words, the person's own change, kept sealed."""

from datetime import date, timedelta

import pytest
from telegram import Update

from handlers.catalogue import words_of
from messages.words import label
from models.practice import Rating, Worth
from models.report import Role
from models.skill import Theme
from models.store import practice, ratings
from models.store.doors import Tx
from models.store.ratings import Counted
from models.tables import metadata
from tests.conversations.made import EASE, rated
from tests.conversations.phone import House, Phone

QUESTION = "How confident do you feel to ease a tense moment?"
MONDAY = date(2026, 11, 23)


async def kept(phone: Phone) -> dict[Theme, Rating]:
    found = await phone.house.store.read(lambda tx: practice.of(tx, phone.person.id))
    return dict(found.ratings)


async def counted(house: House) -> list[Counted]:
    """Let the night pass, and return what counts."""
    await house.forward(timedelta(days=1))
    found = await house.store.read(lambda tx: list(ratings.sums(tx)))
    return [each for each, count in found for _ in range(count)]


async def test_the_same_words_are_asked_before_and_after_and_the_change_is_shown(
    sam: Phone,
) -> None:
    await sam.says("/skills")
    await sam.taps(EASE)
    assert QUESTION in sam.screen.text
    assert "Your number is shown to nobody but you." in sam.screen.text
    assert sam.labels == [*(str(number) for number in range(11)), "Skip", "Need help now"]
    before = sam.screen.text.partition("\n\n")[2].partition("\n\n")[0]
    await sam.taps("3")
    assert "Your confidence before: 3." in sam.screen.text
    await sam.taps("How confident now?")
    assert sam.screen.text.partition("\n\n")[2] == before
    await sam.taps("6")
    assert "Before: 3. Now: 6." in sam.screen.text
    assert "Was this worth your time?" in sam.screen.text
    await sam.taps("Yes", "No, do not count it")
    assert "Your confidence: 3 before, 6 now." in sam.screen.text
    assert await kept(sam) == {Theme.CALMING: Rating(Theme.CALMING, 3, 6, asked=True)}


@pytest.mark.parametrize("theme", Theme)
async def test_every_theme_asks_in_its_own_words(sam: Phone, theme: Theme) -> None:
    await sam.says("/skills")
    await sam.taps(label(words_of(theme), "title"))
    assert label(words_of(theme), "confident") in sam.screen.text


async def test_to_skip_keeps_nothing_and_is_asked_again_only_when_the_theme_is_opened(
    sam: Phone,
) -> None:
    await sam.says("/skills")
    await sam.taps(EASE, "Skip")
    assert "How confident now?" not in sam.labels
    assert await kept(sam) == {}


async def test_a_number_that_went_down_is_met_kindly(sam: Phone) -> None:
    await rated(sam, "7", "5")
    assert "A lower number is fine." in sam.screen.text


async def test_somebody_can_rate_again_and_the_first_number_stays(sam: Phone) -> None:
    await rated(sam)
    await sam.taps("Skip", "No, do not count it", "How confident now?", "9")
    assert await kept(sam) == {Theme.CALMING: Rating(Theme.CALMING, 3, 9, asked=True)}


async def test_nothing_counts_unless_somebody_says_so(house: House, sam: Phone) -> None:
    await rated(sam)
    assert await counted(house) == []
    await rated_and(sam, "Skip", "No, do not count it")
    assert sam.toast == "All right. It does not count."
    assert await counted(house) == []


async def rated_and(sam: Phone, *more: str) -> None:
    await sam.says("/skills")
    await sam.taps(EASE, "How confident now?", "6", *more)


async def test_it_counts_with_a_role_group_or_without_and_once(house: House, sam: Phone) -> None:
    await rated(sam)
    await sam.taps("Partly", "Yes, with my role group", "Nurse or midwife")
    assert sam.toast == "Thank you. It counts from tomorrow."
    await sam.forges("skill:count:calming:yes:doctor")
    rhys = house.phone("Rhys")
    await rated(rhys, "0", "10")
    await rhys.taps("Skip", "Yes, with no role")
    found = await counted(house)
    assert sorted(found, key=lambda each: each.before) == [
        Counted(MONDAY, Theme.CALMING, None, 0, 10, None),
        Counted(MONDAY, Theme.CALMING, Role.NURSE, 3, 6, Worth.PARTLY),
    ]


async def test_a_role_group_of_the_second_page_can_be_given(house: House, sam: Phone) -> None:
    await rated(sam)
    await sam.taps("No", "Yes, with my role group", label("report/role", "others"), "Manager")
    assert [each.role for each in await counted(house)] == [Role.MANAGER]


async def test_a_tap_that_telegram_delivers_again_counts_once(house: House, sam: Phone) -> None:
    await rated(sam)
    await sam.taps("Yes")
    await house.world.tap(sam.person, sam.screen.id, "Yes, with no role")
    [raw] = house.world.take_updates()
    for _ in range(2):
        await house.app.process_update(Update.de_json(raw, house.app.bot))
    assert len(await counted(house)) == 1


async def test_somebody_can_erase_their_numbers_of_a_theme_alone(sam: Phone) -> None:
    await rated(sam)
    await sam.says("/skills")
    await sam.taps("Look after yourself", "5", "Back", EASE, "Erase my numbers")
    assert sam.toast == "Your numbers are erased."
    assert "Your confidence" not in sam.screen.text
    assert list(await kept(sam)) == [Theme.WELLBEING]


@pytest.mark.promise("P60")
async def test_a_confidence_goes_with_stop_and_nobody_elses(house: House, sam: Phone) -> None:
    rhys = house.phone("Rhys")
    for phone in (sam, rhys):
        await rated(phone)
    await sam.says("/stop")
    assert f"Your confidence, {EASE}: 3 before, 6 now." in sam.screen.text
    await sam.taps("Yes, erase it all")
    assert await kept(sam) == {}
    assert len(await kept(rhys)) == 1


@pytest.mark.promise("P60")
async def test_a_confidence_is_gone_after_180_days(house: House, sam: Phone) -> None:
    await rated(sam)
    await house.forward(timedelta(days=178))
    assert len(await kept(sam)) == 1
    await house.forward(timedelta(days=8))
    assert await kept(sam) == {}
    assert await house.store.read(_rows) == 0


def _rows(tx: Tx) -> int:
    return len(tx.connection.execute(metadata.tables["practice"].select()).all())


@pytest.mark.promise("P60")
async def test_nobody_else_in_the_chat_sees_it(house: House, sam: Phone) -> None:
    await rated(sam)
    rhys = house.phone("Rhys")
    await rhys.says("/skills")
    await rhys.taps(EASE)
    assert QUESTION in rhys.screen.text
    await rhys.forges("skill:open:calming")
    assert "Your confidence" not in rhys.screen.text
