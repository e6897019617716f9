"""Tells people of what will be erased within 14 days: once, silently, by day."""

from itertools import groupby
from operator import attrgetter

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers.care import help_button
from handlers.chat import show
from handlers.context import Services
from handlers.home import start_button
from messages.screen import Button, Screen
from messages.times import date_words
from messages.words import label, say
from models.store import endings, updates
from models.store.doors import Tx
from models.store.endings import Ending

TELL_FROM = 10
"""The local hour from which people are told: nobody is to wake from it."""

BATCH = 20
"""People told in one tick: what else is due waits a moment only."""


async def tell_endings(bot: Bot, services: Services) -> None:
    """Tell some of those who were not told yet; when nobody is left, rest until tomorrow."""
    local = services.local_now()
    if local.hour < TELL_FROM:
        return

    def turn(tx: Tx) -> list[Ending]:
        if updates.night_is_done(tx, "tell", local.date()):
            return []
        waiting = endings.untold(tx, services.retention)
        if not waiting:
            updates.night_first_time(tx, "tell", local.date())
        people = list(dict.fromkeys(each.telegram_id for each in waiting))[:BATCH]
        return endings.begin(tx, [each for each in waiting if each.telegram_id in people])

    things = await services.store.write(turn)
    person = attrgetter("telegram_id")
    for telegram_id, theirs in groupby(sorted(things, key=person), person):
        if not await _tell(bot, services, telegram_id, list(theirs)):
            return


async def _tell(bot: Bot, services: Services, telegram_id: int, things: list[Ending]) -> bool:
    """Tell one person; False when Telegram asks to wait. Not sent, it is begun again later."""
    try:
        await show(bot, telegram_id, ending_screen(things))
    except (Forbidden, BadRequest):
        pass  # nobody is there to be told
    except RetryAfter:
        return False
    except TelegramError:
        return True
    await services.store.write(lambda tx: endings.end(tx, things))
    return True


def ending_screen(things: list[Ending]) -> Screen:
    """Return what is said of things that end; a lock screen shows nothing of an incident."""
    day = date_words(min(each.day for each in things))
    kept = any(each.kind != "enrolments" for each in things)
    part = "text" if kept else "idle"
    button = Button(label("ends", "look"), "mine:") if kept else start_button()
    return Screen(say("ends", part, day=day), ((button,), (help_button(),)))
