"""Measures choosing among 1,000 support routes, against reading every line's hours each time.

The routes are copies of the program's own under hours of their own, so that half of them fit every
need: the hardest case. The usual one: most of the 1,000 are other sites' own. Only what this
program computes is counted, so that others on the machine do not matter.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.asked import Asked, Facts, Need
from models.choosing import choose
from models.hours_reading import bank_holidays, read
from models.report import Ground, Role, What, Who
from models.route import Route
from models.route_file.read import seed_routes
from models.site import Nation

ROUTES, ROUNDS = 1000, 20
MOMENT = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
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


def cost(run: Callable[[Need, datetime], object], rounds: int = ROUNDS) -> float:
    """Return the median milliseconds of one run."""
    seen = []
    for minute in range(rounds):
        for need in Need:
            begun = time.thread_time()
            run(need, MOMENT + timedelta(minutes=minute))
            seen.append(time.thread_time() - begun)
    return statistics.median(seen) * 1000


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
