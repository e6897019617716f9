"""Support at any hour: two taps from home to a few routes that fit, with the truth about hours."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.sandbox.faults import Status
from handlers.place import ANY_TIME
from messages.words import label
from models.choosing import PAGE
from models.store import routes
from models.store.doors import Tx
from models.tables import enrolment
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import (
    BANK_HOLIDAY_NIGHT,
    TUESDAY_NOON,
    places,
    routes_shown,
    stocked,
)

TALK = label("support", "talk")
WORK = label("support", "work")
FAILED = label("routes", "did_not_work")
MORE = label("routes", "more")


@pytest.fixture
async def sam(house: House) -> Phone:
    await stocked(house)
    phone = house.phone("Sam")
    await phone.says("/start pebblewick-general")
    return phone


@pytest.fixture
async def night_sam(tmp_path: Path) -> AsyncIterator[Phone]:
    house = await House.build(sqlite_url(tmp_path / "night"), start=BANK_HOLIDAY_NIGHT)
    await stocked(house)
    phone = house.phone("Sam")
    await phone.says("/start pebblewick-general")
    yield phone
    await house.close()


async def test_two_taps_lead_from_home_to_at_most_four_routes(sam: Phone) -> None:
    for need in ANY_TIME[:-1]:
        await sam.says("/start")
        await sam.taps("Support", label("support", need))
        shown = await routes_shown(sam)
        assert 0 < len(shown) <= PAGE
        for route in shown:
            assert route.name in sam.screen.text
            assert route.purpose in sam.screen.text
            assert route.who_for in sam.screen.text
            assert not route.phone or f"Phone: {route.phone}" in sam.screen.text
        assert "Need help now" in sam.labels


async def test_the_command_leads_there_too_and_the_needs_are_eight_at_most(sam: Phone) -> None:
    await sam.says("/support")
    assert len(places(sam)) == len(ANY_TIME) <= 8
    assert "116 123" in sam.screen.text
    assert "Pebblewick General Hospital (example)" in sam.screen.text
    await sam.taps(TALK)
    assert await routes_shown(sam)


async def test_for_my_job_asks_the_role_and_shows_what_is_for_it(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(label("support", "job"))
    assert len(places(sam)) <= 9
    await sam.taps(label("report/role", "others"), label("report/role", "student"))
    assert await routes_shown(sam)
    await sam.taps("Back", label("report/role", "ambulance"))
    pages = [route.id for route in await routes_shown(sam)]
    assert "ambulance_crisis_line" in pages
    while MORE in sam.labels:
        await sam.taps(MORE)
        pages += [route.id for route in await routes_shown(sam)]
    assert "rcn" not in pages
    assert "bma_wellbeing" not in pages
    while TALK not in sam.labels:
        await sam.taps("Back")


async def test_show_more_turns_pages_without_repeating_and_back_turns_back(sam: Phone) -> None:
    await sam.says("/support")
    await sam.taps(TALK)
    first = await routes_shown(sam)
    seen = list(first)
    turned = 0
    while MORE in sam.labels:
        await sam.taps(MORE)
        turned += 1
        seen += await routes_shown(sam)
    assert turned
    assert len({route.id for route in seen}) == len(seen)
    for _ in range(turned):
        await sam.taps("Back")
    assert await routes_shown(sam) == first
    await sam.taps("Back")
    assert WORK in sam.labels


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


async def test_this_did_not_work_is_counted_once_an_update_and_shows_what_is_open(
    house: House, sam: Phone
) -> None:
    await sam.says("/support")
    await sam.taps(TALK, "Samaritans", FAILED)
    assert "Thank you" in sam.screen.text
    shown = await routes_shown(sam)
    assert shown
    assert "samaritans" not in {route.id for route in shown}
    for _ in range(3):
        house.world.redeliver(max(house.world.updates))
        await house.settle()
    (counted,) = await house.store.read(routes.failures)
    assert (counted.route, counted.month, counted.count) == ("samaritans", "2026-11", 1)
    await sam.taps(label("routes", "back_to_list"))
    assert "Samaritans" in sam.labels


@pytest.mark.promise("P17")
async def test_what_did_not_work_is_counted_in_a_transaction_that_writes_nothing_of_the_person(
    house: House, sam: Phone
) -> None:
    def mine(tx: Tx) -> list[object]:
        return list(tx.connection.execute(select(enrolment.c.month)).scalars())

    await sam.says("/support")
    await sam.taps(TALK, "Samaritans")
    house.world.forward(timedelta(days=14))
    await sam.taps(FAILED)
    (counted,) = await house.store.read(routes.failures)
    assert counted.month == "2026-12"
    assert await house.store.read(mine) == ["2026-11"]
    await sam.taps(label("routes", "back_to_list"))
    assert await house.store.read(mine) == ["2026-12"]


async def test_another_sites_route_is_neither_listed_nor_opened_by_a_forged_button(
    house: House, sam: Phone
) -> None:
    await sam.says("/support")
    await sam.taps(TALK)
    for route in ("thistledown_counselling", "tell_mama", "no_such_route"):
        await sam.forges(f"s:talk:::{route}")
        assert sam.toast == label("routes", "gone")
        await sam.forges(f"s:talk:::{route}:x")
        assert "6620" not in sam.screen.text
        assert "01632 960 121" not in sam.screen.text
    assert await house.store.read(routes.failures) == ()


@pytest.mark.parametrize(
    "data",
    [
        "s:nowhere",
        "s:note",
        "a:sexual",
        "s:talk:!!",
        "s:talk:zzzzzzzzz",
        "s:talk::999",
        "s:talk::-1",
        "s:talk::m",
        "s:talk:::../../etc",
        "s:talk:::samaritans:y",
        "s:talk::::x",
        "s:::samaritans",
        "s:talk:::samaritans:x:x:x",
        "s:\N{SUPERSCRIPT TWO}",
        "s:talk::\N{ARABIC-INDIC DIGIT ONE}",
        "a:::::::::",
        "s:" + "t" * 60,
    ],
)
async def test_a_forged_button_shows_a_list_or_says_so_and_counts_nothing(
    house: House, sam: Phone, data: str
) -> None:
    await sam.says("/support")
    await sam.forges(data)
    assert "Need help now" in sam.labels
    assert await house.store.read(routes.failures) == ()


async def test_in_simple_view_lists_come_one_to_a_row(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.taps("3. Support")
    assert sam.labels[0] == TALK
    assert label("report/card", "numbers") not in sam.screen.text
    await sam.taps(sam.labels[0])
    assert all(len(row) == 1 for row in sam.screen.buttons)


async def test_without_a_site_there_are_routes_for_everyone(house: House) -> None:
    await stocked(house)
    kim = house.phone("Kim")
    await kim.says("/support")
    await kim.taps(TALK)
    shown = await routes_shown(kim)
    assert shown
    assert not any(route.site for route in shown)


@pytest.mark.parametrize("method", ["sendMessage", "answerCallbackQuery"])
@pytest.mark.parametrize("status", [429, 500, "half", "silent"])
async def test_support_that_did_not_arrive_comes_later(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch, method: str, status: Status
) -> None:
    house.world.faults.next(method, status, times=1)
    with monkeypatch.context() as hurried:
        hurried.setattr("handlers.chat.REPLY_SECONDS", 0.05)
        if method == "sendMessage":
            await sam.says("/support")
        else:
            await sam.taps("Support")
    await house.forward(timedelta(seconds=60))
    assert TALK in sam.labels
    assert "Pebblewick General Hospital (example)" in sam.screen.text


async def test_a_card_that_cannot_be_edited_any_more_is_sent_anew(
    house: House, sam: Phone
) -> None:
    await sam.says("/support")
    before = sam.screen.id
    gone = {"description": "Bad Request: message can't be edited"}
    house.world.faults.next("editMessageText", 400, **gone)  # type: ignore[arg-type]
    await sam.taps(TALK)
    assert sam.screen.id != before
    assert await routes_shown(sam)
