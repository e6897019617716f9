"""The end of a flow: the card says "Finished.", one last message follows, and can be cleared."""

import asyncio

from telegram import Update

from handlers.aid import AID, TOLD, need_buttons
from handlers.care import help_button
from handlers.chat import show, still
from handlers.clearing import FINISHED, clear_button
from handlers.context import Context, person_of
from handlers.home import start_button
from messages.screen import Screen, numbered, rows
from messages.words import label, say
from models.advice import UNKNOWN
from models.asked import Facts
from models.draft import Draft

ENDED = "discarded"
"""The one end after which nothing is asked: the person threw it away."""


async def finish_card(
    update: Update, context: Context, draft: Draft | None, came: str, *, simple: bool
) -> None:
    """Turn the card into "Finished." and send the last message, with the way to clear both."""
    person, query = person_of(update), update.callback_query
    tapped = query.message.message_id if query and query.message else None
    card = draft.card if draft else tapped
    trail = {*(draft.trail if draft else ()), *((card,) if card else ())}
    if card is not None:
        await show(context.bot, person, Screen(label(FINISHED, "card")), at=card)
    await asyncio.gather(*(still(context.bot, person, earlier) for earlier in trail - {card}))
    facts = Facts.of(draft.answers) if draft else UNKNOWN
    await show(context.bot, person, last_screen(came, tuple(trail), facts, simple=simple))


def over_screen() -> Screen:
    """Return the card of a flow that is over, where no last message follows with ways on."""
    return Screen(label(FINISHED, "card"), rows(help_button(), start_button()))


def last_screen(
    came: str, trail: tuple[int, ...], facts: Facts = UNKNOWN, *, simple: bool = False
) -> Screen:
    """Return the last message of a flow; it must pass the lock-screen test.

    Its buttons do not show there, so in simple view the numbers stand on the buttons alone.
    """
    clear = clear_button(trail)
    if came == ENDED:
        return Screen(say(FINISHED, came), rows(help_button(), *clear, start_button()))
    text = "\n\n".join((say(*TOLD), say(FINISHED, came), say(AID, "question")))
    screen = Screen(text, (*need_buttons(facts), *rows(help_button(), *clear)))
    return numbered(screen, typed=False, listed=False) if simple else screen
