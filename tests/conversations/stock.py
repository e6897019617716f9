"""The example trust with its own routes, beside those that come with the program."""

from datetime import UTC, datetime

from bot.sandbox.example_routes import example_routes
from bot.sandbox.example_trust import SITES
from handlers.place import Place, read_place
from handlers.routes import Shelf
from messages.words import label
from models.route import Route
from models.store import routes, sites
from models.store.doors import Tx
from tests.conversations.phone import LONDON, House, Phone

TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BANK_HOLIDAY_NIGHT = datetime(2026, 12, 28, 3, 0, tzinfo=UTC)
"""Monday the 28th stands in for Boxing Day, which fell on the Saturday."""
TALK = label("support", "talk")
WORK = label("support", "work")
FAILED = label("routes", "did_not_work")
MORE = label("routes", "more")


async def stocked(house: House) -> None:
    """Put in the example sites, their routes and the seed, at the house's present moment."""

    def fill(tx: Tx) -> None:
        for site in SITES:
            sites.add(tx, site)
        routes.plant(tx)
        for route in example_routes(tx.now.date()):
            routes.save(tx, route)

    await house.store.write(fill)


async def shelf_of(phone: Phone, site: str = "pebblewick") -> Shelf:
    """Return what the person's lists are drawn from."""
    held = await phone.house.store.read(routes.all_routes)
    found = await phone.house.store.read(lambda tx: sites.by_id(tx, site))
    return Shelf(held, found, phone.house.world.now().astimezone(LONDON))


def places(phone: Phone) -> list[Place]:
    """Return where the buttons of the newest screen lead among the routes."""
    data = (b.value for row in phone.screen.buttons for b in row if b.kind == "callback")
    return [place for place in map(read_place, data) if place is not None]


async def routes_shown(phone: Phone) -> list[Route]:
    """Return the routes that have a button on the newest screen, in its order."""
    held = {route.id: route for route in await phone.house.store.read(routes.all_routes)}
    return [held[place.route] for place in places(phone) if place.route]
