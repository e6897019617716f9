"""Helpers of the tests of counts: a clock that weeks pass on, people who log, what was posted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from handlers.chores import post_releases
from handlers.context import Services
from models.counts.menu import Row
from models.counts.period import Span
from models.incident import Incident
from models.site import Site, SiteKind
from models.store import enrolments, incidents, sites
from models.store.doors import Store, Tx
from models.tables import cell, counted_row, release
from tests.moment import Moment

HILL = Site("hill", "Made-up Hill Hospital", SiteKind.HOSPITAL, "hill-code", example=True)
BEGAN = date(2026, 9, 28)
"""The first Monday of the last quarter of 2026."""

LOGGED = Incident(
    BEGAN, "early", witness=False, answers={"what": ("verbal",), "who": ("patient",)}
)
Posted = dict[str, dict[Row, int | None]]


def served(store: Store, clock: Moment) -> Services:
    """Return the services that the ticker needs."""
    return Services(store, clock, ZoneInfo("Europe/London"), "Example Trust", "privacy@x.example")


def on(clock: Moment, day: date) -> None:
    """Set the clock to the noon of a day."""
    clock.now = clock.now.replace(year=day.year, month=day.month, day=day.day, hour=12)


async def began(store: Store, clock: Moment, people: int = 30) -> None:
    """Begin to count on the first day of a quarter, with a site that so many people joined."""
    on(clock, BEGAN)

    def seed(tx: Tx) -> None:
        sites.add(tx, HILL)
        for person in range(1, people + 1):
            enrolments.join(tx, person, HILL.id)

    await store.write(seed)
    await post_releases(served(store, clock))


async def log(
    store: Store, people: Iterable[int], week: date = BEGAN, report: Incident = LOGGED
) -> None:
    """Have each of these people log a report that they can find."""
    made = replace(report, week=week)

    def turn(tx: Tx) -> None:
        for person in people:
            incidents.file(tx, person, made)

    await store.write(turn)


async def pass_weeks(store: Store, clock: Moment, weeks: int) -> list[str]:
    """Let so many weeks pass, a tick at the end of each; return what was posted."""
    posted = []
    for _ in range(weeks):
        clock.forward(timedelta(weeks=1))
        posted += await post_releases(served(store, clock))
    return posted


async def posted(store: Store) -> Posted:
    """Return every posted cell by period, a period without cells as well."""

    def read(tx: Tx) -> Posted:
        found: Posted = {
            key: {} for key in tx.connection.execute(select(release.c.period)).scalars()
        }
        for period, menu, first, second, shown in tx.connection.execute(select(cell)):
            found[period][Row(menu, first, second)] = shown
        return found

    return await store.read(read)


def spans(tx: Tx) -> dict[Row, Span]:
    """Return the clock of each row in 2027."""
    rows = tx.connection.execute(select(counted_row).where(counted_row.c.year == "2027"))
    return {Row(row.menu, row.first, row.second): Span(row.span) for row in rows}
