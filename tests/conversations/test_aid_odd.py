"""After a log, when something is odd: lists that do not arrive, double taps, forged needs."""

from datetime import timedelta

import pytest

from handlers.place import read_place
from messages.words import label
from models.asked import Need
from models.store import drafts, incidents, owed
from tests.conversations.aided import QUESTION, TOLD, logs, managers_shown, words
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone
from tests.conversations.stock import routes_shown

pytestmark = pytest.mark.usefixtures("example_trust")


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
    assert not await managers_shown(sam)
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
    "data", ["a", "a:", "a::", "a::zzzzzzzzz", "a:talk:zzzzzzzz", "a:breathe:::samaritans:word"]
)
async def test_a_forged_need_after_a_log_does_no_harm(sam: Phone, data: str) -> None:
    await logs(sam)
    await sam.taps("I can find it")
    await sam.forges(data)
    assert "Clear this chat" in sam.labels
    assert "Need help now" in sam.labels
    place = read_place(data)
    assert place is None or place.logged
