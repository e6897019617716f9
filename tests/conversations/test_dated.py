"""A report is dated by the moment of the answer, however much later the log is finished."""

from datetime import date, timedelta

from models.store import incidents
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone


async def finish_after(house: House, sam: Phone, hours: int) -> None:
    """Save it for later, finish it after some hours, and keep it."""
    await sam.taps("More", "Save for later")
    await house.forward(timedelta(hours=hours))
    await sam.says("/start")
    await sam.taps("Carry on", "Shaken")


async def test_this_shift_is_the_shift_in_which_it_was_answered(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:6])
    await finish_after(house, sam, 12)
    assert "This shift (Early shift)" in sam.screen.text
    await sam.taps("I can find it")
    [(_, kept)] = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    assert kept.band == "early"


async def test_this_week_is_the_week_in_which_it_was_answered(house: House, sam: Phone) -> None:
    await house.forward(timedelta(days=5))  # a Sunday
    await sam.says("/start")
    await sam.taps(*FAST[:5], "This week")
    await finish_after(house, sam, 23)
    await sam.taps("I can find it")
    [(_, kept)] = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    assert kept.week == date(2026, 11, 23)


async def test_an_answer_that_is_changed_is_dated_anew(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:6])
    await finish_after(house, sam, 12)
    await sam.taps("Change an answer", "✓ When it was", "✓ This shift")
    assert "This shift (Night shift)" in sam.screen.text
