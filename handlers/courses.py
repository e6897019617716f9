"""Courses to book: the routes of the kind training, of the person's site or open to all."""

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, Services, once, person_of
from handlers.home import as_read, seat_of, start_button
from handlers.recommend import RECOMMEND
from handlers.routes import ROUTES, Shelf
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.choosing import PAGE, courses
from models.store import routes
from models.store.doors import Tx

COURSES = "courses"


async def on_courses(update: Update, context: Context, _data: str = "") -> None:
    """List the courses that somebody can book."""
    person, services = person_of(update), context.services
    screen = await once(update, context, lambda tx, _fresh: owed_screen(services, tx, person))
    await deliver(update, context, COURSES, show(context.bot, person, screen, at=tapped(update)))


def owed_screen(services: Services, tx: Tx, person: int) -> Screen:
    """Return the courses of a person's site as they stand now."""
    site = seat_of(tx, person).site
    theirs = routes.at_site(tx, site.id if site else "")
    shelf = Shelf(theirs, site, services.local_now())
    return as_read(tx, person, courses_screen(shelf))


def courses_screen(shelf: Shelf) -> Screen:
    """Return the courses with a button to each one's page, the site's own first."""
    tell = Button(label(COURSES, "recommend"), f"{RECOMMEND}:")
    ways = ((tell,), (help_button(), start_button()))
    chosen = courses(shelf.routes, shelf.site, shelf.now)[:PAGE]
    if not chosen:
        return Screen(say(COURSES, "none"), ways)
    told = [shelf.told(each) for each in chosen]
    text = say(ROUTES, "listed", title=label(COURSES, "title"), advice=[], shown=told)
    links = [
        Button(each.route.name, url=each.route.link) for each in chosen if shelf.told(each).link
    ]
    return Screen(text, (*rows(*links), *ways))
