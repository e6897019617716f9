"""The quieter screens: More and Privacy."""

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, Services, once, person_of
from handlers.count_screens import Ask
from handlers.courses import COURSES
from handlers.home import as_read, start_button
from handlers.promises import PROMISES
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.lead import Lead
from models.store import leads
from models.store.doors import Tx


async def on_more(update: Update, context: Context, _data: str = "") -> None:
    """List what else there is."""
    await show_plain(update, context, "more")


async def on_privacy(update: Update, context: Context, _data: str = "") -> None:
    """Say who is responsible, what is kept, and who can see it."""
    await show_plain(update, context, "privacy")


async def show_plain(update: Update, context: Context, name: str) -> None:
    """Show one of these screens: a tap edits its message, a command gets a new one."""
    person, services = person_of(update), context.services
    screen = await once(
        update, context, lambda tx, _fresh: plain_screen(name, services, tx, person)
    )
    await deliver(update, context, name, show(context.bot, person, screen, at=tapped(update)))


def plain_screen(name: str, services: Services, tx: Tx, person: int) -> Screen:
    """Draw "more" or "privacy" for this person."""
    return as_read(tx, person, _SCREENS[name](services, tx, person))


def _more(_services: Services, tx: Tx, person: int) -> Screen:
    return more_screen(leads.of(tx, person))


def more_screen(lead: Lead | None) -> Screen:
    """Return what else there is, for a lead also what is theirs to look at and to look after."""
    parts = {part: f"{part}:" for part in ("skill", "mine", "plan", "site", COURSES)}
    keep = {"keep": "keep:"} if lead and lead.may_verify else {}
    seen = {"counts": str(Ask())} if lead else {"seen": "seen:"}
    parts = {**parts, **seen, **keep, "privacy": "privacy:", "stop": "stop:"}
    buttons = [Button(label("more", part), data) for part, data in parts.items()]
    return Screen(say("more"), (*rows(*buttons), (help_button(), start_button())))


def _privacy(services: Services, _tx: Tx, _person: int) -> Screen:
    return privacy_screen(services.organisation, services.privacy_contact)


def privacy_screen(organisation: str, contact: str) -> Screen:
    """Return who is responsible, what is kept, who can see it, and the way to all promises."""
    text = say("privacy", organisation=organisation, contact=contact)
    every = Button(label("privacy", "all"), f"{PROMISES}:")
    return Screen(text, ((every,), (help_button(), start_button())))


_SCREENS = {"more": _more, "privacy": _privacy}
PLAIN = tuple(_SCREENS)
