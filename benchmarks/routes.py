"""Measures choosing among 1,000 support routes, against reading every line's hours each time.

And what it costs to read them from SQLite first: a site's own and everybody's, when all are for
everybody and when most are other sites'. Reading rows is the plain way, without parsing them.

The routes are copies of the program's own under hours of their own, so that half of them fit every
need: the hardest case. The usual one: most of the 1,000 are other sites' own. Only what this
program computes is counted, so that others on the machine do not matter.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models.asked import Asked, Facts, Need
from models.choosing import choose
from models.clock import system_clock
from models.hours_reading import bank_holidays, read
from models.report import Ground, Role, What, Who
from models.route import Route
from models.route_file.read import seed_routes
from models.sealing import Vault, new_key
from models.site import Nation
from models.store.doors import Store, Tx
from models.store.migrate import migrate
from models.store.routes import at_site, plant
from models.tables import route as table

ROUTES, ROUNDS = 1000, 20
MOMENT = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
AT_SITE = partial(at_site, site="s1")
FACTS = Facts(
    what=frozenset({What.SEXUAL_TOUCH, What.HATE}),
    who=frozenset({Who.MANAGER}),
    grounds=frozenset({Ground.RELIGION}),
    role=Role.NURSE,
)


def main() -> None:
    """Print milliseconds for one choice, over all needs at minutes that follow each other."""
    everywhere, of_sites = tuple(national()), tuple(local())
    lines = len({route.hours for route in everywhere})
    print(f"choosing among {ROUTES:,} routes with {lines} different hours")
    plain = cost(lambda _need, moment: read_each_time(everywhere, moment), rounds=2)
    hard = cost(lambda need, moment: choose(everywhere, Asked(need, FACTS), moment))
    usual = cost(lambda need, moment: choose(of_sites, Asked(need, FACTS, "s1"), moment))
    print(f"  filter, and read each line's hours  {plain:8.2f} ms")
    print(f"  choose, all 1,000 for everybody     {hard:8.2f} ms   {plain / hard:.0f} times")
    print(f"  choose, most of them other sites'   {usual:8.2f} ms   {plain / usual:.0f} times")
    print("reading them from SQLite, row by row and as the text that is remembered")
    for name, routes in (("all of them", everywhere), ("a site's, and everybody's", of_sites)):
        rows, spent = asyncio.run(reading(routes, by_rows)), asyncio.run(reading(routes, AT_SITE))
        print(f"  {name:<35} {rows:8.2f} ms {spent:8.2f} ms   {rows / spent:.1f} times")


def cost(run: Callable[[Need, datetime], object], rounds: int = ROUNDS) -> float:
    """Return the median milliseconds of one run."""
    seen = []
    for minute in range(rounds):
        for need in Need:
            begun = time.thread_time()
            run(need, MOMENT + timedelta(minutes=minute))
            seen.append(time.thread_time() - begun)
    return statistics.median(seen) * 1000


async def reading(routes: tuple[Route, ...], read_them: Callable[[Tx], object]) -> float:
    """Return the median milliseconds of reading once that they were read before."""
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'routes.db'}"
        migrate(url)
        vault = Vault.from_setting(new_key(date(2026, 11, 24)))
        store = Store.open(url, vault, system_clock)
        await store.write(lambda tx: plant(tx, routes))
        spent = await store.read(lambda tx: cost(lambda _need, _moment: read_them(tx)))
        await store.close()
    return spent


def by_rows(tx: Tx) -> list[object]:
    """Read a site's routes and everybody's the plain way, without making routes of them."""
    mine = select(table).where(table.c.site.in_(("", "s1"))).order_by(table.c.id)
    return list(tx.connection.execute(mine))


def read_each_time(routes: tuple[Route, ...], moment: datetime) -> list[Route]:
    """Do it the plain way: what is fit to show, in the order of whether it is open."""
    holidays = bank_holidays(Nation.ENGLAND, moment.year)
    wall = moment.replace(tzinfo=None)
    fit = [route for route in routes if route.may_be_shown and Nation.ENGLAND in route.area]
    return sorted(fit, key=lambda r: not (r.hours and read(r.hours, holidays).is_open(wall)))


def national() -> Iterator[Route]:
    """Yield copies of the routes that are shown, each with hours of its own."""
    shown = [route for route in seed_routes() if route.may_be_shown]
    for number in range(ROUTES):
        route = shown[number % len(shown)]
        hours = f"Mo-Fr 0{number % 10}:{number % 60:02}-17:{number // 10 % 60:02}; PH off"
        own = hours if route.hours not in ("", "24/7") else route.hours
        yield replace(route, id=f"r{number}", hours=own)


def local() -> Iterator[Route]:
    """Yield the program's own routes, and 10 of each of many sites."""
    yield from seed_routes()
    for number, route in enumerate(national()):
        if number < ROUTES - len(seed_routes()):
            yield replace(route, id=f"s{number}", site=f"s{number // 10}")


if __name__ == "__main__":
    main()
