"""`routes check`: says of the routes what is wrong, and what would mend it; changes nothing."""

import sys
from collections.abc import Iterator
from datetime import datetime

import click

from bot.cli.finding import Finding
from bot.cli.stored import stored
from models import route_check as rules
from models.clock import system_clock
from models.file_tree import Faulty
from models.route import Route
from models.route_file.read import read_routes
from models.route_file.write import write_routes
from models.site import Nation, Site
from models.store import routes as store
from models.store import sites
from models.store.doors import Tx
from models.store.routes import Failures

VERIFY = "Then: python -m bot routes verify ID --by NAME"
IMPORT = "python -m bot routes import FILE"


@click.command("check")
def check() -> None:
    """Check every route, and name what mends it.

    Not verified for 90 days, malformed numbers or hours, tags and routes that nothing reaches,
    what people reported, needs without somebody who answers day and night, and what a site should
    have of its own. Changes nothing. Exits with 0 when everything is right, else with 1.
    """
    found = list(findings(*stored(_all), system_clock()))
    for finding in found:
        click.echo(str(finding))
    sys.exit(0 if all(finding.right for finding in found) else 1)


def _all(tx: Tx) -> tuple[tuple[Route, ...], list[Site], tuple[Failures, ...]]:
    return store.all_routes(tx), sites.all_sites(tx), store.failures(tx)


def findings(
    routes: tuple[Route, ...],
    known: list[Site],
    failures: tuple[Failures, ...],
    now: datetime,
) -> Iterator[Finding]:
    """Yield what was found of each thing, right or wrong."""
    yield _verified(routes, now)
    yield from _written(routes, known, now)
    yield from _reached(routes)
    yield from _reported(routes, failures)
    yield from _needs(routes, known, now)
    yield from _own(routes, [site for site in known if not site.closed])


def _verified(routes: tuple[Route, ...], now: datetime) -> Finding:
    old = [route.id for route in rules.old(routes, now.date())]
    if not old:
        return Finding("verified", f"all that are shown, within {rules.DAYS} days")
    return Finding.wrong(
        "verified",
        f"{len(old)} not for {rules.DAYS} days: {', '.join(old)}. Call each. {VERIFY}",
    )


def _written(routes: tuple[Route, ...], known: list[Site], now: datetime) -> Iterator[Finding]:
    places = frozenset(site.id for site in known)
    wrong = False
    for route in routes:
        try:
            read_routes(write_routes([route]).encode(), now.date(), places)
        except Faulty as faulty:
            wrong = True
            reasons = "; ".join(fault.reason for fault in faulty.faults)
            yield Finding.wrong(f"route {route.id}", f"{reasons}. Mend it with: {IMPORT}")
    if not wrong:
        yield Finding("written", "numbers, hours and all else as they should be")


def _reached(routes: tuple[Route, ...]) -> Iterator[Finding]:
    tags = rules.tags_without_a_route(routes)
    alone = [route.id for route in rules.routes_without_a_rule(routes)]
    if tags:
        yield Finding.wrong("tags", f"No route is shown for: {', '.join(tags)}. Add one: {IMPORT}")
    if alone:
        yield Finding.wrong(
            "rules", f"Nothing leads to: {', '.join(alone)}. Give them tags: {IMPORT}"
        )
    if not tags and not alone:
        yield Finding("tags", "each has a route, and each route is reached")


def _reported(routes: tuple[Route, ...], failures: tuple[Failures, ...]) -> Iterator[Finding]:
    verified = {route.id: f"{route.verified:%Y-%m}" for route in routes if route.verified}
    for each in failures:
        told = f"did not work for somebody {each.count} times in {each.month}"
        if each.month < verified.get(each.route, ""):
            yield Finding(f"route {each.route}", f"{told}, and was verified since")
        else:
            yield Finding.wrong(f"route {each.route}", f"It {told}. Call it. {VERIFY}")
    if not failures:
        yield Finding("reported", "nothing that did not work")


def _needs(routes: tuple[Route, ...], known: list[Site], now: datetime) -> Iterator[Finding]:
    nations = sorted({site.nation for site in known if not site.closed} | {Nation.ENGLAND})
    bare = rules.needs_without_help(routes, now, nations)
    for need, nation in bare:
        yield Finding.wrong(
            f"need {need} in {nation}", f"Nobody answers day and night. Add a line: {IMPORT}"
        )
    missing = rules.first_without_a_route(routes, nations)
    for want, nation in missing:
        yield Finding.wrong(
            f"{want} in {nation}", f"It stands first after some answers. Add a route: {IMPORT}"
        )
    if not bare and not missing:
        yield Finding("needs", "for each somebody answers day and night")


def _own(routes: tuple[Route, ...], open_sites: list[Site]) -> Iterator[Finding]:
    for site in open_sites:
        missing = rules.missing_own(routes, site.id)
        if missing:
            yield Finding.wrong(
                f"site {site.id}",
                f"It has no {', no '.join(missing)}. Write them with `site: {site.id}`: {IMPORT}",
            )
        else:
            yield Finding(f"site {site.id}", "has routes of its own")
