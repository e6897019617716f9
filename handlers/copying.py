"""Copies to take away: made on the spot from the open draft or a report, and kept nowhere."""

import asyncio
from dataclasses import dataclass, replace
from functools import partial

from telegram import Bot, InputFile, Update
from telegram.constants import ParseMode

from handlers.chat import answer_tap, deliver, keyboard, remove, show, tapped
from handlers.context import Context, Services, once, person_of
from handlers.copies import COPIES, OUT, PDF, SORTS, file_screen, offer_screen, paste_screen
from handlers.report_lines import lines_to_take
from messages.copy import Copy, draw
from messages.screen import viewed
from messages.words import label
from models.filing import Keep, incident_of, keeps
from models.incident import Incident
from models.packs import EVERYTHING, Pack, form_of
from models.route import Route
from models.shift import week_of
from models.store import drafts, enrolments, incidents, routes, signing_keys
from models.store.doors import Tx
from models.store.signing_keys import Sealer


@dataclass(frozen=True, slots=True)
class Found:
    """What a copy is made of: the report, what signs it, and the site's own form if it has one.

    kept: it can be found again, in /mine; simple: the person reads in simple view.
    """

    incident: Incident
    sealer: Sealer
    form: Route | None
    kept: bool
    simple: bool


async def on_copy(update: Update, context: Context, data: str) -> None:
    """Take c:<sort>:<id>, a copy of the open draft or of a report, c::<id> or c:out."""
    _, sort, of = (*data.split(":", 2), "", "")[:3]
    if sort == OUT:
        await _take_out(update, context)
        return
    person, services = person_of(update), context.services
    turn = partial(found_for, person, of, services)
    found = await once(update, context, lambda tx, _fresh: turn(tx))
    if found is None or sort not in ("", *SORTS) or not (sort or found.kept):
        await answer_tap(update, label("report/finished", "gone"))
    elif sort == PDF:
        await deliver(update, context, COPIES, send_file(context.bot, person, found, services))
    elif sort:
        screen = paste_screen(found.incident, Pack(sort), found.form)
        await deliver(update, context, COPIES, show(context.bot, person, screen))
    else:
        offer = viewed(offer_screen(of), simple=found.simple)
        await deliver(update, context, "mine", show(context.bot, person, offer, at=tapped(update)))


def found_for(person: int, of: str, services: Services, tx: Tx) -> Found | None:
    """Read what a copy is made of; None for anything that is not this person's own."""
    incident = dict(incidents.mine(tx, person)).get(of)
    kept, draft = incident is not None, drafts.load(tx, person)
    if draft is not None and draft.id == of and keeps(draft) != (Keep.NOTHING,):
        incident = replace(incident_of(draft, tx.now, services.zone), words=draft.words)
    if incident is None:
        return None
    seat = enrolments.of(tx, person)
    site = seat.site.id if seat and seat.site else ""
    form = form_of(routes.at_site(tx, site), site)
    simple = seat is not None and seat.simple
    return Found(incident, signing_keys.sealer(tx), form, kept, simple)


async def send_file(bot: Bot, person: int, found: Found, services: Services) -> None:
    """Draw, sign and send the PDF, silently and unprotected: it is theirs to save."""
    copy = copy_of(found, services)
    file = await asyncio.to_thread(lambda: found.sealer.seal(draw(copy)))
    under = file_screen()
    await bot.send_document(
        person,
        InputFile(file, filename=copy.name),
        caption=under.text,
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        protect_content=False,
        api_kwargs={"reply_markup": keyboard(under)},
    )


def copy_of(found: Found, services: Services) -> Copy:
    """Return what is drawn: every answer as it was asked, and the week in which it is sealed."""
    incident, public = found.incident, services.public_url
    return Copy(
        lines=tuple(lines_to_take(incident, EVERYTHING)),
        words=incident.words,
        added=tuple((each.week, each.words) for each in incident.additions),
        witness=incident.witness,
        sealed=week_of(services.local_now().date()),
        key=found.sealer.id,
        organisation=services.organisation,
        contact=services.privacy_contact,
        address=f"{public}/verify" if public else "",
    )


async def _take_out(update: Update, context: Context) -> None:
    """Delete the message that was tapped; nothing else knows of it."""
    query = update.callback_query
    if query is None or query.message is None:
        return
    gone = await remove(context.bot, person_of(update), query.message.message_id)
    await answer_tap(update, label(COPIES, "removed" if gone else "too_old"))
