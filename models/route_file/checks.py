"""What must fit together in a route, once each of its values can be read."""

from collections.abc import Collection, Iterator
from datetime import date

from models.route import INSIDE, Audience, Kind, Route, Status, Tag
from models.route_file.refused import refused

_OUTSIDE = frozenset({Tag.SEXUAL, Tag.SEXUAL_CARE})
"""What stands before all else after sexual touching: never a colleague."""


def clashes(
    route: Route, today: date | None, sites: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """Yield the key and the reason of each thing that does not fit.

    today: no day of verification may lie after it; None leaves that open.
    sites: the ids there are; None leaves that open.
    """
    yield from _of_status(route)
    yield from _of_place(route, sites)
    if route.internal and not route.phone:
        yield "internal", "this says something about `phone`, which is missing"
    if today and route.verified and route.verified > today:
        yield "verified", f"{route.verified} has not come yet"


def refusals(route: Route) -> Iterator[tuple[str, str]]:
    """Yield the key and the reason of each number, word or link that nobody should be given."""
    for each in refused():
        if key := each.meets(route):
            yield key, str(each)


def _of_status(route: Route) -> Iterator[tuple[str, str]]:
    if route.status is not Status.ACTIVE:
        return
    if not (route.verified and route.verified_by):
        yield "status", "an active route has `verified` (a day) and `verified_by` (a name)"
    if not (route.phone or route.text or route.link or route.email):
        yield "status", "an active route has a phone, a text line, an email or a link"
    if route.kind in INSIDE and not route.site:
        yield "status", f"a route of the kind {route.kind} is shown at one `site` only"


def _of_place(route: Route, sites: Collection[str] | None) -> Iterator[tuple[str, str]]:
    if not route.area:
        yield "area", "name the nations, or leave it out for all four"
    if route.internal and not route.site:
        yield "internal", "an extension works in one place: name its `site`"
    if route.kind in INSIDE and not route.tags.isdisjoint(_OUTSIDE):
        yield "tags", "sexual and sexual_care are for services outside; the kind is enough here"
    if route.kind is Kind.TRAINING and route.tags:
        yield "tags", "a course has none: nobody in need is to be sent to one"
    if route.audience and not route.who_for:
        yield "audience", "say in `who_for` whom it is for: people are shown those words"
    if Audience.MEMBERS in route.audience and len(route.audience) > 1:
        yield "audience", "`members` stands alone, for anybody may be a member"
    if route.site and sites is not None and route.site not in sites:
        yield "site", f"there is no site {route.site!r}"
