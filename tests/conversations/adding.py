"""Somebody who adds to a report that is kept, and what is kept of it."""

from messages.words import label
from models.incident import Addition
from models.store import incidents
from tests.conversations.made import FAST
from tests.conversations.phone import Phone

WEEK_OF = "Week of 23 November 2026"
ADD = label("mine", "more")


async def keeping_one(sam: Phone) -> None:
    """Log, keep it, and open it again."""
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    await sam.says("/mine")
    await sam.taps(WEEK_OF)


async def added(sam: Phone) -> tuple[Addition, ...]:
    mine = await sam.house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    return tuple(each for _, report in mine for each in report.additions)
