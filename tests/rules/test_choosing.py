"""Whatever somebody answered, at any hour of a year: routes that fit, and one that is open."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations, product
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asked import Asked, Facts, Need
from models.choosing import Chosen, choose
from models.hours import State
from models.report import Ground, Role, What, Who
from models.route import Audience, Kind, Route, Status
from models.route_rules import NEEDS, RULES
from models.site import Nation
from tests.rules.hours_by_hand import is_open
from tests.rules.stock import HILL, ROUTES

T = TypeVar("T")
LONDON = ZoneInfo("Europe/London")
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
HALF_HOURS = 365 * 48
"""A year in which both clock changes, Christmas with its substitute days and Easter lie."""
NIGHT = datetime(2026, 12, 28, 3, tzinfo=LONDON)
NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)
PAIRED = (What.HATE, What.SEXUAL_REMARK, What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT)
WHATS = {
    frozenset[What](),
    *(frozenset({what}) for what in What),
    *(frozenset({one, other}) for one, other in product(PAIRED, What)),
}
PAGE, OUTSIDE = 4, 2
"""What a first page holds, and how many of it lead out when somebody inside did it."""
PRACTICAL = {Need.WORK, Need.OFFICIAL, Need.LEGAL, Need.JOB}
INSIDERS = {Who.MANAGER, Who.COLLEAGUE}
TOUCHED = {What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT}
CENTRES = {
    Nation.ENGLAND: ["sarc", "rape_crisis"],
    Nation.WALES: ["live_fear_free", "rape_crisis"],
    Nation.SCOTLAND: ["sarcs_scotland", "rape_crisis_scotland"],
    Nation.NORTHERN_IRELAND: ["rowan", "abuse_helpline_ni"],
}
"""Where somebody is cared for after sexual touching or assault, and the line for it."""
ALL_HOURS = frozenset(route.hours for route in ROUTES if route.may_be_shown)
PLACES = [("", nation) for nation in Nation] + [(HILL, Nation.ENGLAND), (HILL, Nation.SCOTLAND)]

ROLES = {
    Role.NURSE: {Audience.NURSES, Audience.MIDWIVES},
    Role.ASSISTANT: {Audience.ASSISTANTS},
    Role.DOCTOR: {Audience.DOCTORS, Audience.DENTISTS},
    Role.ALLIED: {Audience.ALLIED},
    Role.AMBULANCE: {Audience.AMBULANCE},
    Role.STUDENT: {Audience.STUDENTS},
}
STAFF = set().union(*ROLES.values())
FAITH = {Audience.MUSLIM, Audience.JEWISH}


def theirs(asked: Asked) -> set[Audience]:
    """Return whose routes this person may be shown, said once more in the test's own words."""
    facts = asked.facts
    found = {Audience.MEMBERS} | (ROLES.get(facts.role, set()) if facts.role else set())
    if facts.role is None and asked.need is Need.JOB:
        found |= STAFF
    if facts.grounds & {Ground.RELIGION, Ground.RACE} or asked.need is Need.HATE:
        found |= FAITH
    if facts.grounds & {Ground.ORIENTATION, Ground.GENDER} or asked.need in {Need.HATE, Need.HOME}:
        found |= {Audience.LGBT}
    if asked.need is Need.HOME:
        found |= {Audience.MEN, Audience.WOMEN}
    return found | ({Audience.UNDER_35} if asked.need is Need.TALK else set())


def unfit(chosen: tuple[Chosen, ...], asked: Asked) -> Iterator[str]:
    """Yield what is wrong with the routes themselves, at whatever hour."""
    if len(chosen) < PAGE or len({each.route.id for each in chosen}) < len(chosen):
        yield "a page is not full, or a route stands twice"
    for route in (each.route for each in chosen):
        if route.status is not Status.ACTIVE or route.verified is None:
            yield f"{route.id} was never verified"
        if route.site not in ("", asked.site):
            yield f"{route.id} is another site's"
        if asked.nation not in route.area:
            yield f"{route.id} is for another area"
        if route.audience and not route.audience & theirs(asked):
            yield f"{route.id} is for others"
        if route.kind is Kind.MANAGER and asked.facts.who & INSIDERS and not asked.manager:
            yield f"{route.id} is a manager"


def untimely(chosen: tuple[Chosen, ...], asked: Asked, moment: datetime) -> Iterator[str]:
    """Yield what is wrong with how they are said to stand, and with the first page."""
    for each in chosen:
        if each.opening.state is not states(each.route.hours, moment, asked.nation):
            yield f"{each.route.id} is said to be {each.opening.state}"
    page = chosen[:PAGE]
    if not any(each.route.hours == "24/7" and reached(each.route) for each in page):
        yield "nobody answers day and night"
    if asked.facts.who & INSIDERS and sum(not each.route.site for each in page) < OUTSIDE:
        yield "too few are outside the organisation"
    yield from of_the_top(page, asked)
    yield from of_the_order(page, asked)


def reached(route: Route) -> bool:
    return bool(route.phone or route.text)


@cache
def states(hours: str, moment: datetime, nation: Nation) -> State:
    if not hours:
        return State.UNKNOWN
    wall = moment.replace(tzinfo=None, fold=0)
    return State.OPEN if is_open(hours, wall, nation) else State.CLOSED


