"""A lead looks after the routes of their own sites: says of each that it is right, or wrong."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show
from handlers.context import Context, once, person_of
from handlers.home import start_button
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say
from models.lead import Lead
from models.route import Route
from models.site import Site
from models.store import leads, routes
from models.store.doors import Tx

KEEPING = "keeping"
KEEP = "keep"
"""What the data of these buttons begins with; `owed` uses it as well."""
OPENING = ("one", "right", "wrong")
"""What a button may ask of one route; anything else is about the list."""
ROOM = 6
"""Routes on a page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A route with its site, and the day it was last made sure of, in words."""

    route: Route
    site: Site

    @property
    def checked(self) -> str:
        """Return the day, "" when nobody has made sure of it."""
        return date_words(self.route.verified) if self.route.verified else ""

    @property
    def example(self) -> bool:
        """Tell whether it is made up, by itself or with its site."""
        return self.route.example or self.site.example


@dataclass(frozen=True, slots=True)
class Desk:
    """What a lead looks after: all of it, the open one, what was just done ("right", "wrong")."""

    kept: tuple[Kept, ...]
    open: Kept | None = None
    done: str = ""


async def on_routes(update: Update, context: Context, data: str = "") -> None:
    """Show the list, or take keep:page:<n>, keep:one:<route>, keep:right:… or keep:wrong:…."""
    person, today = person_of(update), context.services.local_now().date()
    verb, value = _read(data)
    desk = await once(update, context, partial(_turn, person, data, today))
    query = update.callback_query
    at = query.message.message_id if query and query.message else None
    shown = show(context.bot, person, desk_screen(desk, verb, value), at=at)
    await deliver(update, context, KEEP, shown, toast=_toast(desk, verb))


def _read(data: str) -> tuple[str, str]:
    """Return what a button asks for, and of which route or page; both may be forged."""
    _, verb, value = (*data.split(":", 2), "", "", "")[:3]
    return verb, value


def _turn(person: int, data: str, today: date, tx: Tx, fresh: bool) -> Desk | None:
    """Look the right up and use it in one transaction: what was revoked is refused at once."""
    verb, value = _read(data)
    lead = leads.of(tx, person)
    done = _done(tx, lead, verb, value, today) if fresh and lead else ""
    return desk_of(tx, person, value if verb in OPENING else "", done)


def _done(tx: Tx, lead: Lead, verb: str, value: str, today: date) -> str:
    if value not in {route.id for route in _theirs(tx, lead)}:
        return ""
    if verb == "right" and routes.verify(tx, value, lead.name, today):
        return verb
    return verb if verb == "wrong" and routes.count_failure(tx, value) else ""


def desk_of(tx: Tx, person: int, value: str = "", done: str = "") -> Desk | None:
    """Read what this person looks after; None when they may not (any more)."""
    lead = leads.of(tx, person)
    if lead is None or not lead.may_verify:
        return None
    places = {site.id: site for site in lead.sites}
    kept = sorted((Kept(route, places[route.site]) for route in _theirs(tx, lead)), key=_due)
    return Desk(tuple(kept), next((each for each in kept if each.route.id == value), None), done)


def _due(kept: Kept) -> tuple[date, str, str]:
    """Put first what was never made sure of, then what was longest ago."""
    return kept.route.verified or date.min, kept.site.name, kept.route.name


def _theirs(tx: Tx, lead: Lead) -> list[Route]:
    return [route for route in routes.all_routes(tx) if lead.keeps(route)]


def _toast(desk: Desk | None, verb: str) -> str:
    if desk is None or verb not in OPENING:
        return ""
    if desk.open is None:
        return label(KEEPING, "gone")
    return label(KEEPING, "right_done") if desk.done == "right" else ""


def desk_screen(desk: Desk | None, verb: str = "", value: str = "") -> Screen:
    """Return the list, one route, thanks for saying that it is wrong, or a kind refusal."""
    if desk is None:
        support = Button(label("home", "support"), "home:support")
        return Screen(say(KEEPING, "refused"), ((support, help_button()), (start_button(),)))
    if desk.open is None:
        return _list(desk, int(value) if verb == "page" and value.isdecimal() else 0)
    if desk.done == "wrong":
        return Screen(say(KEEPING, "wrong_done"), _back())
    return _one(desk.open)


def _list(desk: Desk, page: int) -> Screen:
    start = min(page * ROOM, max(len(desk.kept) - 1, 0) // ROOM * ROOM)
    shown = desk.kept[start : start + ROOM]
    buttons = [Button(kept.route.name, f"{KEEP}:one:{kept.route.id}") for kept in shown]
    if start + ROOM < len(desk.kept):
        buttons.append(Button(label(KEEPING, "others"), f"{KEEP}:page:{start // ROOM + 1}"))
    text = say(KEEPING, "listed" if shown else "none", shown=shown)
    return Screen(text, (*rows(*buttons), (help_button(), start_button())))


def _one(kept: Kept) -> Screen:
    ident, able = kept.route.id, kept.route.can_be_verified
    right = [Button(label(KEEPING, "right"), f"{KEEP}:right:{ident}")] if able else []
    wrong = Button(label(KEEPING, "wrong"), f"{KEEP}:wrong:{ident}")
    return Screen(say(KEEPING, "one", kept=kept), (*rows(*right, wrong), *_back()))


def _back() -> tuple[tuple[Button, ...], ...]:
    return ((Button(label(KEEPING, "back"), f"{KEEP}:"), help_button()),)
