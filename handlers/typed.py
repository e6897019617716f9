"""Text: a typed number or label is the button it means; then own words; all else is stray."""

import re

from telegram import Update

from handlers import checkin_taps, own_words
from handlers.buttons import press
from handlers.card import Brush
from handlers.chat import remove
from handlers.confidence import scale_screen
from handlers.context import Context, Services, person_of
from handlers.home import Seat, home_screen, seat_of
from handlers.mine import adding_screen
from handlers.stray import on_stray
from messages.screen import Screen
from models.draft import AWAY, Adding, Scale
from models.turn import takes_words

_NUMBER = re.compile(r"[1-9][0-9]?")
"""How a button is numbered in simple view."""
_BEFORE = re.compile(r"\A([1-9][0-9]?\. )?(✓ )?")
"""What may stand before the words of a button: its number in simple view, and a tick."""
_DIGITS = re.compile(r"[0-9]{1,3}")
"""What was meant for a number, though no button has it."""


async def on_text(update: Update, context: Context) -> None:
    """Take a typed number or label as the button it means; then own words; all else is stray."""
    person = person_of(update)
    message = update.effective_message
    if message is None:
        return
    text, services = message.text or "", context.services
    seat = await services.store.read(lambda tx: seat_of(tx, person))
    data = _meant(text, seat, services)
    if data is None and (seat.draft is None or seat.draft.view.panel == AWAY):
        data = await services.store.read(lambda tx: checkin_taps.meant(tx, person, text))
    if data is not None and update.edited_message is None:
        await press(update, context, data)
        await remove(context.bot, person, message.message_id)
    elif seat.draft is not None and takes_words(seat.draft):
        await own_words.on_words(update, context)
    elif seat.simple and _DIGITS.fullmatch(text.strip()):
        await on_stray(update, context, "number")
    elif seat.draft is not None and seat.draft.card is not None:
        await own_words.on_stray_words(update, context)
    else:
        await on_stray(update, context)


def _meant(text: str, seat: Seat, services: Services) -> str | None:
    """Return the callback data of the button that was typed, of a scale before all others.

    A scale is numbers for everybody. On other screens who sees none means no button by one: it
    may be an answer to something else.
    """
    typed_for = seat.draft.typed_for if seat.draft else None
    on_scale = isinstance(typed_for, Scale) and _labelled(text, scale_screen(typed_for))
    screen = _open_screen(seat, services)
    return on_scale or (seat.simple and _numbered(text, screen)) or _labelled(text, screen) or None


def _open_screen(seat: Seat, services: Services) -> Screen:
    """Return the screen that a typed answer belongs to: the open card, else the first one."""
    if seat.draft is not None and isinstance(seat.draft.typed_for, Adding):
        return adding_screen(seat.draft.typed_for.report)
    if seat.draft is None or seat.draft.view.panel == AWAY:
        return home_screen(seat, services)
    return Brush(seat.draft, seat.site, services.local_now(), services.zone).screen()


def _numbered(text: str, screen: Screen) -> str:
    typed, buttons = text.strip(), [button for button in screen.buttons if button.data]
    if not _NUMBER.fullmatch(typed) or int(typed) > len(buttons):
        return ""
    return buttons[int(typed) - 1].data


def _labelled(text: str, screen: Screen) -> str:
    typed = _words(text)
    return next((b.data for b in screen.buttons if b.data and _words(b.label) == typed), "")


def _words(said: str) -> str:
    return _BEFORE.sub("", said.strip()).casefold()
