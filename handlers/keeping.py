"""A lead looks after the routes of their own sites: says of each that it is right, or wrong."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, once, person_of
from handlers.home import as_read, start_button
from handlers.paging import page_of, read_page
from messages.hours import hours_words
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
SAYING = ("right", "wrong")
OPENING = ("one", *SAYING)
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
    def hours(self) -> str:
        """Return its hours as they are said, "" when nobody knows them."""
        return hours_words(self.route.hours)

    @property
    def example(self) -> bool:
        """Tell whether it is made up, by itself or with its site."""
        return self.route.example or self.site.example


@dataclass(frozen=True, slots=True)
class Ask:
    """What a button asks for, of which route or page, and the mark of what it showed.

    All of it may be forged, and as old as the chat: a route may have been changed since.
    """

    verb: str = ""
    value: str = ""
    mark: str = ""


_LIST = Ask()


@dataclass(frozen=True, slots=True)
class KeptRoutes:
    """What a lead looks after: all of it, and the open one.

    done: what became of the tap on it: "right", "wrong", "changed" when it was another then.
    """

    kept: tuple[Kept, ...]
    open: Kept | None = None
    done: str = ""


async def on_routes(update: Update, context: Context, data: str = "") -> None:
    """Show the list, or take keep:page:<n>, keep:one:<route>, keep:right:<route>:<mark>, …."""
    person, today = person_of(update), context.services.local_now().date()
    ask = Ask(*data.split(":", 3)[1:])
    theirs, screen = await once(update, context, partial(_turn, person, ask, today))
    shown = show(context.bot, person, screen, at=tapped(update))
    await deliver(update, context, KEEP, shown, toast=_toast(theirs, ask))


def _turn(
    person: int, ask: Ask, today: date, tx: Tx, fresh: bool
) -> tuple[KeptRoutes | None, Screen]:
    """Look the right up and use it in one transaction: what was revoked is refused at once."""
    lead = leads.of(tx, person, hold=True)
    done = _done(tx, lead, ask, today) if fresh and lead else ""
    theirs = kept_routes(tx, person, ask.value if ask.verb in OPENING else "", done)
    return theirs, as_read(tx, person, keeping_screen(theirs, ask))


def _done(tx: Tx, lead: Lead, ask: Ask, today: date) -> str:
    if ask.verb not in SAYING or ask.value not in {route.id for route in _routes_of(tx, lead)}:
        return ""
    route = routes.by_id(tx, ask.value, hold=True)
    if route is None or route.mark != ask.mark:
        return "changed"
    if ask.verb == "right":
        return ask.verb if routes.verify(tx, route.id, lead.name, today) else ""
    return ask.verb if routes.count_failure(tx, route.id) else ""


def kept_routes(tx: Tx, person: int, value: str = "", done: str = "") -> KeptRoutes | None:
    """Read what this person looks after; None when they may not (any more)."""
    lead = leads.of(tx, person)
    if lead is None or not lead.may_verify:
        return None
    places = {site.id: site for site in lead.sites}
    kept = sorted((Kept(route, places[route.site]) for route in _routes_of(tx, lead)), key=_due)
    return KeptRoutes(
        tuple(kept), next((each for each in kept if each.route.id == value), None), done
    )


def owed_screen(tx: Tx, person: int) -> Screen:
    """Return what is owed when a screen of these did not arrive: the list as it stands."""
    return as_read(tx, person, keeping_screen(kept_routes(tx, person)))


def _due(kept: Kept) -> tuple[date, str, str]:
    """Put first what was never made sure of, then what was longest ago."""
    return kept.route.verified or date.min, kept.site.name, kept.route.name


def _routes_of(tx: Tx, lead: Lead) -> list[Route]:
    return [route for route in routes.all_routes(tx) if lead.keeps(route)]


def _toast(theirs: KeptRoutes | None, ask: Ask) -> str:
    if theirs is None or ask.verb not in OPENING:
        return ""
    if theirs.open is None:
        return label(KEEPING, "gone")
    if theirs.done == "changed":
        return label(KEEPING, "changed")
    return label(KEEPING, "right_done") if theirs.done == "right" else ""


def keeping_screen(theirs: KeptRoutes | None, ask: Ask = _LIST) -> Screen:
    """Return the list, one route, thanks for saying that it is wrong, or a kind refusal."""
    if theirs is None:
        support = Button(label("home", "support"), "home:support")
        return Screen(say(KEEPING, "refused"), ((support, help_button()), (start_button(),)))
    if theirs.open is None:
        return _list(theirs, read_page(ask.value) if ask.verb == "page" else 0)
    if theirs.done == "wrong":
        return Screen(say(KEEPING, "wrong_done"), _back())
    return _one(theirs.open)


def _list(theirs: KeptRoutes, number: int) -> Screen:
    page = page_of(theirs.kept, number, ROOM)
    buttons = [Button(kept.route.name, f"{KEEP}:one:{kept.route.id}") for kept in page.items]
    if page.after is not None:
        buttons.append(Button(label(KEEPING, "others"), f"{KEEP}:page:{page.after}"))
    if page.before is not None:
        buttons.append(Button(label("report/card", "back"), f"{KEEP}:page:{page.before}"))
    text = say(KEEPING, "listed" if page.items else "none", shown=page.items)
    return Screen(text, (*rows(*buttons), (help_button(), start_button())))


def _one(kept: Kept) -> Screen:
    route = kept.route
    verbs = SAYING if route.can_be_verified else ("wrong",)
    says = (Button(label(KEEPING, v), f"{KEEP}:{v}:{route.id}:{route.mark}") for v in verbs)
    return Screen(say(KEEPING, "one", kept=kept), (*rows(*says), *_back()))


def _back() -> tuple[tuple[Button, ...], ...]:
    return ((Button(label(KEEPING, "back"), f"{KEEP}:"), help_button()),)
