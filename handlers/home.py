"""The first screen: what this is, who sees what, and where to go from here."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.clearing import clear_of
from handlers.context import Context, Services, once, person_of
from messages.screen import Button, Screen, numbered, rows, viewed
from messages.times import until_words
from messages.words import label, say
from models.draft import Draft
from models.site import Site
from models.store import drafts, enrolments, sites
from models.store.doors import Tx


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person stands: their site, how they read, and whether a draft waits for them."""

    site: Site | None
    simple: bool
    draft: Draft | None

    @property
    def until(self) -> datetime | None:
        """Return until when the waiting draft is kept, None without one."""
        begun = self.draft and (self.draft.answers or self.draft.words)
        return self.draft.expires if self.draft and begun else None


def seat_of(tx: Tx, person: int) -> Seat:
    """Read where the person stands."""
    enrolment = enrolments.of(tx, person)
    draft = drafts.load(tx, person)
    if enrolment is None:
        return Seat(None, simple=False, draft=draft)
    return Seat(enrolment.site, enrolment.simple, draft)


def as_read(tx: Tx, person: int, screen: Screen) -> Screen:
    """Return a screen as the person reads it: in simple view, one button to a row."""
    enrolment = enrolments.of(tx, person)
    return viewed(screen, simple=enrolment is not None and enrolment.simple)


def start_button() -> Button:
    """Return the way back to the first screen."""
    return Button(label("home", "back"), "home:start")


def home_screen(seat: Seat, services: Services, link: str = "") -> Screen:
    """Return the first screen at this moment."""
    return home_at(seat, services.local_now(), link)


def home_at(seat: Seat, now: datetime, link: str = "") -> Screen:
    """Return the first screen at a local moment: at most 60 words, and at most 7 buttons."""
    until = until_words(seat.until.astimezone(now.tzinfo), now) if seat.until else ""
    site, example = (seat.site.name, seat.site.example) if seat.site else ("", False)
    begin = ("carry_on",) if until else ("me", "saw")
    view = "simple_off" if seat.simple else "simple_on"
    buttons = [Button(label("home", part), f"home:{part}") for part in begin]
    screen = Screen(
        say("home", site=site, example=example, until=until, link=link),
        (
            *rows(*buttons),
            (Button(label("home", "support"), "home:support"), help_button()),
            (
                Button(label("home", "more"), "home:more"),
                Button(label("home", view), f"home:{view}"),
            ),
        ),
    )
    return numbered(screen) if seat.simple else screen


async def on_start(update: Update, context: Context) -> None:
    """Answer /start, with or without a site's join code."""
    code = context.args[0] if context.args else ""
    person = person_of(update)
    seat, link = await once(update, context, partial(_arrive, person, code))
    screen = home_screen(seat, context.services, link)
    await deliver(update, context, "home", show(context.bot, person, screen))


def _arrive(person: int, code: str, tx: Tx, fresh: bool) -> tuple[Seat, str]:
    site = sites.by_code(tx, code) if code else None
    if site is not None and fresh:
        enrolments.join(tx, person, site.id)
    link = ("joined" if site else "unknown") if code else ""
    return seat_of(tx, person), link


async def on_home(update: Update, context: Context, _data: str = "") -> None:
    """Show the first screen in place of the message that was tapped."""
    person = person_of(update)
    seat = await once(update, context, lambda tx, _fresh: seat_of(tx, person))
    await show_home(update, context, seat)


async def show_home(update: Update, context: Context, seat: Seat) -> None:
    """Edit the tapped message into the first screen, or send it.

    A message that can clear the chat stays as it is, so that the way to clear is not lost.
    """
    at = tapped(update)
    if clear_of(update):
        at = None
    shown = show(context.bot, person_of(update), home_screen(seat, context.services), at=at)
    await deliver(update, context, "home", shown)


async def on_simple(update: Update, context: Context, data: str) -> None:
    """Turn the simple view on or off."""
    person = person_of(update)

    def turn(tx: Tx, fresh: bool) -> Seat:
        if fresh:
            enrolments.set_simple(tx, person, data == "home:simple_on")
        return seat_of(tx, person)

    await show_home(update, context, await once(update, context, turn))
