"""In simple view every list of choices is numbered, on its buttons and in its text."""

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

COURSES, REPORTS, WEEK = "Courses to book", "My reports", "Week of 28 September 2026"
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
ON_BUTTONS_ALONE = {"a report"}
"""What may fill a whole message as it is."""


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
    """Tap what has these words after its number."""
    for label in labels:
        await phone.taps(next(each for each in phone.labels if each.endswith(f". {label}")))


def assert_numbered(screen: Message, *, listed: bool = True) -> None:
    labels = [button.text for row in screen.buttons for button in row]
    assert len(labels) > 1
    assert all(len(row) == 1 for row in screen.buttons)
    for number, label in enumerate(labels, 1):
        assert label.startswith(f"{number}. ")
    assert ("\n".join(labels) in screen.text) is listed


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_is_numbered(sam: Phone, name: str) -> None:
    await taps(sam, *LISTS[name])
    assert_numbered(sam.screen, listed=name not in ON_BUTTONS_ALONE)


@pytest.mark.parametrize("command", ["/site", "/mine", "/stop", "/privacy"])
async def test_a_list_that_did_not_arrive_comes_numbered_too(
    house: House, sam: Phone, command: str
) -> None:
    house.world.faults.next("sendMessage", 500, times=1)
    await sam.says(command)
    before = sam.screen.id
    await house.forward(timedelta(minutes=1))
    assert sam.screen.id != before
    assert_numbered(sam.screen)


async def test_what_is_asked_of_a_lead_is_numbered(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says(await link_for(house, KEEPER))
    assert_numbered(sam.screen)
    await taps(sam, "Accept")
    assert_numbered(sam.screen)
    await taps(sam, "Routes of your sites")
    assert_numbered(sam.screen)


async def test_what_is_asked_before_answers_are_deleted_is_numbered(house: House) -> None:
    kim = house.phone("Kim")
    await answered(kim)
    await kim.says("/start")
    await kim.taps("Simple view", "Delete my answers")
    assert_numbered(kim.screen)


async def test_whoever_types_to_a_report_may_type_its_numbers(sam: Phone) -> None:
    await taps(sam, *LISTS["to add to it"])
    assert "type a number" in sam.screen.text
    await sam.says("1")
    assert any(each.endswith(". Add to it") for each in sam.labels)
