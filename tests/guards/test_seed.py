"""The support routes that came along: words that keep the rules, numbers that are right."""

import re
from datetime import date

import pytest

from bot.book.reading import OLDEST, plain, reading_age
from messages.care import CARE_CARD
from models.route import Route, Status, Tag
from models.route_check import missing_own, routes_without_a_rule, tags_without_a_route
from models.route_file.read import SEED, seed_routes
from models.route_rules import NEEDS, RULES, WANTED
from tests.guards.language import faults
from tests.guards.phones import badly_grouped

ROUTES = {route.id: route for route in seed_routes()}
EACH = pytest.mark.parametrize("route", seed_routes(), ids=lambda route: route.id)
COMPILED = date(2026, 11, 23)
NAMES = re.compile(r"LGBT\+|RCN|RCM|CSP|BMA|UNISON")
"""Names that people call themselves, or that a body is known by."""
LIKE_A_NUMBER = re.compile(r"\d[\d ]{6,}\d")


def shown(route: Route) -> tuple[str, ...]:
    """Return the words of ours that people read; a name is the service's own."""
    return route.purpose, NAMES.sub("it", route.who_for), route.cost


@EACH
def test_the_words_of_a_route_keep_the_rules_for_words(route: Route) -> None:
    broken = [fault for words in shown(route) for fault in faults(words)]
    assert not broken


def test_the_purposes_read_together_are_easy_to_read() -> None:
    assert reading_age("\n".join(route.purpose for route in ROUTES.values())) <= OLDEST


@EACH
def test_a_purpose_is_a_sentence_without_a_number_to_call(route: Route) -> None:
    assert route.purpose.endswith(".")
    assert route.purpose[0].isupper()
    assert not any(LIKE_A_NUMBER.search(words) for words in shown(route))


@EACH
def test_the_numbers_of_a_route_are_grouped(route: Route) -> None:
    assert not badly_grouped(route.phone)
    assert not badly_grouped(route.text.number if route.text else "")


@EACH
def test_an_active_route_says_who_looked_at_it_and_when(route: Route) -> None:
    if route.status is Status.ACTIVE:
        assert (route.verified, route.verified_by) == (COMPILED, "compiled from public pages")
        assert route.source
    else:
        assert (route.verified, route.verified_by) == (None, "")


def test_what_nobody_checked_has_no_number() -> None:
    unchecked = {
        "access_to_work",
        "unison_there_for_you",
        "cavell",
        "rcm",
        "csp",
        "speak_up_direct",
    }
    assert not any(ROUTES[each].phone for each in unchecked)
    assert all(f"{each} is not checked" in ROUTES["cavell"].note for each in ["01527 595 999"])


def test_the_care_card_and_the_routes_give_the_same_numbers() -> None:
    card = plain(CARE_CARD)
    assert f"Call {ROUTES['emergency_999'].phone} or go to A&E" in card
    assert f"call {ROUTES['nhs_111'].phone} and select the mental health option" in card
    assert f"call Samaritans on {ROUTES['samaritans'].phone}\n" in card
    text = ROUTES["shout"].text
    assert text is not None
    assert f"text {text.word} to {text.number}\n" in card
    for name in ("emergency_999", "nhs_111", "samaritans", "shout"):
        assert ROUTES[name].hours == "24/7"
        assert ROUTES[name].may_be_shown


def test_every_tag_has_a_route_and_every_route_is_reached() -> None:
    assert tags_without_a_route(seed_routes()) == []
    assert routes_without_a_rule(seed_routes()) == []
    assert not set(Tag) - WANTED


def test_every_want_of_a_rule_is_something_that_a_route_has() -> None:
    held = frozenset[str]().union(*(r.tags | r.audience | {r.kind} for r in seed_routes()))
    nothing = {w for rule in RULES for w in rule.wants} - held
    nothing |= {want for wants in NEEDS.values() for want in wants} - held
    assert nothing <= {"hr"}, "only people's departments have no entry to fill in"


def test_a_site_begins_without_routes_of_its_own() -> None:
    assert len(missing_own(seed_routes(), "hill")) == len(
        [route for route in seed_routes() if route.status is Status.LOCAL]
    )


def test_the_head_of_the_seed_says_that_each_must_be_called() -> None:
    head = SEED.read_text(encoding="utf-8").split("routes:\n")[0]
    assert "BEFORE A LAUNCH EACH MUST BE CALLED" in head
