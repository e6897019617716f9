"""Becoming a wellbeing lead: what the link says first, the sentence to accept, and the yes."""

from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, once, person_of
from handlers.count_screens import Ask
from handlers.home import as_read, start_button
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.lead import LINK, Lead
from models.store import desk, leads
from models.store.doors import Tx

LEADS = "leads"
LEAD = "lead"
"""What the data of these buttons begins with."""
NAMED = 6
"""Sites that are named; of the others only the number is said."""


async def on_link(update: Update, context: Context) -> None:
    """Answer /start with an invitation: nothing is kept and nothing is used up by looking."""
    token = (context.args or [""])[0].removeprefix(LINK)
    person = person_of(update)

    def turn(tx: Tx, _fresh: bool) -> Screen:
        lead = leads.invited(tx, token)
        return as_read(tx, person, invitation_screen(lead, token) if lead else not_open_screen())

    screen = await once(update, context, turn)
    await deliver(update, context, "home", show(context.bot, person, screen))


async def on_lead(update: Update, context: Context, data: str) -> None:
    """Take lead:yes:<token> or lead:no."""
    person = person_of(update)
    _, verb, token = (*data.split(":", 2), "", "")[:3]
    lead, screen = await once(update, context, partial(_turn, person, verb, token))
    owed = LEAD if lead else "home"
    await deliver(update, context, owed, show(context.bot, person, screen, at=tapped(update)))


def _turn(person: int, verb: str, token: str, tx: Tx, fresh: bool) -> tuple[Lead | None, Screen]:
    lead = _accepted(tx, person, token, fresh=fresh) if verb == "yes" else None
    return lead, as_read(tx, person, answered_screen(verb, lead))


def _accepted(tx: Tx, person: int, token: str, *, fresh: bool) -> Lead | None:
    made = leads.accept(tx, person, token) if fresh else None
    if made is not None:
        desk.look(tx, person, "accepted", tx.now.date())
    return made or leads.of(tx, person)  # a second tap finds them a lead already


def answered_screen(verb: str, lead: Lead | None) -> Screen:
    """Return what follows Accept or Not now."""
    if lead is not None:
        return welcome_screen(lead)
    return not_open_screen() if verb == "yes" else _plain("declined")


def invitation_screen(lead: Lead, token: str) -> Screen:
    """Return what a lead sees and does not, what is kept, and the sentence to accept."""
    text = say(
        LEADS,
        called=lead.name,
        sites=lead.sites[:NAMED],
        more=len(lead.sites[NAMED:]),
        everywhere=lead.all_sites,
        verify=lead.may_verify,
    )
    accept = Button(label(LEADS, "accept"), f"{LEAD}:yes:{token}")
    not_now = Button(label(LEADS, "not_now"), f"{LEAD}:no")
    return Screen(text, (*rows(accept, not_now), (help_button(),)))


def welcome_screen(lead: Lead) -> Screen:
    """Return what somebody sees who is a lead from now on."""
    counts = Button(label("more", "counts"), str(Ask()))
    keep = [Button(label("more", "keep"), "keep:")] if lead.may_verify else []
    text = say(LEADS, "welcome", verify=lead.may_verify)
    return Screen(text, (*rows(counts, *keep), (help_button(), start_button())))


def owed_screen(tx: Tx, person: int) -> Screen:
    """Return what is owed to somebody who accepted, as they stand now."""
    lead = leads.of(tx, person)
    return as_read(tx, person, welcome_screen(lead) if lead else not_open_screen())


def not_open_screen() -> Screen:
    """Return kind words for a link that is unknown, over, used, or somebody else's."""
    return _plain("not_open")


def _plain(part: str) -> Screen:
    return Screen(say(LEADS, part), ((help_button(), start_button()),))
