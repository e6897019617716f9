"""After a log: what would help now, the routes that are safe, and two kind ends."""

from datetime import timedelta

import pytest

from handlers.place import AFTER_A_LOG, read_place
from messages.words import label
from models.asked import Facts, Need
from models.choosing import PAGE
from models.report import What, Who
from models.route import Kind
from models.store import drafts, incidents, owed
from tests.conversations.phone import House, Phone
from tests.conversations.stock import places, routes_shown, stocked
from tests.conversations.test_log import FAST
from tests.guards.language import lock_screen_safe

TOLD = "Nobody at work has been told. This is not an official report."
QUESTION = "What would help now?"
CHOICES = ("I can find it", "No link to me", "Do not keep it")
LISTS = [need for need in AFTER_A_LOG if need not in (Need.NOTE, Need.BREATHE, Need.NOT_NOW)]


def words(need: Need) -> str:
    return label("aid", need)


async def logs(phone: Phone, what: str = FAST[2], who: str = FAST[3]) -> None:
    """Log an encounter at the hospital up to its review."""
    await phone.says("/start pebblewick-general")
    await phone.taps(*FAST[:2], what, who, *FAST[4:])


@pytest.fixture
async def sam(house: House) -> Phone:
    await stocked(house)
    return house.phone("Sam")


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
    assert not await _managers(sam)
    await sam.taps(label("routes", "manager"))
    assert await _managers(sam)
    assert label("routes", "manager") not in sam.labels


async def _managers(phone: Phone) -> list[str]:
    """Return the managers on this page and on all that follow."""
    found = []
    while True:
        found += [r.id for r in await routes_shown(phone) if r.kind is Kind.MANAGER]
        if "Show more" not in phone.labels:
            return found
        await phone.taps("Show more")


async def test_after_a_patient_the_manager_on_call_is_there_at_once(sam: Phone) -> None:
    await logs(sam)
    await sam.taps("I can find it", words(Need.WORK))
    assert "not close" not in sam.screen.text
    assert label("routes", "manager") not in sam.labels
    assert await _managers(sam)


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


async def test_a_choice_that_is_delivered_again_asks_as_carefully_as_can_be(
    house: House, sam: Phone
) -> None:
    await logs(sam)
    await sam.taps("I can find it")
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert sam.screen.text.splitlines()[0] == TOLD
    assert sam.screen.text.endswith(QUESTION)
    await sam.taps(words(Need.WORK))
    assert "not close" in sam.screen.text
    assert not await _managers(sam)
    assert len(await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))) == 1


async def test_an_answer_that_is_delivered_again_after_the_end_opens_nothing(
    house: House, sam: Phone
) -> None:
    await logs(sam)
    answered = max(house.world.updates)
    await sam.taps("Do not keep it")
    before = [m.text for m in sam.messages if m.by == "bot"]
    house.world.redeliver(answered)
    await house.settle()
    assert [m.text for m in sam.messages if m.by == "bot"] == before


async def test_a_way_back_that_is_delivered_again_leads_home_again(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(FAST[0], "Back")
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert FAST[0] in sam.labels
    assert QUESTION not in sam.screen.text


async def test_a_discard_that_is_delivered_again_asks_nothing(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4], "More", "Discard", "Yes, discard it")
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert QUESTION not in sam.screen.text
    assert "Discarded" in sam.screen.text


@pytest.mark.parametrize("status", [429, 500, "half", "silent"])
async def test_a_list_that_did_not_arrive_is_owed_without_what_was_logged(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch, status: int | str
) -> None:
    await logs(sam)
    await sam.taps("I can find it")
    house.world.faults.next("editMessageText", status, times=1)  # type: ignore[arg-type]
    with monkeypatch.context() as hurried:
        hurried.setattr("handlers.chat.REPLY_SECONDS", 0.05)
        await sam.taps(words(Need.POLICE))
    house.world.forward(timedelta(minutes=2))
    (debt,) = await house.store.write(lambda tx: owed.due(tx, 9))
    assert debt.screen == "support"
    await house.forward(timedelta(minutes=2))
    await sam.taps(label("support", "violence"))
    assert await routes_shown(sam)
    sam.shows("Finished.")


async def test_a_double_tap_shows_one_list_and_leaves_nothing(house: House, sam: Phone) -> None:
    await logs(sam)
    await sam.taps("Do not keep it")
    message = sam.screen.id
    for _ in range(2):
        await house.world.tap(sam.person, message, words(Need.TALK))
    await house.settle()
    assert await routes_shown(sam)
    assert sam.screen.id == message
    assert "Clear this chat" in sam.labels
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is None


@pytest.mark.parametrize(
    "data", ["a", "a:", "a::", "a::zzzzzzzzz", "a:talk:zzzzzzzz", "a:breathe:::samaritans:x"]
)
async def test_a_forged_need_after_a_log_does_no_harm(sam: Phone, data: str) -> None:
    await logs(sam)
    await sam.taps("I can find it")
    await sam.forges(data)
    assert "Clear this chat" in sam.labels
    assert "Need help now" in sam.labels
    place = read_place(data)
    assert place is None or place.logged
