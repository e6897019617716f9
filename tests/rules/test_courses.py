"""A course is a route that stands apart: shown to its site, and never to somebody in need."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models.asked import Asked, Need
from models.choosing import choose, courses
from models.file_tree import Faulty
from models.route import Kind, Route, Status, Tag
from models.route_check import routes_without_a_rule
from models.route_file.read import read_routes, seed_routes
from models.route_file.write import write_routes
from models.site import Nation, Site, SiteKind
from tests.rules.stock import COURSE

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))
HILL = Site("hill", "Hill Hospital", SiteKind.HOSPITAL, "hill-code")
OPEN = replace(COURSE, id="web_course", site="")
ROUTES = (*seed_routes(), OPEN, COURSE)


def shown(site: Site | None, *routes: Route) -> list[str]:
    return [each.route.id for each in courses(routes, site, NOW)]


def test_a_site_sees_its_own_first_and_those_that_are_open_to_all() -> None:
    assert shown(HILL, *ROUTES) == ["hill_course", "web_course"]
    assert shown(None, *ROUTES) == ["web_course"]
    assert shown(replace(HILL, id="vale"), *ROUTES) == ["web_course"]


def test_one_that_nobody_made_sure_of_or_of_another_nation_is_not_shown() -> None:
    assert shown(HILL, replace(COURSE, verified=None)) == []
    assert shown(HILL, replace(COURSE, status=Status.CLOSED)) == []
    wales = replace(OPEN, area=frozenset({Nation.WALES}))
    assert shown(HILL, wales) == []
    assert shown(replace(HILL, nation=Nation.WALES), wales) == ["web_course"]


@pytest.mark.parametrize("need", Need)
def test_no_need_leads_to_a_course(need: Need) -> None:
    found = choose(ROUTES, Asked(need, site="hill"), NOW)
    assert not {each.route.id for each in found} & {"hill_course", "web_course"}


def test_a_course_is_not_named_as_unreachable() -> None:
    assert COURSE not in routes_without_a_rule(ROUTES)


def test_a_file_takes_a_course_without_tags_and_refuses_one_with() -> None:
    written = write_routes([COURSE])
    assert read_routes(written.encode()) == (COURSE,)
    tagged = write_routes([replace(COURSE, tags=frozenset({Tag.TALK}))])
    with pytest.raises(Faulty) as caught:
        read_routes(tagged.encode())
    assert "a course has none" in caught.value.faults[0].reason


def test_any_other_route_still_needs_a_tag() -> None:
    with pytest.raises(Faulty) as caught:
        read_routes(write_routes([replace(COURSE, kind=Kind.HELPLINE, site="")]).encode())
    assert any("`tags` is" in each.reason for each in caught.value.faults)
