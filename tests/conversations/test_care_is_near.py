"""The care card is at most one tap from every screen: a search visits every screen there is."""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.book import checkin_screens, skill_screens
from bot.book.walking import Walk, places
from bot.sandbox.shapes import Message
from handlers.place import Place
from handlers.support import without_store
from handlers.trouble import busy_screen, sorry_screen
from messages.screen import Screen
from messages.words import label
from models.asked import Facts
from models.draft import new_draft
from models.report import FLOWS, Ground, What, Who
from models.store import sites
from tests.conversations.danger import HEARD
from tests.conversations.made import FAST, HILL, VALE
from tests.conversations.own_words import TITLE
from tests.conversations.phone import LONDON, House, Phone
from tests.conversations.stock import shelf_of, stocked

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def is_near(screen: Screen) -> bool:
    return "116 123" in screen.text or any(b.data == "help" for b in screen.buttons)


@pytest.mark.parametrize("words", ["", "He shouted."])
@pytest.mark.parametrize("flow", FLOWS)
def test_every_screen_of_a_flow_has_need_help_now(flow: str, words: str) -> None:
    start = replace(new_draft(1, flow, NOW), words=words)
    shown = [screen for _, screen in Walk(HILL, NOW, LONDON).screens(start)]
    assert len(shown) > 60, len(shown)
    assert all(map(is_near, shown))


async def test_every_other_screen_has_it_too(house: House) -> None:
    await house.store.write(lambda tx: [sites.add(tx, site) for site in (HILL, VALE)])
    seen: set[str] = set()
    queue: deque[tuple[str, ...]] = deque([(), (*FAST, "I can find it"), (*FAST, "No link to me")])
    while queue:
        path = queue.popleft()
        phone = await _walked(house, path)
        if (known := phone.screen.text + str(len(phone.labels))) in seen:
            continue
        seen.add(known)
        values = [b.value for row in phone.screen.buttons for b in row]
        assert "help" in values or "116 123" in phone.screen.text, (path, phone.screen.text)
        queue.extend((*path, label) for label in _ways(phone))
    assert len(seen) > 15


TYPED = ("Mr Hughes shouted.", "He shouted.", "x" * 2001, *HEARD)


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("path", [(), FAST[:3], (*FAST, "Add more", TITLE)], ids=len)
async def test_every_screen_about_typed_words_has_it(
    house: House, path: tuple[str, ...], typed: str
) -> None:
    await stocked(house)
    for answer in (0, 1, 2, 3):
        phone = house.phone("Sam")
        await phone.says("/start")
        await phone.taps(*path)
        await phone.says(typed)
        for message in [m for m in phone.messages if m.by == "bot" and m.buttons]:
            assert _stands_in(message), message.text
        ways = [b for row in phone.screen.buttons for b in row if b.value[:2] in ("w:", "as")]
        if answer < len(ways):
            await phone.taps(ways[answer].text)
            assert _stands_in(phone.screen), phone.screen.text


def _stands_in(message: Message) -> bool:
    values = [b.value for row in message.buttons for b in row]
    return "help" in values or "116 123" in message.text


def _ways(phone: Phone) -> list[str]:
    """Return the buttons that lead on, but for those that other tests here walk.

    They are of a flow, of typed words, of the routes, of check-ins and of skills.
    """
    elsewhere = ("d:", "s:", "a:", "w:", "wish:", "plan:", "check:", "skill:", "scene:")
    buttons = [b for row in phone.screen.buttons for b in row if b.kind == "callback"]
    return [b.text for b in buttons if not b.value.startswith(elsewhere)]


def test_every_screen_of_check_ins_has_it() -> None:
    now, zone = NOW.astimezone(LONDON), LONDON.key
    draw = checkin_screens
    shown = [*draw.wishes(now, zone), *draw.plans(now, zone), *draw.arriving(now, zone)]
    shown += draw.answers(now)
    assert len(shown) > 80
    assert all(any(b.data == "help" for b in screen.buttons) for screen in shown)
    longest = max(len(button.data.encode()) for screen in shown for button in screen.buttons)
    assert 30 < longest <= 64


def test_at_most_eight_answers_stand_on_a_screen_of_check_ins() -> None:
    now, zone = NOW.astimezone(LONDON), LONDON.key
    for screen in (*checkin_screens.wishes(now, zone), *checkin_screens.plans(now, zone)):
        ways = {label("checkins/wish", "back"), "Need help now", "Back to start"}
        assert len([each for each in screen.buttons if each.label not in ways]) <= 8


def test_every_screen_of_skills_and_rehearsals_has_it() -> None:
    shown = [*skill_screens.skills(NOW.astimezone(LONDON)), *skill_screens.rehearsals()]
    assert len(shown) > 200
    assert all(map(is_near, shown))


ASKED = (
    Place(),
    Place(logged=True),
    Place(logged=True, facts=Facts(frozenset({What.SEXUAL_ASSAULT}), frozenset({Who.MANAGER}))),
    Place(logged=True, facts=Facts(frozenset({What.HATE}), grounds=frozenset(Ground))),
)


@pytest.mark.parametrize("start", ASKED, ids=str)
@pytest.mark.parametrize("site", ["pebblewick", "doorsteps"])
async def test_every_screen_of_the_routes_has_it(house: House, start: Place, site: str) -> None:
    await stocked(house)
    shelf = await shelf_of(house.phone("Sam"), site)
    seen = dict(places(start, shelf))
    for place, screen in seen.items():
        assert is_near(screen), (place, screen)
        assert len(screen.text) < 4096
        assert all(button.label for button in screen.buttons)
    cards = [place for place in seen if place.route]
    assert len(cards) > 100
    assert all(shelf.at(place) for place in cards)


async def _walked(house: House, path: tuple[str, ...]) -> Phone:
    phone = house.phone("Sam")
    await phone.says("/start hill-code")
    for each in path:
        await phone.taps(each)
        if not any(m.by == "bot" for m in phone.messages):
            await phone.says("/start")
    return phone


@pytest.mark.parametrize(
    "screen", [busy_screen(), sorry_screen("ABCD-EFGH"), without_store(Place())]
)
def test_a_screen_of_trouble_has_it_as_well(screen: Screen) -> None:
    assert is_near(screen)


async def test_a_card_that_ran_out_leads_to_help_and_to_the_start(house: House) -> None:
    sam = house.phone("Sam")
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await house.forward(timedelta(hours=25))
    assert sam.screen.text == "Finished."
    assert sam.labels == ["Need help now", "Back to start"]
