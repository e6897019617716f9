"""After a log: what would help now, the routes that are safe, and two kind ends."""

from datetime import timedelta

import pytest

from handlers.place import AFTER_A_LOG
from messages.words import label
from models.asked import Facts, Need
from models.choosing import PAGE
from models.report import What, Who
from tests.conversations.aided import LISTS, QUESTION, TOLD, logs, managers_shown, words
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone
from tests.conversations.stock import places, routes_shown
from tests.guards.language import lock_screen_safe

pytestmark = pytest.mark.usefixtures("example_trust")

CHOICES = ("I can find it", "No link to me", "Do not keep it")


@pytest.mark.parametrize("choice", CHOICES)
async def test_each_choice_is_followed_by_the_question(sam: Phone, choice: str) -> None:
    await logs(sam)
    await sam.taps(choice)
    assert sam.screen.text.splitlines()[0] == TOLD
    assert sam.screen.text.endswith(QUESTION)
    assert lock_screen_safe(sam.screen.text)
    needs = [*map(words, AFTER_A_LOG)]
    assert sam.labels == [*needs, "Need help now", "Check in with me", "Clear this chat"]


async def test_what_is_thrown_away_or_runs_out_is_followed_by_no_question(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "More", "Discard", "Yes, discard it")
    assert QUESTION not in sam.screen.text
    assert sam.labels == ["Need help now", "Clear this chat", "Back to start"]
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await house.forward(timedelta(hours=25))
    assert sam.screen.text == "Finished."


@pytest.mark.parametrize("need", LISTS)
async def test_a_need_shows_at_most_four_routes_and_more_on_asking(sam: Phone, need: Need) -> None:
    await logs(sam)
    await sam.taps("I can find it", words(need))
    assert sam.screen.text.startswith(words(need))
    assert 0 < len(await routes_shown(sam)) <= PAGE
    await sam.taps("Show more", "Back", "Back")
    assert sam.screen.text == f"{TOLD}\n\n{QUESTION}"
    assert words(Need.NOT_NOW) in sam.labels


async def test_after_a_colleague_no_manager_is_shown_unless_somebody_asks(sam: Phone) -> None:
    await logs(sam, who="Other colleague")
    await sam.taps("I can find it", words(Need.WORK))
    assert "Choose someone not close to the person who did this." in sam.screen.text
    shown = await routes_shown(sam)
    assert sum(route.outside for route in shown) >= 2
    assert not await managers_shown(sam)
    await sam.taps(label("routes", "manager"))
    assert await managers_shown(sam)
    assert label("routes", "manager") not in sam.labels


async def test_after_a_patient_the_manager_on_call_is_there_at_once(sam: Phone) -> None:
    await logs(sam)
    await sam.taps("I can find it", words(Need.WORK))
    assert "not close" not in sam.screen.text
    assert label("routes", "manager") not in sam.labels
    assert await managers_shown(sam)


@pytest.mark.parametrize("what", [What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT])
@pytest.mark.parametrize("need", LISTS)
async def test_after_a_sexual_assault_the_centre_and_rape_crisis_come_first(
    sam: Phone, what: What, need: Need
) -> None:
    await logs(sam, what=label("report/what", what))
    await sam.taps("No link to me", words(need))
    assert "Sooner is better for evidence. Police are optional." in sam.screen.text
    first = [route.id for route in await routes_shown(sam)][:2]
    assert first == ["sarc", "rape_crisis"]


async def test_hate_shows_where_that_kind_is_reported(sam: Phone) -> None:
    await logs(sam, what=label("report/what", What.HATE))
    await sam.taps("Add more", label("report/linked", "title"), label("report/linked", "religion"))
    await sam.taps("Done", "I can find it", words(Need.OFFICIAL))
    assert {"cst", "british_muslim_trust"} <= {route.id for route in await routes_shown(sam)}
    assert "For: " in sam.screen.text


async def test_a_moment_to_breathe_is_short_and_names_somebody_to_talk_to(sam: Phone) -> None:
    await logs(sam)
    await sam.taps("I can find it", words(Need.BREATHE))
    lines = sam.screen.text.split("\n\n")[1].splitlines()
    assert 4 <= len(lines) <= 6
    assert "116 123" in sam.screen.text
    assert lock_screen_safe(sam.screen.text)
    await sam.taps(words(Need.TALK))
    assert await routes_shown(sam)


@pytest.mark.parametrize("need", [Need.NOTE, Need.NOT_NOW])
async def test_a_kind_end_says_where_support_is_and_carries_nothing_of_the_log(
    sam: Phone, need: Need
) -> None:
    await logs(sam, what=label("report/what", What.SEXUAL_ASSAULT))
    await sam.taps("I can find it", words(need))
    assert "/support" in sam.screen.text
    assert "116 123" in sam.screen.text
    assert lock_screen_safe(sam.screen.text)
    assert [place.facts for place in places(sam)] == [Facts()]
    await sam.taps("Support")
    assert label("support", "talk") in sam.labels


async def test_clear_this_chat_stays_on_every_screen_that_follows(sam: Phone) -> None:
    await logs(sam)
    await sam.taps("I can find it")
    finished = sam.screen.id
    for path in (
        (words(Need.TALK), "Show more", "Back", "Samaritans", "This did not work"),
        ("Back to the list", "Back", words(Need.BREATHE), "Back", words(Need.NOTE)),
        ("Support", label("support", "job"), "Back"),
    ):
        for button in path:
            await sam.taps(button)
            assert sam.screen.id == finished
            assert "Clear this chat" in sam.labels, button
    await sam.taps("Back to start")
    assert sam.screen.id != finished
    await sam.taps("Clear this chat")
    told = [m.text for m in sam.messages if m.by == "bot"]
    assert told[-1] == label("report/finished", "cleared")
    assert "Finished." not in told
    assert not any(m.id == finished for m in sam.messages)


async def test_the_answers_travel_in_the_buttons_and_fit_them(sam: Phone) -> None:
    await logs(sam, what=label("report/what", What.THREAT), who="Other colleague")
    await sam.taps("I can find it")
    travelling = {place.facts for place in places(sam)}
    assert travelling == {Facts(frozenset({What.THREAT}), frozenset({Who.COLLEAGUE}))}
    await sam.taps(words(Need.OFFICIAL))
    while "Show more" in sam.labels:
        assert max(len(b.value.encode()) for row in sam.screen.buttons for b in row) <= 64
        await sam.taps("Show more")


async def test_in_simple_view_there_is_one_button_to_a_row_and_the_text_names_nothing(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.taps("1. It happened to me", "1. Yes", "1. Shouted, swore or insulted", "1. Patient")
    await sam.taps("1. Ward", "1. This shift", "2. Shaken", "1. I can find it")
    assert sam.labels[0] == words(Need.NOTE)
    assert sam.labels[-1] == "Clear this chat"
    assert all(len(row) == 1 for row in sam.screen.buttons)
    assert lock_screen_safe(sam.screen.text)
    await sam.taps(words(Need.TALK))
    assert all(len(row) == 1 for row in sam.screen.buttons)
    await sam.taps("Back")
    assert sam.labels[5] == words(Need.POLICE)
    assert lock_screen_safe(sam.screen.text)
