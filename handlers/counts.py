"""Counts: a lead looks at what is posted of their sites; staff see the same first screen."""

import asyncio

from telegram import InputFile, Update
from telegram.constants import ParseMode

from handlers import count_files, viewing
from handlers.chat import answer_stale, deliver, keyboard, show, tapped
from handlers.context import Context, once, person_of
from handlers.count_screens import (
    Ask,
    newest_screen,
    none_screen,
    read_ask,
    table_of,
    table_screen,
    tables_screen,
)
from handlers.count_view import COUNTS, Counts
from handlers.home import Seat, seat_of
from handlers.stray import on_stray
from handlers.viewing import Look
from messages import chart
from messages.screen import Screen, viewed
from messages.words import label
from models.store import sites
from models.store.doors import Tx

NOTED = {"note_on": "noted", "note_off": "not_noted"}
"""What a tap about notes is answered with."""
CHART = "chart"
SEEN = "seen"
"""What the data of the button begins with that shows staff what leads see."""


async def on_counts(update: Update, context: Context, data: str = "") -> None:
    """Show the newest release to a lead, or take a button of it.

    Whether they are one, and of which sites, is read anew each time, in the transaction that
    notes what they look at. Who is none gets what comes of any command or button that is none.
    """
    ask, person = read_ask(data), person_of(update)
    seat = await once(update, context, lambda tx, _fresh: seat_of(tx, person))
    look = await viewing.look(context.services, person, ask)
    if look is None and data:
        await answer_stale(update)
    elif look is None:
        await on_stray(update, context)
    elif look.counts is not None and ask.verb == CHART:
        await _send_chart(update, context, look.counts, ask)
    elif look.counts is not None and ask.verb in count_files.FILES:
        await _send_file(update, context, look.counts, ask.verb)
    else:
        toast = label(COUNTS, NOTED[ask.verb]) if ask.verb in NOTED else ""
        await _show(update, context, screen_of(look, ask), seat, toast)


def screen_of(look: Look, ask: Ask) -> Screen:
    """Return the screen that a button asks for; for anything that is not theirs the first one."""
    if look.counts is None:
        return none_screen()
    if ask.verb == "tables":
        return tables_screen(look.counts, ask.page)
    if ask.verb == "table" and table_of(look.counts, ask):
        return table_screen(look.counts, ask)
    return newest_screen(look.counts, lead=True, note=look.note)


async def on_what_leads_see(update: Update, context: Context, _data: str = "") -> None:
    """Show to anybody what leads see first, by the same code: of the whole, and of their site."""
    person = person_of(update)

    def turn(tx: Tx, _fresh: bool) -> tuple[Seat, bool]:
        return seat_of(tx, person), viewing.is_simulated(sites.all_sites(tx))

    seat, simulated = await once(update, context, turn)
    theirs = (seat.site,) if seat.site else ()
    counts = await viewing.counts_for(context.services, theirs, simulated=simulated)
    screen = newest_screen(counts, lead=False) if counts else none_screen()
    await _show(update, context, screen, seat)


async def _show(
    update: Update, context: Context, screen: Screen, seat: Seat, toast: str = ""
) -> None:
    """Show a screen of counts: a tap edits its message, a command gets a new one."""
    shown = viewed(screen, simple=seat.simple)
    sending = show(context.bot, person_of(update), shown, at=tapped(update))
    await deliver(update, context, COUNTS, sending, toast=toast)


async def _send_chart(update: Update, context: Context, counts: Counts, ask: Ask) -> None:
    """Draw a chart and send it silently; one of nothing that is theirs is that of the whole."""
    table = table_of(counts, ask) or table_of(counts, Ask(table="all"))
    if table is None:
        await answer_stale(update)
        return
    picture = await asyncio.to_thread(chart.draw, count_files.chart_of(counts, table))
    under = count_files.picture_screen(counts, table)
    sending = context.bot.send_photo(
        person_of(update),
        InputFile(picture, filename="chart.png"),
        caption=under.text,
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        api_kwargs={"reply_markup": keyboard(under)},
    )
    await deliver(update, context, COUNTS, sending)


async def _send_file(update: Update, context: Context, counts: Counts, sort: str) -> None:
    """Write every figure that is theirs to see into a file, and send it silently."""
    services, now = context.services, context.services.clock()
    figures = await viewing.everything_for(services, counts)
    file = await asyncio.to_thread(count_files.file_of, sort, figures, counts, now)
    under = count_files.file_screen()
    sending = context.bot.send_document(
        person_of(update),
        InputFile(file, filename=f"counts-{services.local_now():%Y-%m}.{sort}"),
        caption=under.text,
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        api_kwargs={"reply_markup": keyboard(under)},
    )
    await deliver(update, context, COUNTS, sending)
