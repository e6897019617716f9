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


@pytest.fixture
def sam(house: House) -> Phone:
    return house.phone("Sam")


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
    for said in ("/start hill-code", "/site", "/support"):
        await sam.says(said)
        assert sam.screen.text.count(example.name) == sam.screen.text.count(MARKED), said
        named += sam.screen.text.count(MARKED)
    assert named == 3
    await sam.says("/help")
    assert f"{HILL.security} (example)" in sam.screen.text


async def test_the_site_screen_names_all_that_joining_keeps(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await sam.says("/site")
    assert set(ENROLLED) == set(enrolment.columns.keys())
    for called in ENROLLED.values():
        assert called in sam.screen.text
