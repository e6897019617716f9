"""Support at any hour: what it is about, the few routes that fit, and one route's card."""

import asyncio
from dataclasses import dataclass, replace

from telegram import Update

from handlers import aid
from handlers.care import care_screen, help_button
from handlers.chat import answer_stale, data_of, deliver, show
from handlers.checkins import CHECK
from handlers.clearing import clear_of
from handlers.context import Context, Services, once, person_of
from handlers.home import seat_of, start_button
from handlers.moments import offered
from handlers.place import ANY_TIME, NEEDS, Place, read_place
from handlers.routes import Shelf, card_screen, failed_screen, list_screen
from handlers.wishing import offer_of
from messages.screen import Button, Screen, rows, viewed
from messages.words import label, say
from models.asked import Facts, Need
from models.report import REPORT, Role, pages
from models.skill import Lesson
from models.store import routes, updates
from models.store.doors import StoreDown, Tx

STORE_SECONDS = 2.0
"""How long the list may take; then the care card stands in, which needs no store."""
SUPPORT = "support"
FORGETTING = (Need.NOTE, Need.NOT_NOW)
"""Two ends of a log that carry nothing of it any further."""

HOME_BUTTON = "home:support"


@dataclass(frozen=True, slots=True)
class Found:
    """What a transaction read: the shelf, how the person reads, a skill that may be offered."""

    shelf: Shelf
    simple: bool
    skill: Lesson | None = None


def asks_for_support(update: Update) -> bool:
    """Tell whether an update leads to a screen of support, which needs no store to be answered."""
    query, message = update.callback_query, update.message
    if query is not None:
        data = query.data or ""
        return data == HOME_BUTTON or data.partition(":")[0] in NEEDS
    return message is not None and (message.text or "").startswith(f"/{SUPPORT}")


async def on_support(update: Update, context: Context, _data: str = "") -> None:
    """Ask what it is about: /support, and every Support button."""
    await show_place(update, context, Place())


async def on_place(update: Update, context: Context, data: str) -> None:
    """Take a button of the routes; one that we never wrote changes nothing and says so."""
    place = read_place(data)
    if place is None:
        await answer_stale(update)
        return
    await show_place(update, context, place)


async def show_place(update: Update, context: Context, place: Place) -> None:
    """Show a place in the message that was tapped, or as a new one; the care card if need be."""
    at, toast = _message_for(update), ""
    try:
        async with asyncio.timeout(STORE_SECONDS):
            found = await _found(update, context, place)
    except (StoreDown, TimeoutError):
        screen = _kept(without_store(place), update, context, place)
    else:
        screen = draw(place, found.shelf, found.skill)
        screen = viewed(_kept(screen, update, context, place), simple=found.simple)
        if place.route and found.shelf.at(place) is None:
            toast = label("routes", "gone")
    shown = show(context.bot, person_of(update), screen, at=at)
    # Owed as support, also after a log: a row that tells of a log could tie a person to one.
    await deliver(update, context, SUPPORT, shown, toast=toast)


def _message_for(update: Update) -> int | None:
    """Return the message to show it in; a check-in keeps its own, so that it can be answered."""
    query = update.callback_query
    message = query.message if query else None
    asks = any(each.startswith(f"{CHECK}:") for each in data_of(message))
    return None if message is None or asks else message.message_id


async def _found(update: Update, context: Context, place: Place) -> Found:
    """Read what the list is drawn from, then note the update and what did not work.

    Reading is the longer part, so that it stands apart: it holds up nobody who writes.
    """
    person, services = person_of(update), context.services
    found = await services.store.read(lambda tx: found_for(tx, person, services, place))
    failed = bool(place.failed) and found.shelf.at(place) is not None

    def turn(tx: Tx, fresh: bool) -> None:
        if fresh and failed and updates.card_first_time(tx, place.failed):
            routes.count_failure(tx, place.route)

    await once(update, context, turn, touch=not failed)
    return found


def found_for(tx: Tx, person: int, services: Services, place: Place | None = None) -> Found:
    """Read what a person's screen is drawn from."""
    seat, now = seat_of(tx, person), services.local_now()
    skill = offered(tx, person, now.date(), place or Place())
    theirs = routes.at_site(tx, seat.site.id if seat.site else "")
    return Found(Shelf(theirs, seat.site, now), seat.simple, skill)


def without_store(place: Place) -> Screen:
    """Return why there is no list, the care card in full, and the way to try again."""
    again = Button(label("trouble", "again"), str(place))
    text = f"{say('trouble', 'no_list')}\n\n{care_screen().text}"
    return Screen(text, ((again, help_button()),))


def _kept(screen: Screen, update: Update, context: Context, place: Place) -> Screen:
    """Keep the ways to check-ins and to a clear chat, if the message that was tapped had them."""
    forget = not place.logged or place.need in FORGETTING
    offer = offer_of(update, context.services.zone.key, forget=forget)
    return replace(screen, rows=(*screen.rows, *rows(*offer, *clear_of(update))))


def first_screen(found: Found) -> Screen:
    """Return the screen that /support begins with, as the person reads."""
    return viewed(needs_screen(found.shelf), simple=found.simple)


def draw(place: Place, shelf: Shelf, skill: Lesson | None = None) -> Screen:
    """Return the screen of a place; a moment to breathe may go on with a skill."""
    if place.need is None:
        return aid.question_screen(place) if place.logged else needs_screen(shelf)
    if place.logged and place.need in aid.QUIET:
        return aid.quiet_screen(place, skill)
    if place.need is Need.JOB and place.facts.role is None:
        return roles_screen(place)
    chosen = shelf.at(place) if place.route else None
    if chosen is not None:
        return failed_screen(place, shelf) if place.failed else card_screen(place, shelf, chosen)
    title = label(aid.AID if place.logged else SUPPORT, place.need)
    return list_screen(place.listed, shelf, title)


def needs_screen(shelf: Shelf) -> Screen:
    """Return what support may be about, and the site's own contacts."""
    needs = (Button(label(SUPPORT, need), str(Place(need=need))) for need in ANY_TIME)
    text = say(SUPPORT, site=shelf.site)
    return Screen(text, (*rows(*needs), (help_button(), start_button())))


def roles_screen(place: Place) -> Screen:
    """Ask for the role group, in the words and pages of the report."""
    leaves = pages(REPORT.question("role"), None)
    page = min(place.page, len(leaves) - 1)
    shown = [
        Button(label("report/role", role), str(Place(need=place.need, facts=_of(role))))
        for role in leaves[page]
    ]
    if page < len(leaves) - 1:
        shown.append(Button(label("report/role", "others"), str(replace(place, page=page + 1))))
    before = replace(place, page=page - 1) if page else place.question
    back = Button(label("report/card", "back"), str(before))
    return Screen(say(SUPPORT, "roles"), (*rows(*shown), (back, help_button())))


def _of(role: str) -> Facts:
    return Facts(role=Role(role))
