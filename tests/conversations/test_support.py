"""Support at any hour: two taps from home to a few routes that fit."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.sandbox.faults import Status
from handlers.place import ANY_TIME
from messages.words import label
from models.choosing import PAGE
from models.store import routes
from models.store.doors import Tx
from models.tables import enrolment
from models.tables import route as table
from tests.conversations.phone import House, Phone
from tests.conversations.stock import (
    FAILED,
    MORE,
    TALK,
    WORK,
    places,
    routes_shown,
)

pytestmark = pytest.mark.usefixtures("joined")


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


async def test_each_card_counts_this_did_not_work_once_however_often_it_is_tapped(
    house: House, sam: Phone
) -> None:
    async def count() -> int:
        (counted,) = await house.store.read(routes.failures)
        return counted.count

    await sam.says("/support")
    await sam.taps(TALK, "Samaritans")
    data = sam.data(FAILED)
    for _ in range(2):  # before the first one has been answered
        await house.world.tap(sam.person, sam.screen.id, FAILED)
    await house.settle()
    assert await count() == 1
    house.world.forward(timedelta(hours=47))
    await sam.forges(data)  # an old copy of the card, on another phone
    assert "Thank you" in sam.screen.text
    assert await count() == 1
    await sam.taps(label("routes", "back_to_list"), "Samaritans", FAILED)
    assert await count() == 2


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
        await sam.forges(f"s:talk:::{route}:word")
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
        "s:talk:::samaritans:x",
        "s:talk::::word",
        "s:::samaritans",
        "s:talk:::samaritans:word:word:word",
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


async def test_nobody_waits_for_the_routes_of_other_sites(house: House, sam: Phone) -> None:
    def spoil(tx: Tx) -> None:
        others = update(table).where(table.c.site.not_in(("", "pebblewick")))
        assert tx.connection.execute(others.values(kind="no such kind")).rowcount

    await house.store.write(spoil)  # so that to read one of them fails
    await sam.says("/support")
    await sam.taps(TALK, "Samaritans", label("routes", "back_to_list"))
    await sam.says("/start")
    await sam.taps("More", label("more", "courses"))
    assert "Courses to book" in sam.screen.text


async def test_without_a_site_there_are_routes_for_everyone(house: House) -> None:
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
