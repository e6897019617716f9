"""In simple view every choice has a row of its own, and a number where one can be typed."""

from datetime import timedelta

import pytest

from bot.sandbox.shapes import Message
from models.store import incidents, sites
from tests.conversations.checking import answered
from tests.conversations.leading import KEEPER, link_for
from tests.conversations.made import HILL
from tests.conversations.phone import House, Phone
from tests.conversations.stock import stocked
from tests.store.counted import LOGGED

COURSES, REPORTS, WEEK = "Courses to book", "My reports", "Week of 28 September 2026, 1 of 2"
LISTS = {
    "more": ("More",),
    "privacy": ("More", "Privacy"),
    "sites": ("More", "My site"),
    "reports": ("More", REPORTS),
    "a report": ("More", REPORTS, WEEK),
    "to add to it": ("More", REPORTS, WEEK, "Add to it"),
    "whether to delete it": ("More", REPORTS, WEEK, "Delete this report"),
    "whether to delete all": ("More", REPORTS, "Delete all reports"),
    "copies": ("More", REPORTS, WEEK, "Copy"),
    "courses": ("More", COURSES),
    "to recommend": ("More", COURSES, "Tell a colleague"),
    "whether to stop": ("More", "Stop and erase"),
}
TYPED = {"to add to it"}
"""What a number can be typed for, beside the card and the first screen."""


@pytest.fixture
async def sam(house: House) -> Phone:
    """Somebody with 2 reports, who has chosen simple view."""
    await stocked(house)
    sam = house.phone("Sam")
    for _ in range(2):
        await house.store.write(lambda tx: incidents.file(tx, sam.person.id, LOGGED))
    await sam.says("/start pebblewick-general")
    await sam.taps("Simple view")
    return sam


async def taps(phone: Phone, *labels: str) -> None:
    """Tap what has these words, after its number if it has one."""
    for label in labels:
        await phone.taps(next(each for each in phone.labels if said_by(each) == label))


def said_by(label: str) -> str:
    number, _, words = label.partition(". ")
    return words if number.isdecimal() else label


def assert_simple(screen: Message, *, typed: bool = False) -> None:
    labels = [button.text for row in screen.buttons for button in row]
    assert len(labels) > 1
    assert all(len(row) == 1 for row in screen.buttons)
    for number, label in enumerate(labels, 1):
        assert label.startswith(f"{number}. ") is typed


@pytest.mark.parametrize("name", LISTS)
async def test_each_choice_has_a_row(sam: Phone, name: str) -> None:
    await taps(sam, *LISTS[name])
    assert_simple(sam.screen, typed=name in TYPED)


@pytest.mark.parametrize("command", ["/site", "/mine", "/stop", "/privacy"])
async def test_a_list_that_did_not_arrive_comes_simple_too(
    house: House, sam: Phone, command: str
) -> None:
    house.world.faults.next("sendMessage", 500, times=1)
    await sam.says(command)
    before = sam.screen.id
    await house.forward(timedelta(minutes=1))
    assert sam.screen.id != before
    assert_simple(sam.screen)


async def test_what_is_asked_of_a_lead_is_simple(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says(await link_for(house, KEEPER))
    assert_simple(sam.screen)
    await taps(sam, "Accept")
    assert_simple(sam.screen)
    await taps(sam, "Routes of your sites")
    assert_simple(sam.screen)


async def test_what_is_asked_before_answers_are_deleted_is_simple(house: House) -> None:
    kim = house.phone("Kim")
    await answered(kim)
    await kim.says("/start")
    await kim.taps("Simple view", "Delete my answers")
    assert_simple(kim.screen)


async def test_whoever_types_to_a_report_may_type_its_numbers(sam: Phone) -> None:
    await taps(sam, *LISTS["to add to it"])
    assert "type a number" in sam.screen.text
    await sam.says("1")
    assert "Add to it" in sam.labels
