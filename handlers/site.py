"""Which site a person belongs to: see it, change it, leave it."""

from dataclasses import dataclass
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show
from handlers.context import Context, once, person_of
from handlers.home import seat_of, start_button
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.flow import PAGE
from models.site import Site
from models.store import enrolments, sites
from models.store.doors import Tx


@dataclass(frozen=True, slots=True)
class Sites:
    """The person's own site, the open ones, and what was just done ("", "joined", "left")."""

    own: Site | None
    others: tuple[Site, ...]
    done: str = ""


async def on_site(update: Update, context: Context, data: str = "") -> None:
    """Show the sites, or take one of the buttons: site:join:<id>, site:leave, site:page:<n>."""
    person = person_of(update)
    _, verb, value = (*data.split(":", 2), "", "", "")[:3]
    found = await once(update, context, partial(_turn, person, verb, value))
    page = int(value) if verb == "page" and value.isdecimal() else 0
    query = update.callback_query
    at = query.message.message_id if query and query.message else None
    toast = label("site", found.done) if found.done else ""
    shown = show(context.bot, person, site_screen(found, page), at=at)
    await deliver(update, context, "site", shown, toast=toast)


def _turn(person: int, verb: str, value: str, tx: Tx, fresh: bool) -> Sites:
    done = ""
    if fresh and verb == "join" and _is_open(tx, value):
        enrolments.join(tx, person, value)
        done = "joined"
    elif fresh and verb == "leave":
        enrolments.change_site(tx, person, None)
        done = "left"
    return sites_of(tx, person, done)


def _is_open(tx: Tx, site: str) -> bool:
    known = sites.by_id(tx, site)
    return known is not None and not known.closed


def sites_of(tx: Tx, person: int, done: str = "") -> Sites:
    """Read the person's site and the others that are open."""
    own = seat_of(tx, person).site
    known = [site for site in sites.all_sites(tx) if not site.closed]
    return Sites(own, tuple(site for site in known if own is None or site.id != own.id), done)


def site_screen(found: Sites, page: int = 0) -> Screen:
    """Return the site screen, at most 6 sites a page so that keyboards stay short."""
    room = PAGE - 2
    start = min(page * room, max(len(found.others) - 1, 0) // room * room)
    shown = [Button(s.name, f"site:join:{s.id}") for s in found.others[start : start + room]]
    if start + room < len(found.others):
        shown.append(Button(label("site", "others"), f"site:page:{start // room + 1}"))
    if found.own:
        shown.append(Button(label("site", "leave"), "site:leave"))
    part = "text" if found.own or found.others else "none"
    own = found.own
    text = say("site", part, site=own.name if own else "", example=bool(own and own.example))
    return Screen(text, (*rows(*shown), (help_button(), start_button())))
