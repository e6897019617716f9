"""Every promise, a page at a time, with the day on which it was last proven."""

import asyncio

from telegram import Update

from handlers.care import help_button
from handlers.chat import answer_tap, show, tapped
from handlers.context import Context, person_of
from handlers.paging import page_of, read_page
from messages.promises import promises
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say

PROMISES = "promises"
ROOM = 8
"""Promises on a page: a phone shows about so many without getting lost."""


async def on_promises(update: Update, context: Context, data: str = "") -> None:
    """Show a page of promises, `promises:<n>`; it needs no store."""
    screen = promises_screen(read_page(data.partition(":")[2]))
    shown = show(context.bot, person_of(update), screen, at=tapped(update))
    await asyncio.gather(answer_tap(update), shown)


def promises_screen(number: int = 0) -> Screen:
    """Return a page of the promises; a page that is not there is the last one."""
    page = page_of(promises(), number, ROOM)
    shown = [{"words": each.words, "day": date_words(each.proven)} for each in page.items]
    before = "privacy:" if page.before is None else f"{PROMISES}:{page.before}"
    ways = [Button(label("report/card", "back"), before)]
    if page.after is not None:
        ways.append(Button(label("privacy", "next"), f"{PROMISES}:{page.after}"))
    return Screen(say("privacy", "promises", shown=shown), (*rows(*ways), (help_button(),)))
