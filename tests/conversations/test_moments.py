"""Where skills lead beyond themselves: one offered after a log, courses, and a colleague."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers import moments
from handlers.catalogue import catalogue, words_of
from handlers.place import Place
from messages.words import label
from models.asked import Facts, Need
from models.checkin import QUIET
from models.report import What
from models.skill import Theme
from models.store import routes, sites
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone
from tests.conversations.stock import stocked
from tests.rules.stock import COURSE

TODAY = date(2026, 11, 24)


async def breathing(house: House, sam: Phone) -> None:
    await stocked(house)
    await sam.says("/start")
    await sam.taps(*FAST, "No link to me", "A moment to breathe")


def skills(phone: Phone) -> list[str]:
    return [each for each in phone.labels if each.startswith("Skill")]


async def test_after_a_log_one_skill_on_looking_after_oneself_can_be_opened(
    house: House, sam: Phone
) -> None:
    await breathing(house, sam)
    assert skills(sam) == ["Skill: 4 slow breaths"]
    count = len(sam.messages)
    await house.forward(timedelta(days=3))
    assert len(sam.messages) == count
    await sam.taps("Skill: 4 slow breaths")
    assert sam.screen.text.startswith("4 slow breaths")
    assert "Clear this chat" not in sam.labels  # nothing that was logged travels further
    ways = [b.text for row in sam.shows("A moment to breathe").buttons for b in row]
    assert "Clear this chat" in ways


async def test_none_is_offered_after_a_care_card_until_its_quiet_days_are_over(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.says("/help")
    await breathing(house, sam)
    assert skills(sam) == []
    await house.forward(QUIET + timedelta(days=1))
    await sam.taps("Back", "A moment to breathe")
    assert skills(sam) == ["Skill: 4 slow breaths"]


@pytest.mark.parametrize("what", What)
def test_what_is_offered_is_never_about_what_somebody_could_have_done(what: What) -> None:
    lesson = catalogue().fitting(frozenset({what}))
    if lesson is not None:
        assert lesson.theme in (Theme.WELLBEING, Theme.SUPPORT)
        assert label(words_of(lesson), "title") in (
            "4 slow breaths",
            "Before you go home",
            "It was not about you",
            "Tell 1 person today",
        )


@pytest.mark.parametrize("what", [What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT])
def test_after_a_sexual_assault_no_skill_is_offered_whatever_else_there_was(what: What) -> None:
    assert catalogue().fitting(frozenset({what})) is None
    assert catalogue().fitting(frozenset({what, What.VERBAL})) is None


async def test_only_the_moment_to_breathe_offers_one(house: House, sam: Phone) -> None:
    await breathing(house, sam)
    facts = Facts(frozenset({What.VERBAL}))
    for need in (Need.NOTE, Need.NOT_NOW, Need.TALK, None):
        place = Place(logged=True, need=need, facts=facts)
        await house.store.read(
            lambda tx, place=place: _none(moments.offered(tx, sam.person.id, TODAY, place))  # type: ignore[misc]
        )


def _none(found: object) -> None:
    assert found is None


async def test_courses_are_the_sites_own_and_open_ones_and_answer_no_need(
    house: House, sam: Phone
) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    await sam.taps("More", "Courses to book")
    assert "No course is listed here yet." in sam.screen.text
    for each in (
        replace(COURSE, site="pebblewick"),
        replace(COURSE, id="elsewhere", name="Elsewhere", site="thistledown"),
        replace(COURSE, id="open", name="On the web", site=""),
        replace(COURSE, id="old", name="Nobody checked", site="", verified=None),
    ):
        await house.store.write(lambda tx, each=each: routes.save(tx, each))  # type: ignore[misc]
    await sam.taps("Back to start", "More", "Courses to book")
    urls = [b for row in sam.screen.buttons for b in row if b.kind == "url"]
    assert [each.text for each in urls] == ["Hard moments, 1 day", "On the web"]
    assert urls[0].value == COURSE.link
    await sam.says("/support")
    for need in ("Talk to someone", "Work and rights"):
        await sam.taps(need)
        assert "Hard moments" not in sam.screen.text
        await sam.taps("Back")


@pytest.mark.promise("P63")
async def test_a_colleague_gets_the_sites_link_and_nothing_of_the_sender(
    house: House, sam: Phone
) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    await sam.taps(*FAST, "I can find it")
    await sam.says("/start")
    await sam.taps("More", "Courses to book", "Tell a colleague")
    [share] = [b for row in sam.screen.buttons for b in row if b.kind == "url"]
    address = urlsplit(share.value)
    assert "+" not in address.query
    sent = parse_qs(address.query)
    assert (address.netloc, address.path) == ("t.me", "/share/url")
    assert set(sent) == {"url", "text"}
    site = await house.store.read(lambda tx: sites.by_id(tx, "pebblewick"))
    assert site is not None
    assert sent["url"][0].endswith(f"?start={site.code}")
    assert sent["url"][0] in sam.screen.text
    assert sent["text"] == [label("recommend", "words")]
    rhys = house.phone("Rhys")
    await rhys.says("/start pebblewick-general")
    await rhys.taps("More", "Courses to book", "Tell a colleague")
    assert share in [b for row in rhys.screen.buttons for b in row]


async def test_without_a_site_the_link_is_the_bots_own(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("More", "Courses to book", "Tell a colleague")
    [share] = [b for row in sam.screen.buttons for b in row if b.kind == "url"]
    [url] = parse_qs(urlsplit(share.value).query)["url"]
    assert url.startswith("https://t.me/")
    assert "start" not in url


@pytest.mark.parametrize(
    ("way", "comes"),
    [
        (("Skills",), "Short lessons for hard moments."),
        (("Skills", "Rehearse a scene", "A home visit"), "Rehearse a scene"),
        (("Courses to book",), "No course is listed"),
        (("Courses to book", "Tell a colleague"), "More"),
    ],
)
async def test_what_did_not_arrive_comes_later(
    house: House, sam: Phone, way: tuple[str, ...], comes: str
) -> None:
    await sam.says("/start")
    await sam.taps("More", *way[:-1])
    house.world.faults.next("editMessageText", 500, times=1)
    await sam.taps(way[-1])
    await house.forward(timedelta(minutes=2))
    assert comes in sam.screen.text
    assert "Need help now" in sam.labels


async def test_a_confidence_is_safe_though_its_answer_did_not_arrive(
    house: House, sam: Phone
) -> None:
    await sam.says("/skills")
    await sam.taps("Look after yourself")
    house.world.faults.next("editMessageText", 500, times=1)
    await sam.taps("4")
    await house.forward(timedelta(minutes=2))
    await sam.taps("Look after yourself")
    assert "Your confidence before: 4." in sam.screen.text
