"""Need help now: the care card, with the database down, locked or full."""

import asyncio
import re
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from handlers.chat import answer_stale, answer_tap, data_of, edited, remove, show
from handlers.context import Context, person_of
from messages.care import care_card
from messages.screen import Button, Screen, rows
from messages.words import label
from models.checkin import QUIET
from models.store import enrolments, quiet
from models.store.doors import StoreDown, Tx

HELP = "help"
ASKS = re.compile(rf"\A(/{HELP}|(999|112|111)[\s.!?]*\Z)", re.IGNORECASE)
"""A typed call for help: /help, also as /Help or /helpme, or a number to call and nothing else."""

CLOSE = "close"
SITE_SECONDS = 2.0
"""How long the site's own number may take to be added to a card that already stands."""


def calls_for_help(update: Update) -> bool:
    """Tell whether an update asks for the care card: it is answered before anything else."""
    query, message = update.callback_query, update.message
    if query is not None:
        return query.data == HELP
    return message is not None and ASKS.match(message.text or "") is not None


def help_button() -> Button:
    """Return the button that stands on every screen."""
    return Button(label("home", "help"), HELP)


def care_screen(security: str = "", *, internal: bool = False, example: bool = False) -> Screen:
    """Return the care card with the way back, and the site's own security if it is known."""
    close = Button(label("care_buttons", "close"), CLOSE)
    support = Button(label("home", "support"), "home:support")
    card = care_card(security, internal=internal, example=example)
    return Screen(card, rows(support, close))


async def on_help(update: Update, context: Context, _data: str = "") -> None:
    """Send the care card first and at once; only then ask the store for the site's number.

    A card that could not be sent raises, so the update is not acknowledged and comes again.
    """
    await asyncio.gather(answer_tap(update), show_care(context, person_of(update)))


async def show_care(context: Context, person: int) -> None:
    """Send the care card; then, if the store answers soon enough, the site's own number.

    Once the card stands nothing raises: it would be sent again for the sake of what follows it.
    """
    card = await show(context.bot, person, care_screen())
    await _add_security(context, person, card)
    await _keep_quiet(context, person)


async def _add_security(context: Context, person: int, card: int) -> None:
    try:
        async with asyncio.timeout(SITE_SECONDS):
            seat = await context.services.store.read(lambda tx: enrolments.of(tx, person))
    except (StoreDown, TimeoutError):
        return
    if seat is not None and seat.site is not None and seat.site.security:
        site = seat.site
        screen = care_screen(site.security, internal=site.security_internal, example=site.example)
        with suppress(TelegramError):
            await edited(context.bot, person, screen, card)  # one that was closed stays closed


async def _keep_quiet(context: Context, person: int) -> None:
    """Have no skill and no note come for a while; a pause does the same, so it tells no reason."""

    def turn(tx: Tx) -> None:
        quiet.hush(tx, person, (tx.now + QUIET).date())

    with suppress(StoreDown, TimeoutError):
        async with asyncio.timeout(SITE_SECONDS):
            await context.services.store.write(turn)


async def on_close(update: Update, context: Context, _data: str = "") -> None:
    """Take a care card out of the chat when the person has read it; nothing else can be closed."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    if CLOSE not in data_of(query.message):
        await answer_stale(update)
        return
    gone = await remove(context.bot, person_of(update), query.message.message_id)
    await answer_tap(update, "" if gone else label("copies", "too_old"))
