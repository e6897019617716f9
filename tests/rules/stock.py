"""Routes to choose from: the program's own, two sites' own, and ones that must never be shown."""

from dataclasses import replace
from datetime import date

from models.route import INSIDE, Audience, Kind, Route, Status, Tag
from models.route_file.read import seed_routes
from models.site import Nation

HILL, VALE = "hill", "vale"
"""A site with routes of its own for everything, some closed at night; and another one."""
OWN_HOURS = {Kind.SECURITY: "24/7", Kind.COUNSELLING: "24/7", Kind.MANAGER: "24/7"}
OWN_TAGS = {Kind.COUNSELLING: Tag.TALK, Kind.PEER: Tag.TALK}
OTHERS = frozenset(Tag) - {Tag.SEXUAL_CARE, Tag.SEXUAL}
PERFECT = Route(
    id="a_perfect",
    name="Aaa",
    purpose="Everything.",
    kind=Kind.HELPLINE,
    tags=frozenset(Tag),
    phone="020 7946 0123",
    hours="24/7",
    status=Status.ACTIVE,
    verified=date(2026, 11, 23),
)
"""It would stand first everywhere, so whatever is wrong with a copy of it keeps that copy out."""


def own(kind: Kind, site: str) -> Route:
    tag = OWN_TAGS.get(kind, Tag.BULLYING)
    hours = OWN_HOURS.get(kind, "Mo-Fr 09:00-17:00; PH off")
    return replace(
        PERFECT, id=f"{site}_{kind}", kind=kind, tags=frozenset({tag}), hours=hours, site=site
    )


NEVER = (
    replace(PERFECT, id="a_unverified", verified=None),
    replace(PERFECT, id="a_to_verify", status=Status.VERIFY),
    replace(PERFECT, id="a_closed", status=Status.CLOSED),
    replace(PERFECT, id="a_placeholder", status=Status.LOCAL),
    replace(PERFECT, id="a_elsewhere", site=VALE),
    replace(PERFECT, id="a_nowhere", area=frozenset()),
    replace(
        PERFECT,
        id="groups",
        tags=OTHERS,
        audience=frozenset({Audience.ALLIED, Audience.MIDWIVES}),
    ),
)
"""All but the last are for nobody; that one is for 2 staff groups alone."""
ABROAD = tuple(
    replace(
        PERFECT,
        id=f"only_{nation}",
        tags=OTHERS,
        area=frozenset({nation}),
        hours="Dec 25 09:00-10:00",
    )
    for nation in Nation
)
"""One that each nation has alone."""
ROUTES = (
    *seed_routes(),
    *(own(kind, site) for site in (HILL, VALE) for kind in INSIDE),
    *NEVER,
    *ABROAD,
)
FORM = Route(
    id="hill_form",
    name="Incident form",
    purpose="Log it for the hospital.",
    tags=frozenset({Tag.CRIME}),
    kind=Kind.REPORTING,
    link="https://example.org/form",
    site="hill",
    status=Status.ACTIVE,
    verified=date(2026, 11, 3),
)
COURSE = Route(
    id="hill_course",
    name="Hard moments, 1 day",
    purpose="Practise with others.",
    tags=frozenset(),
    kind=Kind.TRAINING,
    link="https://example.org/course",
    site="hill",
    status=Status.ACTIVE,
    verified=date(2026, 11, 23),
    verified_by="Morgan",
)
