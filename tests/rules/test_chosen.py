"""What single answers bring, by night and by day, and what keeps a route away."""

from dataclasses import replace
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from models.asked import Asked, Facts, Need
from models.choosing import OUTSIDE, PAGE, choose
from models.hours import State
from models.report import Ground, Role, What, Who
from models.route import Kind, Route, Tag
from models.route_file.read import seed_routes
from models.route_rules import NEEDS, RULES
from models.site import Nation
from tests.rules.stock import HILL, NEVER, PERFECT, ROUTES

LONDON = ZoneInfo("Europe/London")
NIGHT = datetime(2026, 12, 28, 3, tzinfo=LONDON)
NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)
"""A bank holiday at 3am, and a Tuesday at noon."""


@pytest.mark.parametrize("never", NEVER[:-1], ids=lambda route: route.id)
def test_a_route_that_must_not_be_shown_would_else_stand_first(never: Route) -> None:
    perfect = {**{f: getattr(never, f) for f in ("id", "name")}}
    shown = replace(PERFECT, **perfect)
    assert choose((*ROUTES, shown), Asked(Need.TALK), NIGHT)[0].route == shown


def ids(asked: Asked, moment: datetime) -> list[str]:
    return [each.route.id for each in choose(seed_routes(), asked, moment)[:PAGE]]


@pytest.mark.parametrize(
    ("need", "facts", "expected"),
    [
        (Need.TALK, Facts(), {"samaritans", "shout"}),
        (Need.TALK, Facts(role=Role.DOCTOR), {"bma_wellbeing"}),
        (Need.TALK, Facts(role=Role.NURSE), {"rcn"}),
        (Need.TALK, Facts(role=Role.AMBULANCE), {"ambulance_crisis_line"}),
        (Need.TALK, Facts(role=Role.STUDENT), {"bma_wellbeing"}),
        (Need.POLICE, Facts(), {"emergency_999", "police_101"}),
        (Need.LEGAL, Facts(), {"acas", "samaritans"}),
        (Need.HATE, Facts(), {"true_vision"}),
        (Need.HOME, Facts(), {"domestic_abuse_helpline", "mens_advice_line"}),
        (Need.NOTE, Facts(grounds=frozenset({Ground.RELIGION})), {"cst", "british_muslim_trust"}),
        (Need.WORK, Facts(grounds=frozenset({Ground.GENDER})), {"galop", "true_vision"}),
        (Need.TALK, Facts(what=frozenset({What.STALKING})), {"national_stalking_helpline"}),
    ],
)
@pytest.mark.parametrize("moment", [NIGHT, NOON], ids=["3am", "noon"])
def test_what_was_answered_brings_what_is_for_it(
    need: Need, facts: Facts, expected: set[str], moment: datetime
) -> None:
    assert expected <= set(ids(Asked(need, facts), moment))


FIRST = {
    Nation.ENGLAND: ("Sexual assault referral centre (SARC)", "Rape Crisis England & Wales"),
    Nation.WALES: ("Live Fear Free, Wales (and the way to a SARC)", "Rape Crisis England & Wales"),
    Nation.SCOTLAND: ("NHS Scotland sexual assault self-referral (SARCS)", "Rape Crisis Scotland"),
    Nation.NORTHERN_IRELAND: (
        "The Rowan, Northern Ireland (SARC)",
        "Domestic and Sexual Abuse Helpline",
    ),
}
"""By name, as people read it; Northern Ireland's line for it is no member of Rape Crisis."""


@pytest.mark.parametrize(("nation", "names"), FIRST.items())
@pytest.mark.parametrize("what", [What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT])
@pytest.mark.parametrize("moment", [NIGHT, NOON], ids=["3am", "noon"])
@pytest.mark.parametrize("who", [Who.PATIENT, Who.MANAGER])
def test_after_sexual_touching_or_assault_the_referral_centre_and_rape_crisis_come_first(
    nation: Nation, names: tuple[str, str], what: What, moment: datetime, who: Who
) -> None:
    for need in Need:
        facts = Facts(frozenset({what}), frozenset({who}))
        page = choose(seed_routes(), Asked(need, facts, nation=nation), moment)[:PAGE]
        centre, line = (each.route for each in page[:2])
        assert (centre.name, line.name.startswith(names[1])) == (names[0], True)
        assert (centre.audience, line.audience) == (frozenset(), frozenset())
        assert "any" in centre.who_for
        assert "any" in line.who_for
        assert centre.hours == "24/7"


def test_a_manager_is_suggested_after_a_manager_only_when_asked_for() -> None:
    facts = Facts(who=frozenset({Who.MANAGER}))
    for manager in (False, True):
        asked = Asked(Need.WORK, facts, HILL, manager=manager)
        kinds = {each.route.kind for each in choose(ROUTES, asked, NOON)}
        assert (Kind.MANAGER in kinds) is manager


