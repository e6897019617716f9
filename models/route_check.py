"""What is wrong with the routes as they stand: old, unreachable, missing; found by rules alone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from models.asked import Asked, Need
from models.choosing import PAGE, choose
from models.route import Kind, Route, Status, Tag
from models.route_rules import RULES, WANTED, Want
from models.site import Nation

DAYS = 90
"""After so many days somebody has to make sure of a route again."""


def old(routes: Iterable[Route], today: date) -> list[Route]:
    """Return the routes that are shown and that nobody made sure of for `DAYS` days."""
    oldest = today - timedelta(days=DAYS)
    return [r for r in routes if r.may_be_shown and r.verified and r.verified < oldest]


def tags_without_a_route(routes: Iterable[Route]) -> list[Tag]:
    """Return the tags that no route has which may be shown."""
    held = frozenset[Tag]().union(*(r.tags for r in routes if r.may_be_shown))
    return [tag for tag in Tag if tag not in held]


def routes_without_a_rule(routes: Iterable[Route]) -> list[Route]:
    """Return the routes that may be shown and that no rule and no need asks for.

    A course stands under skills, and answers no need.
    """
    shown = (each for each in routes if each.may_be_shown and each.kind is not Kind.TRAINING)
    return [route for route in shown if WANTED.isdisjoint(route.offers)]


def first_without_a_route(
    routes: Iterable[Route], nations: Iterable[Nation]
) -> list[tuple[Want, Nation]]:
    """Return what stands first after some answers and has no route for everybody, by nation."""
    for_all = [route for route in routes if not route.site and not route.audience]
    return [
        (want, nation)
        for nation in nations
        for want in chain.from_iterable(rule.wants for rule in RULES if rule.first)
        if not any(want in route.offers and nation in route.area for route in for_all)
    ]


def needs_without_help(
    routes: Sequence[Route], moment: datetime, nations: Iterable[Nation]
) -> list[tuple[Need, Nation]]:
    """Return the needs for which nobody answers day and night, by nation."""
    return [
        (need, nation)
        for nation in nations
        for need in Need
        if not any(
            chosen.day_and_night
            for chosen in choose(routes, Asked(need, nation=nation), moment)[:PAGE]
        )
    ]


def missing_own(routes: Iterable[Route], site: str) -> list[Kind]:
    """Return the kinds of route a site should have of its own, and has none to show."""
    every = list(routes)
    wanted = {route.kind for route in every if route.status is Status.LOCAL}
    held = {route.kind for route in every if route.site == site and route.may_be_shown}
    return [kind for kind in Kind if kind in wanted - held]
