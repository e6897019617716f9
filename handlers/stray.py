"""Things nobody asked for: kindly removed from the chat, and nothing of them is kept."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from telegram import Message, Update
from telegram.error import TelegramError

from handlers.care import help_button
from handlers.chat import deliver, remove, show
from handlers.context import Context, once, person_of
from handlers.hearing import was_answered
from handlers.home import seat_of, start_button
from messages.screen import Button, Screen
from messages.words import label, say
from models.store import updates
from models.store.doors import Tx


@dataclass(frozen=True, slots=True)
class Answerable:
    """Whether a stray thing gets a line, and whether a draft waits for the person."""

    speak: bool
    waiting: bool


async def on_stray(update: Update, context: Context, part: str = "text") -> None:
    """Delete it from the chat and say one kind line; nothing of it is kept.

    An album of ten pictures gets one line, not ten. Below a card for danger it gets none: the card
    would be pushed out of sight by a line that says less. `part` is the line.
    """
    person, message = person_of(update), update.effective_message
    if message is None:
        return
    found = await once(update, context, partial(_turn, person, message))
    removed = await remove(context.bot, person, message.message_id)
    if found.speak and not (removed and was_answered(update, context)):
        screen = stray_screen(waiting=found.waiting, part=part if removed else "kept_there")
        await deliver(update, context, "stray", show(context.bot, person, screen))


async def take_out(update: Update, context: Context) -> None:
    """Take words that follow a command out of the chat, once the command was done.

    Where that fails they stay: the command must not be done again for it.
    """
    if update.message is not None:
        with suppress(TelegramError):
            await remove(context.bot, person_of(update), update.message.message_id)


def _turn(person: int, message: Message, tx: Tx, _fresh: bool) -> Answerable:
    album = message.media_group_id
    speak = album is None or updates.album_first_time(tx, album)
    return Answerable(speak, waiting=seat_of(tx, person).until is not None)


def stray_screen(*, waiting: bool, part: str = "text") -> Screen:
    """Return the kind line, with the way back to what was open."""
    way = Button(label("stray", "carry_on"), "home:carry_on") if waiting else start_button()
    return Screen(say("stray", part), ((help_button(), way),))