def test_the_sites_own_stand_first_among_those_that_are_open() -> None:
    chosen = choose(ROUTES, Asked(Need.TALK, site=HILL), NOON)
    assert [each.route.site for each in chosen[:2]] == [HILL, HILL]
    own = [not each.route.site for each in chosen[PAGE:] if each.opening.state is State.OPEN]
    assert own == sorted(own)


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("who", [frozenset(), frozenset({Who.COLLEAGUE})], ids=["", "colleague"])
def test_below_a_sites_own_services_for_sexual_harm_still_stands_a_line_for_any_hour(
    need: Need, who: frozenset[Who]
) -> None:
    base = replace(PERFECT, site=HILL, kind=Kind.SERVICE, hours="Mo-Fr 09:00-17:00")
    care = replace(base, id="own_care", tags=frozenset({Tag.SEXUAL_CARE}))
    crisis = replace(base, id="own_crisis", tags=frozenset({Tag.SEXUAL}))
    routes = (care, crisis, *seed_routes())
    for what in What:
        facts = Facts(frozenset({What.SEXUAL_ASSAULT, what}), who)
        page = choose(routes, Asked(need, facts, HILL), NOON)[:PAGE]
        assert [each.route for each in page[:2]] == [care, crisis]
        assert any(each.day_and_night for each in page)
        assert len([each for each in page if each.route.outside]) == OUTSIDE


def test_without_any_line_there_is_nothing_to_choose() -> None:
    assert choose((), Asked(Need.TALK), NIGHT) == ()


@pytest.mark.parametrize("need", [Need.SEXUAL, Need.HATE, Need.VIOLENCE, Need.HOME, Need.LEGAL])
@pytest.mark.parametrize("moment", [NIGHT, NOON], ids=["3am", "noon"])
def test_a_line_to_talk_never_stands_before_what_was_asked_for_and_is_open(
    need: Need, moment: datetime
) -> None:
    page = choose(ROUTES, Asked(need, site=HILL), moment)[:PAGE]
    still = [each for each in page if each.opening.state is State.OPEN]
    fits = [not each.route.offers.isdisjoint(NEEDS[need]) for each in still]
    assert fits == sorted(fits, reverse=True)
    assert fits[0] or not any(fits)


PRACTICAL = [Need.WORK, Need.OFFICIAL, Need.LEGAL, Need.JOB]


@pytest.mark.parametrize("need", PRACTICAL)
@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("role", [None, *Role])
def test_what_answers_a_practical_need_stands_before_the_line_for_the_night(
    need: Need, nation: Nation, role: Role | None
) -> None:
    for site, moment in product(["", HILL], [NIGHT, NOON]):
        asked = Asked(need, Facts(role=role), site, nation)
        page = choose(ROUTES, asked, moment)[:PAGE]
        rules = (rule.wants for rule in RULES if rule.fits(asked))
        wanted = frozenset(NEEDS[need]).union(*rules)
        answers = [not each.route.offers.isdisjoint(wanted) for each in page]
        assert any(each.day_and_night for each in page)
        assert answers[0], (asked, moment)
        assert answers == sorted(answers, reverse=True), (asked, moment)


def test_at_night_legal_help_says_when_it_opens_and_a_line_to_talk_comes_after() -> None:
    page = choose(seed_routes(), Asked(Need.LEGAL), NIGHT)[:PAGE]
    assert [each.route.id for each in page] == ["acas", "citizens_advice", "eass", "samaritans"]
    assert [each.opening.changes for each in page[:3]] == [
        datetime(2026, 12, 29, hour, tzinfo=LONDON) for hour in (8, 9, 9)
    ]


def test_at_night_the_sites_own_that_opens_later_comes_before_a_website() -> None:
    page = choose(ROUTES, Asked(Need.WORK, site=HILL), NIGHT)[:PAGE]
    kinds = [each.route.kind for each in page if each.route.site]
    assert Kind.SPEAK_UP_GUARDIAN in kinds


@pytest.mark.parametrize("need", [Need.TALK, Need.NOTE, Need.BREATHE, Need.NOT_NOW, Need.LIFE])
def test_who_asks_for_comfort_at_night_sees_first_who_answers_now(need: Need) -> None:
    page = choose(seed_routes(), Asked(need), NIGHT)[:PAGE]
    assert page[0].route.id == "samaritans"
    order = [each.opening.state is not State.OPEN for each in page]
    assert order == sorted(order)


def test_whom_money_or_loss_brings_at_night_is_not_talk_alone() -> None:
    assert {"stepchange", "cruse"} <= set(ids(Asked(Need.LIFE), NIGHT))


def test_hate_is_not_reported_where_nobody_spoke_of_it() -> None:
    assert "true_vision" not in ids(Asked(Need.VIOLENCE), NIGHT)
