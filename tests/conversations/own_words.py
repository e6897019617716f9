"""Own words that are typed into a log: where they stand, and what is kept of them."""

from sqlalchemy import func, select

from bot.sandbox.shapes import Message
from messages.words import label
from models.draft import Draft
from models.store import drafts, incidents
from models.tables import draft_words, incident_words
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone

TITLE = label("report/own_words", "title")
TYPED = "Mr Hughes threw a cup at the desk. His number is 07700 900123."
SHOWN = "Mr [name] threw a cup at the desk. His number is [phone number]."


async def draft_of(sam: Phone) -> Draft:
    store, person = sam.house.store, sam.person.id
    draft = await store.read(lambda tx: drafts.load(tx, person))
    assert draft is not None
    return draft


async def mine_of(sam: Phone) -> list[str]:
    store, person = sam.house.store, sam.person.id
    return [each.words for _, each in await store.read(lambda tx: incidents.mine(tx, person))]


async def rows_of(house: House) -> dict[str, int]:
    counts = [(t.name, select(func.count()).select_from(t)) for t in (draft_words, incident_words)]
    return await house.store.read(
        lambda tx: {name: tx.connection.execute(count).scalar_one() for name, count in counts}
    )


def typed_in(sam: Phone) -> list[str]:
    """Return what of the person's own messages still stands in the chat, commands aside."""
    own = [m.text for m in sam.messages if m.by == "person"]
    return [text for text in own if not text.startswith("/")]


def card_of(sam: Phone) -> Message:
    """Return the newest message with a button of the card."""
    shown = [m for m in sam.messages for row in m.buttons for b in row if b.value[:2] == "d:"]
    return shown[-1]


async def at_words(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "Add more", TITLE)


OFFER = "Use as my own words?"
