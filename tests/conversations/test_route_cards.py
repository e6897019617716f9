"""What a list of routes and a card of one say: the truth about hours, and ways to reach it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messages.words import label
from models.store import routes
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import (
    BANK_HOLIDAY_NIGHT,
    MORE,
    TALK,
    TUESDAY_NOON,
    WORK,
    routes_shown,
    stocked,
)

pytestmark = pytest.mark.usefixtures("joined")


@pytest.fixture
async def night_sam(tmp_path: Path) -> AsyncIterator[Phone]:
    house = await House.build(sqlite_url(tmp_path / "night"), start=BANK_HOLIDAY_NIGHT)
    await stocked(house)
    phone = house.phone("Sam")
    await phone.says("/start pebblewick-general")
    yield phone
    await house.close()


async def test_noon_on_a_tuesday_says_until_when_a_line_is_open(sam: Phone) -> None:
    assert sam.house.world.now() == TUESDAY_NOON
    await sam.says("/support")
    await sam.taps(WORK)
    assert "Open now, until 5pm" in sam.screen.text
    assert "Opens" not in sam.screen.text


async def test_at_3am_on_a_bank_holiday_nothing_closed_is_shown_as_open(night_sam: Phone) -> None:
    await night_sam.says("/support")
    await night_sam.taps(WORK)
    assert any(route.hours == "24/7" for route in await routes_shown(night_sam))
    told = night_sam.screen.text
    while MORE in night_sam.labels:
        await night_sam.taps(MORE)
        told += f"\n\n{night_sam.screen.text}"
    guardian = told.split("Freedom to Speak Up Guardian (example)")[1].split("\n\n")[0]
    assert "Opens tomorrow 9am. Open now: Samaritans" in guardian
    assert "Acas helpline" in told
    acas = told.split("Acas helpline")[1].split("\n\n")[0]
    assert "Opens tomorrow 8am. Open now: Samaritans" in acas


async def test_legal_help_at_3am_says_when_it_opens_and_then_who_talks_now(
    night_sam: Phone,
) -> None:
    await night_sam.says("/start")
    await night_sam.taps(*FAST, "I can find it", label("aid", "legal"))
    told = night_sam.screen.text.split("\n\n")
    assert told[0].splitlines() == [label("aid", "legal"), label("routes", "union")]
    said = ["Opens tomorrow 9am", "Opens tomorrow 8am", "Opens tomorrow 9am", "Open day and night"]
    for opens, route in zip(said, told[1:], strict=True):
        assert opens in route
    assert night_sam.labels[1] == "Acas helpline"


async def test_what_is_open_instead_is_not_the_police_unless_nobody_else_is(
    night_sam: Phone,
) -> None:
    await night_sam.says("/start")
    await night_sam.taps(*FAST, "I can find it", label("aid", "official"))
    assert "Freedom to Speak Up Guardian" in night_sam.labels
    assert "101 (police, not an emergency)" in night_sam.labels
    assert "Open now: Samaritans" in night_sam.screen.text
    assert "Open now: 101" not in night_sam.screen.text


async def test_hours_that_nobody_knows_say_check_the_website(sam: Phone) -> None:
    held = {route.id: route for route in await sam.house.store.read(routes.all_routes)}
    await sam.says("/support")
    await sam.taps(WORK)
    while not any(not r.hours and r.link for r in await routes_shown(sam)):
        await sam.taps(MORE)
    unknown = next(r for r in await routes_shown(sam) if not r.hours and r.link)
    told = sam.screen.text.split(held[unknown.id].name, 1)[1]
    assert "Hours: check the website" in told.split("\n\n")[0]


async def test_a_card_tells_everything_and_opens_and_copies(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(TALK, "Samaritans")
    buttons = {b.text: b for row in sam.screen.buttons for b in row}
    assert (buttons["Copy number"].kind, buttons["Copy number"].value) == ("copy", "116 123")
    assert buttons["Website"].kind == "url"
    assert buttons["Website"].value.startswith("https://www.samaritans.org")
    for words in ("Open day and night", "Phone: 116 123", "jo@samaritans.org", "Cost: free"):
        assert words in sam.screen.text
    assert not sam.screen.preview
    assert "Tap to call" not in sam.screen.text  # 116 123 works with no country before it
    await sam.taps(label("routes", "back_to_list"))
    assert "Samaritans" in sam.labels


async def test_a_number_that_has_one_stands_with_its_country_to_tap(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(label("support", "sexual"), "Rape Crisis England & Wales, 24/7 support line")
    assert "Phone: 0808 500 2222\nTap to call: +44 808 500 2222" in sam.screen.text
    assert 'href="tel:+448085002222"' in sam.screen.html


async def test_an_extension_is_marked_and_so_is_an_example(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(TALK)
    assert "Staff counselling line (example)" in sam.screen.text
    assert "(from a hospital phone)" in sam.screen.text
    await sam.taps("Staff counselling line")
    assert "Staff counselling line (example)" in sam.screen.text


async def test_a_text_number_stands_with_its_word_and_can_be_copied(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(TALK)
    while "Shout" not in sam.labels:
        await sam.taps(MORE)
    assert "Text SHOUT to 85258" in sam.screen.text
    await sam.taps("Shout")
    copies = [b.value for row in sam.screen.buttons for b in row if b.kind == "copy"]
    assert copies == ["85258"]