def of_the_top(page: tuple[Chosen, ...], asked: Asked) -> Iterator[str]:
    ids = [each.route.id for each in page]
    if asked.facts.what & TOUCHED and ids[:2] != CENTRES[asked.nation]:
        yield f"{ids} has no referral centre and Rape Crisis first"


def of_the_order(page: tuple[Chosen, ...], asked: Asked) -> Iterator[str]:
    top = 2 if asked.facts.what & TOUCHED else 0
    order = [State.OPEN, State.UNKNOWN, State.CLOSED]
    below = [order.index(each.opening.state) for each in page[top:]]
    if asked.need in PRACTICAL:  # what answers it stands first, and what opens later will do
        rules = (rule.wants for rule in RULES if rule.fits(asked))
        wanted = set(NEEDS[asked.need]).union(*rules)
        others = [wanted.isdisjoint(each.route.offers) for each in page[top:]]
        below = [other * 2 + bool(place) for other, place in zip(others, below, strict=True)]
    if below != sorted(below):
        yield "an open one stands below a closed one, or what was asked for below what was not"


@cache
def moments(nation: Nation, hours: frozenset[str] = ALL_HOURS) -> tuple[datetime, ...]:
    """Return a moment for each way in which lines with these hours stand in a year."""
    steps = range(HALF_HOURS) if hours == ALL_HOURS else ()
    every = ((BEGIN + step * timedelta(minutes=30)).astimezone(LONDON) for step in steps)
    found: dict[tuple[State, ...], datetime] = {}
    for moment in every if steps else moments(nation):
        found.setdefault(tuple(states(each, moment, nation) for each in sorted(hours)), moment)
    return tuple(found.values())


def alike(options: Iterable[frozenset[T]]) -> list[frozenset[T]]:
    """Keep one of those that every rule takes alike; the wild test below takes them all."""
    return list({taken(each): each for each in options}.values())


def taken(facts: frozenset[Any]) -> tuple[object, ...]:
    conditions = [c for rule in RULES for c in (rule.what, rule.grounds)]
    audience = theirs(Asked(Need.NOTE, Facts(grounds=facts & frozenset(Ground))))
    return tuple(bool(each & facts) for each in conditions), frozenset(audience)


GROUNDS = [frozenset[Ground](), *(frozenset({ground}) for ground in Ground)]
GROUNDS += [frozenset(pair) for pair in combinations(Ground, 2)]
ASKED_ROLES = [None, *ROLES, Role.OTHER]


def asking(need: Need, site: str, nation: Nation) -> Iterator[Asked]:
    """Yield every answer that the rules take differently, by an insider or not."""
    one = [Facts(what=what) for what in alike(WHATS)]
    one += [Facts(grounds=grounds) for grounds in alike(GROUNDS)]
    one += [Facts(role=role) for role in ASKED_ROLES]
    for facts, who in product(one, (Who.PATIENT, Who.COLLEAGUE)):
        yield Asked(need, replace(facts, who=frozenset({who})), site, nation)


def asking_two(need: Need, site: str) -> Iterator[Asked]:
    """Yield every pair of answers that the rules take differently."""
    whats, grounds, who = alike(WHATS), alike(GROUNDS), frozenset({Who.COLLEAGUE})
    several = {
        *(Facts(what, who, ground) for what, ground in product(whats, grounds)),
        *(Facts(what, who, role=role) for what, role in product(whats, ASKED_ROLES)),
        *(Facts(who=who, grounds=g, role=role) for g, role in product(grounds, ASKED_ROLES)),
    }
    for facts in several:
        yield Asked(need, facts, site)


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize(("site", "nation"), PLACES)
def test_every_need_and_every_rule_at_every_hour_of_a_year(
    need: Need, site: str, nation: Nation
) -> None:
    for asked in asking(need, site, nation):
        chosen = choose(ROUTES, asked, NOON)
        assert not list(unfit(chosen, asked)), asked
        for moment in moments(nation, frozenset(each.route.hours for each in chosen)):
            later = choose(ROUTES, asked, moment)
            assert {each.route.id for each in later} == {each.route.id for each in chosen}
            assert not list(untimely(later, asked, moment)), (asked, moment)


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("site", ["", HILL])
def test_every_need_and_every_pair_of_rules_by_night_and_by_day(need: Need, site: str) -> None:
    for asked, moment in product(asking_two(need, site), (NIGHT, NOON)):
        chosen = choose(ROUTES, asked, moment)
        assert not [*unfit(chosen, asked), *untimely(chosen, asked, moment)], (asked, moment)


wild = st.builds(
    Asked,
    st.sampled_from(Need),
    st.builds(
        Facts,
        st.frozensets(st.sampled_from(What), max_size=4),
        st.frozensets(st.sampled_from(Who), max_size=3),
        st.frozensets(st.sampled_from(Ground), max_size=4),
        st.none() | st.sampled_from(Role),
    ),
    st.sampled_from(["", HILL]),
    st.sampled_from(Nation),
    st.booleans(),
)


@settings(max_examples=150)
@given(wild, st.integers(0, HALF_HOURS))
def test_whatever_was_answered_at_whatever_hour(asked: Asked, step: int) -> None:
    moment = (BEGIN + step * timedelta(minutes=30)).astimezone(LONDON)
    chosen = choose(ROUTES, asked, moment)
    assert not [*unfit(chosen, asked), *untimely(chosen, asked, moment)]
