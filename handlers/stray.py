"""Text and things nobody asked for: a typed answer is taken, all else is kindly removed."""

import re
from dataclasses import dataclass
from functools import partial

from telegram import Message, Update

from handlers import answering, own_words
from handlers.buttons import press
from handlers.card import Brush
from handlers.care import help_button
from handlers.chat import deliver, remove, show
from handlers.context import Context, Services, once, person_of
from handlers.home import Seat, home_screen, seat_of, start_button
from handlers.mine import adding_screen
from messages.screen import Button, Screen
from messages.words import label, say
from models.draft import AWAY
from models.store import updates
from models.store.doors import Tx
from models.turn import takes_words

_NUMBER = re.compile(r"[1-9][0-9]?")
"""How a button is numbered in simple view."""


async def on_text(update: Update, context: Context) -> None:
    """Take a typed number or label as the button it means; then own words; all else is stray."""
    person = person_of(update)
    message = update.effective_message
    if message is None:
        return
    text, services = message.text or "", context.services
    seat = await services.store.read(lambda tx: seat_of(tx, person))
    data = _meant(text, _open_screen(seat, services))
    if data is None and (seat.draft is None or seat.draft.view.panel == AWAY):
        data = await services.store.read(lambda tx: answering.meant(tx, person, text))
    if data is not None and update.edited_message is None:
        await press(update, context, data)
        await remove(context.bot, person, message.message_id)
    elif seat.draft is not None and takes_words(seat.draft):
        await own_words.on_words(update, context)
    elif seat.draft is not None and seat.draft.card is not None:
        await own_words.on_stray_words(update, context, on_stray)
    else:
        await on_stray(update, context)


def _open_screen(seat: Seat, services: Services) -> Screen:
    """Return the screen that a typed answer belongs to: the open card, else the first one."""
    if seat.draft is not None and seat.draft.adding is not None:
        return adding_screen(seat.draft.adding.report)
    if seat.draft is None or seat.draft.view.panel == AWAY:
        return home_screen(seat, services)
    return Brush(seat.draft, seat.site, services.local_now(), services.zone).screen()


def _meant(text: str, screen: Screen) -> str | None:
    """Return the callback data of the button that was typed, by its number or its label."""
    typed = text.strip().casefold()
    buttons = [button for button in screen.buttons if button.data]
    if _NUMBER.fullmatch(typed) and int(typed) <= len(buttons):
        return buttons[int(typed) - 1].data
    return next((b.data for b in buttons if b.label.strip("✓ ").casefold() == typed), None)


@dataclass(frozen=True, slots=True)
class Answerable:
    """Whether a stray thing gets a line, and whether a draft waits for the person."""

    speak: bool
    waiting: bool


async def on_stray(update: Update, context: Context) -> None:
    """Delete it from the chat and say one kind line; nothing of it is kept.

    An album of ten pictures gets one line, not ten.
    """
    person, message = person_of(update), update.effective_message
    if message is None:
        return
    found = await once(update, context, partial(_turn, person, message))
    removed = await remove(context.bot, person, message.message_id)
    if found.speak:
        screen = stray_screen(waiting=found.waiting, removed=removed)
        await deliver(update, context, "stray", show(context.bot, person, screen))


def _turn(person: int, message: Message, tx: Tx, _fresh: bool) -> Answerable:
    album = message.media_group_id
    speak = album is None or updates.album_first_time(tx, album)
    return Answerable(speak, waiting=seat_of(tx, person).until is not None)


def stray_screen(*, waiting: bool, removed: bool = True) -> Screen:
    """Return the kind line, with the way back to what was open."""
    way = Button(label("stray", "carry_on"), "home:carry_on") if waiting else start_button()
    return Screen(say("stray", "text" if removed else "kept_there"), ((help_button(), way),))
