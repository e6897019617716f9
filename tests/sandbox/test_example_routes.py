"""The demo's local routes: made up, marked so, reachable by nobody, and written as all else."""

import re
from datetime import date

import pytest

from bot.sandbox.example_routes import example_routes
from bot.sandbox.example_trust import SITES
from models.hours import check_hours
from models.route import INSIDE, Kind, Route
from tests.guards.language import faults
from tests.guards.phones import badly_grouped

TODAY = date(2026, 11, 24)
ROUTES = tuple(example_routes(TODAY))
DRAMA, EXTENSION = re.compile(r"01632 960 \d{3}"), re.compile(r"\d{4}")
BY_ROUTE = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
KINDS = {
    Kind.SECURITY,
    Kind.MANAGER,
    Kind.OCCUPATIONAL_HEALTH,
    Kind.COUNSELLING,
    Kind.SPEAK_UP_GUARDIAN,
    Kind.SEXUAL_SAFETY,
}


def test_every_site_has_every_kind_once() -> None:
    for site in SITES:
        assert sorted(r.kind for r in ROUTES if r.site == site.id) == sorted(KINDS)
    assert len({route.id for route in ROUTES}) == len(ROUTES) == len(SITES) * len(KINDS)


@BY_ROUTE
def test_a_number_is_for_drama_or_an_extension_and_never_the_crash_team(route: Route) -> None:
    kind = EXTENSION if route.internal else DRAMA
    assert kind.fullmatch(route.phone)
    assert route.phone != "2222"
    assert not badly_grouped(route.phone)


@BY_ROUTE
def test_a_route_is_marked_may_be_shown_and_its_hours_can_be_read(route: Route) -> None:
    assert route.example
    assert route.may_be_shown
    assert route.kind in INSIDE
    assert re.fullmatch(r"[a-z0-9_]{1,32}", route.id)
    check_hours(route.hours)


@BY_ROUTE
def test_its_purpose_keeps_the_rules_for_words(route: Route) -> None:
    assert not faults(route.purpose)
    assert len(route.name) <= 34


def test_hours_vary_so_that_the_demo_shows_open_closed_and_unknown() -> None:
    hours = {route.hours for route in ROUTES}
    assert {"24/7", ""} < hours
    assert len(hours) > 8
