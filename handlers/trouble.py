"""When we fail: the care card with a kind line, so that nobody is left with silence."""

from telegram import Bot, Update
from telegram.error import TelegramError

from handlers.care import care_screen, help_button
from handlers.chat import show
from handlers.context import person_of
from handlers.home import start_button
from messages.screen import Screen
from messages.words import say


def busy_screen() -> Screen:
    """Return what stands when the store is down: the line, and the care card in full."""
    care = care_screen()
    return Screen(f"{say('trouble', 'busy')}\n\n{care.text}", ((help_button(),),))


def sorry_screen(reference: str) -> Screen:
    """Return the kind sentence after a fault of ours, with the reference to tell somebody."""
    return Screen(say("trouble", reference=reference), ((help_button(), start_button()),))


async def tell(bot: Bot, update: Update, screen: Screen) -> None:
    """Send a screen of trouble; if that fails too there is nothing more to try."""
    try:
        await show(bot, person_of(update), screen)
    except (TelegramError, ValueError):
        return
