"""Which routes may be shown to a person at all: made sure of, of their area, site and audience."""

from collections.abc import Iterable

from models.asked import Asked, Need
from models.route import Audience, Kind, Route
from models.route_rules import GROUPS, INSIDERS, NAMED, STAFF, WELCOME, Want


def allowed(routes: Iterable[Route], asked: Asked, wanted: frozenset[Want]) -> list[Route]:
    """Return the routes that offer something of what is wanted and may be shown.

    A route that nobody made sure of offers nothing, so it is never among them.
    """
    site, nation, theirs = asked.site, asked.nation, audiences(asked)
    manager = asked.manager or not by_an_insider(asked)
    return [
        route
        for route in routes
        if not wanted.isdisjoint(route.offers)
        and (not route.site or route.site == site)
        and nation in route.area
        and (not route.audience or not route.audience.isdisjoint(theirs))
        and (manager or route.kind is not Kind.MANAGER)
    ]


def by_an_insider(asked: Asked) -> bool:
    """Tell whether a manager or a colleague did it."""
    return not INSIDERS.isdisjoint(asked.facts.who)


def audiences(asked: Asked) -> frozenset[Audience]:
    """Return whose routes may be shown, each with its label: what nobody can know is left open.

    A staff group is known by the role; without one the need of the job shows them all. A group by
    identity is shown when an answer named it or when the need is its own, never by a guess.
    """
    role = asked.facts.role
    theirs = GROUPS.get(role, frozenset()) if role else frozenset[Audience]()
    if role is None and asked.need is Need.JOB:
        theirs = STAFF
    named = (NAMED.get(ground, frozenset()) for ground in asked.facts.grounds)
    welcome = WELCOME.get(asked.need, frozenset())
    return theirs.union(welcome, {Audience.MEMBERS}, *named)
