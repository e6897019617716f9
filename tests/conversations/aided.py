"""Somebody who has logged, and is asked what would help now."""

from handlers.place import AFTER_A_LOG
from messages.words import label
from models.asked import Need
from models.route import Kind
from tests.conversations.made import FAST
from tests.conversations.phone import Phone
from tests.conversations.stock import routes_shown

TOLD = "Nobody at work has been told. This is not an official report."
QUESTION = "What would help now?"
LISTS = [need for need in AFTER_A_LOG if need not in (Need.NOTE, Need.BREATHE, Need.NOT_NOW)]


def words(need: Need) -> str:
    return label("aid", need)


async def logs(phone: Phone, what: str = FAST[2], who: str = FAST[3]) -> None:
    """Log an encounter at the hospital up to its review."""
    await phone.says("/start pebblewick-general")
    await phone.taps(*FAST[:2], what, who, *FAST[4:])


async def managers_shown(phone: Phone) -> list[str]:
    """Return the managers on this page and on all that follow."""
    found = []
    while True:
        found += [r.id for r in await routes_shown(phone) if r.kind is Kind.MANAGER]
        if "Show more" not in phone.labels:
            return found
        await phone.taps("Show more")
