"""A lesson each week: asking for it, letting days pass, and what came of it."""

from datetime import datetime, timedelta

from bot.sandbox.shapes import Message
from messages.words import label, say
from tests.conversations.checking import planned
from tests.conversations.phone import LONDON, House, Phone

ON, OFF = label("checkins/theme", "on"), label("checkins/theme", "off")
COMING = say("checkins/theme", "coming")
ENDED = label("checkins/theme", "ended")
KEPT = "This chat's address, for a lesson each week."
HOUR, APART = timedelta(hours=1), timedelta(hours=20)


async def wanted(phone: Phone) -> datetime:
    """Ask for it, and return when the first one comes."""
    await phone.says("/skills")
    await phone.taps(ON)
    return await first_of(phone)


async def first_of(phone: Phone) -> datetime:
    theme = (await planned(phone)).theme
    assert theme is not None
    return theme


async def lives(house: House, days: int) -> None:
    """Let days pass as a ticker sees them."""
    for _ in range(days * 24):
        await house.forward(HOUR)


def came(phone: Phone, *texts: str) -> list[Message]:
    return [each for each in phone.messages if each.by == "bot" and each.text in texts]


def told(messages: list[Message]) -> list[str]:
    return [f"{each.at.astimezone(LONDON):%d %b %H}" for each in messages]
