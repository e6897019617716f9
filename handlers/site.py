"""Which site a person belongs to: see it, change it, leave it."""

from dataclasses import dataclass
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, once, person_of
from handlers.home import as_read, seat_of, start_button
from handlers.paging import page_of, read_page
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.flow import PAGE
from models.site import Site
from models.store import enrolments, sites
from models.store.doors import Tx

ROOM = PAGE - 2
"""Sites on a page, beside the ways to others and out: keyboards stay short."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The person's own site, and the other open ones."""

    own: Site | None
    others: tuple[Site, ...]


async def on_site(update: Update, context: Context, data: str = "") -> None:
    """Show the sites, or take one of the buttons: site:join:<id>, site:leave, site:page:<n>."""
    person = person_of(update)
    _, verb, value = (*data.split(":", 2), "", "", "")[:3]
    done, screen = await once(update, context, partial(_turn, person, verb, value))
    toast = label("site", done) if done else ""
    shown = show(context.bot, person, screen, at=tapped(update))
    await deliver(update, context, "site", shown, toast=toast)


def _turn(person: int, verb: str, value: str, tx: Tx, fresh: bool) -> tuple[str, Screen]:
    done = ""
    if fresh and verb == "join" and _is_open(tx, value):
        enrolments.join(tx, person, value)
        done = "joined"
    elif fresh and verb == "leave":
        enrolments.change_site(tx, person, None)
        done = "left"
    page = read_page(value) if verb == "page" else 0
    return done, owed_screen(tx, person, page)


def _is_open(tx: Tx, site: str) -> bool:
    known = sites.by_id(tx, site)
    return known is not None and not known.closed


def owed_screen(tx: Tx, person: int, page: int = 0) -> Screen:
    """Return the person's site and the others that are open, as things stand now."""
    own = seat_of(tx, person).site
    known = [site for site in sites.all_sites(tx) if not site.closed]
    others = tuple(site for site in known if own is None or site.id != own.id)
    return as_read(tx, person, site_screen(Sites(own, others), page))


def site_screen(found: Sites, number: int = 0) -> Screen:
    """Return the site screen with a page of the other sites."""
    page = page_of(found.others, number, ROOM)
    shown = [Button(each.name, f"site:join:{each.id}") for each in page.items]
    if page.after is not None:
        shown.append(Button(label("site", "others"), f"site:page:{page.after}"))
    if found.own:
        shown.append(Button(label("site", "leave"), "site:leave"))
    part = "text" if found.own or found.others else "none"
    own = found.own
    text = say("site", part, site=own.name if own else "", example=bool(own and own.example))
    return Screen(text, (*rows(*shown), (help_button(), start_button())))
