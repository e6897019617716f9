"""Times of keeping that an operator has shortened: what is not finished, and marks of updates."""

from dataclasses import replace
from datetime import timedelta

from messages.words import label
from models.retention import Retention
from models.tables import seen_update
from tests.conversations.kept import has_draft
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone


def shorten(house: House, keep: Retention) -> None:
    house.services = replace(house.services, retention=keep)
    house.app.bot_data["services"] = house.services


async def test_what_is_not_finished_ends_by_the_setting_after_each_touch_and_says_when(
    house: House, sam: Phone
) -> None:
    shorten(house, Retention(draft_hours=2))
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    await house.forward(timedelta(hours=1))
    await sam.taps(*FAST[3:4], "More", label("report/panels", "save"))
    assert "3pm today" in sam.screen.text
    await house.forward(timedelta(hours=1, minutes=58))
    assert await has_draft(sam)
    await house.forward(timedelta(minutes=3))
    assert not await has_draft(sam)


async def test_a_draft_that_was_begun_before_keeps_what_its_button_says(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:3])
    shorten(house, Retention(draft_hours=1))
    await sam.taps("More", label("report/panels", "save"))
    assert "midday tomorrow" in sam.screen.text
    await house.forward(timedelta(hours=23))
    assert await has_draft(sam)


async def test_marks_of_updates_go_by_the_setting(house: House, sam: Phone) -> None:
    shorten(house, Retention(update_hours=25))
    await sam.says("/start")
    marks = await house.store.read(
        lambda tx: set(tx.connection.execute(seen_update.select()).scalars())
    )
    await house.forward(timedelta(hours=25))
    left = await house.store.read(
        lambda tx: set(tx.connection.execute(seen_update.select()).scalars())
    )
    assert marks <= left
    await house.forward(timedelta(hours=1))
    left = await house.store.read(
        lambda tx: set(tx.connection.execute(seen_update.select()).scalars())
    )
    assert not marks & left
