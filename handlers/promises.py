"""Every promise, a page at a time, with the day on which it was last proven."""

import asyncio

from telegram import Update

from handlers.care import help_button
from handlers.chat import answer_tap, show, tapped
from handlers.context import Context, person_of
from messages.promises import promises
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say

PROMISES = "promises"
ROOM = 8
"""Promises on a page: a phone shows about so many without getting lost."""


async def on_promises(update: Update, context: Context, data: str = "") -> None:
    """Show a page of promises, `promises:<n>`; it needs no store."""
    at, page = tapped(update), data.partition(":")[2]
    screen = promises_screen(int(page) if page.isdecimal() and page.isascii() else 0)
    await asyncio.gather(answer_tap(update), show(context.bot, person_of(update), screen, at=at))


def promises_screen(page: int = 0) -> Screen:
    """Return a page of the promises; a page that is not there is the last one."""
    known = promises()
    page = min(page, (len(known) - 1) // ROOM)
    shown = [
        {"words": promise.words, "day": date_words(promise.proven)}
        for promise in known[page * ROOM :][:ROOM]
    ]
    on = Button(label("privacy", "next"), f"{PROMISES}:{page + 1}")
    back = Button(label("report/card", "back"), f"{PROMISES}:{page - 1}" if page else "privacy:")
    last = (page + 1) * ROOM >= len(known)
    ways = (back,) if last else (back, on)
    return Screen(say("privacy", "promises", shown=shown), (*rows(*ways), (help_button(),)))
