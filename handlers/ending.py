"""The end of a flow: the card says "Finished.", one last message follows, and can be cleared."""

import asyncio
from secrets import randbelow

from telegram import Update

from handlers.aid import AID, TOLD, need_buttons
from handlers.care import help_button
from handlers.chat import answer_tap, remove, show, still, tapped
from handlers.clearing import CLEAR, FINISHED, clear_button, unpack
from handlers.context import Context, person_of
from handlers.home import start_button
from handlers.wishing import After, Asking, Verb, offer_button, usual_window
from messages.screen import Screen, rows, viewed
from messages.words import label, say
from models.advice import UNKNOWN
from models.asked import Facts
from models.checkin_plan import MOST_SHIFT, Wish, proposed
from models.draft import Draft
from models.filing import Keep

_UNMOVED = (Keep.FIND, Keep.NOTHING)
"""After these there is no report that dates could be tied to; after all others they are moved."""

ENDED = "discarded"
"""The one end after which nothing is asked: the person threw it away."""


async def finish_card(
    update: Update, context: Context, draft: Draft | None, came: str, *, simple: bool
) -> None:
    """Turn the card into "Finished." and send the last message, with the way to clear both."""
    person = person_of(update)
    card = draft.card if draft else tapped(update)
    trail = {*(draft.trail if draft else ()), *((card,) if card else ())}
    if card is not None:
        await show(context.bot, person, Screen(label(FINISHED, "card")), at=card)
    await asyncio.gather(*(still(context.bot, person, earlier) for earlier in trail - {card}))
    asking = asking_of(draft, came, context.services.zone.key)
    last = last_screen(came, tuple(trail), asking, simple=simple)
    await show(context.bot, person, last)


def asking_of(draft: Draft | None, came: str, zone: str) -> Asking:
    """Return what the way to check-ins begins with: of a draft that is gone, as careful as can be.

    What was logged decides what is proposed, and stands in these buttons alone.
    """
    steps = proposed(draft.answers if draft else None)
    facts = Facts.of(draft.answers) if draft else UNKNOWN
    after = After.LOG if came == Keep.FIND else After.UNLINKED
    wish = Wish(
        usual_window(zone), steps, shift=0 if came in _UNMOVED else randbelow(MOST_SHIFT + 1)
    )
    return Asking(Verb.SEEN, wish, after, facts)


def over_screen() -> Screen:
    """Return the card of a flow that is over, where no last message follows with ways on."""
    return Screen(label(FINISHED, "card"), rows(help_button(), start_button()))


def last_screen(
    came: str, trail: tuple[int, ...], asking: Asking, *, simple: bool = False
) -> Screen:
    """Return the last message of a flow; it must pass the lock-screen test."""
    clear = clear_button(trail)
    if came == ENDED:
        return Screen(say(FINISHED, came), rows(help_button(), *clear, start_button()))
    text = "\n\n".join((say(*TOLD), say(FINISHED, came), say(AID, "question")))
    ways = ((help_button(),), *rows(offer_button(asking), *clear))
    screen = Screen(text, (*need_buttons(asking.facts or UNKNOWN), *ways))
    return viewed(screen, simple=simple)


def again_screen(zone: str, *, simple: bool) -> Screen:
    """Return the last message when it is owed: nothing is known any more of what was chosen."""
    return last_screen("again", (), asking_of(None, "again", zone), simple=simple)


async def on_clear(update: Update, context: Context, data: str) -> None:
    """Remove the flow's messages; their ids came with the button and are stored nowhere."""
    person, query = person_of(update), update.callback_query
    if query is None or query.message is None:
        return
    try:
        ids = unpack(data.removeprefix(f"{CLEAR}:"))
    except ValueError:
        ids = ()
    whole = await remove(context.bot, person, *ids, query.message.message_id)
    await asyncio.gather(
        answer_tap(update), show(context.bot, person, cleared_screen(whole=whole))
    )


def cleared_screen(*, whole: bool) -> Screen:
    """Return what is left in the chat; not `whole`: some messages were too old to remove."""
    text = say(FINISHED, "cleared" if whole else "part_cleared")
    return Screen(text, rows(help_button(), start_button()))
