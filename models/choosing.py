"""Chooses the few routes that fit: by facts and need, safe to show, open ones first."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice, repeat
from typing import NamedTuple, TypeAlias

from models.allowed import allowed, by_an_insider
from models.asked import Asked, Need
from models.hours import ORDER, Opening, State, openings
from models.route import Kind, Route
from models.route_rules import ANY_HOUR, NEEDS, PRACTICAL, RULES, Rule, Want
from models.site import Nation, Site

PAGE = 4
"""Routes on the first page; the rest stand behind "show more"."""
OUTSIDE = 2
"""Routes outside the organisation on the first page, when somebody inside it did it."""


class Chosen(NamedTuple):
    """A route to show, and how it stands now."""

    route: Route
    opening: Opening

    @property
    def day_and_night(self) -> bool:
        """Tell whether somebody answers at any hour, by phone or by text."""
        return self.opening.always and bool(self.route.phone or self.route.text)


def choose(routes: Iterable[Route], asked: Asked, moment: datetime) -> tuple[Chosen, ...]:
    """Return the routes that fit, best first; the first `PAGE` of them are the first page.

    moment: aware, on the wall clock of the site. Never a route that nobody made sure of, or that
    is for another area, audience or site. As long as the routes hold a line that is open to all
    day and night, the first page holds one that is.
    """
    rules = [rule for rule in RULES if rule.fits(asked)]
    found = _found(routes, asked, moment, rules)
    ranked = [each[-1] for each in found]
    able = _able(found, rules)
    top = _led(able, [rule for rule in rules if rule.first])
    page = _page([*_led(able, rules)[: PAGE - 1], *ranked], top, asked)
    below = [each for each in page if each not in top]
    shown = {each.route.id for each in page}
    rest = [each for each in ranked if each.route.id not in shown]
    wanted = frozenset(NEEDS[asked.need]).union(*(rule.wants for rule in rules))
    return (*top, *sorted(below, key=lambda each: _on_page(each, wanted, asked.need)), *rest)


def courses(routes: Iterable[Route], site: Site | None, moment: datetime) -> tuple[Chosen, ...]:
    """Return the courses that may be shown at a site, its own first; needs are not asked."""
    nation = site.nation if site else Nation.ENGLAND
    stands, own = openings(moment, nation), site.id if site else ""
    shown = [
        route
        for route in routes
        if route.kind is Kind.TRAINING and route.may_be_shown and nation in route.area
        if route.site in ("", own)
    ]
    shown.sort(key=lambda route: (not route.site, route.id))
    return tuple(Chosen(route, stands[route.hours]) for route in shown)


def _on_page(
    chosen: Chosen, wanted: frozenset[Want], need: Need
) -> tuple[bool, int] | tuple[int, bool, int]:
    """Order by what is open, by what was asked for, then by what is the site's own.

    For a practical need what was asked for comes first, though it may be closed.
    """
    state, other = chosen.opening.state, wanted.isdisjoint(chosen.route.offers)
    elsewhere = not chosen.route.site
    if need in PRACTICAL:
        return other, _LATER_WILL_DO[state] + elsewhere
    return ORDER[state], other, elsewhere


_LATER_WILL_DO = {State.OPEN: 0, State.UNKNOWN: 2, State.CLOSED: 2}
"""The order of practical needs: what fits and opens at 8am is as good as hours nobody knows."""

_Fit: TypeAlias = tuple[bool, int, int, bool, bool, str, Chosen]
"""A route that fits, behind what it is ordered by."""


def _found(
    routes: Iterable[Route], asked: Asked, moment: datetime, rules: list[Rule]
) -> list[_Fit]:
    """Return all that fits: what was asked for, then what the rules or any hour bring.

    In each, what is open comes first, then the site's own, what was asked for first, what is for
    all, and what never closes.
    """
    needed = NEEDS[asked.need]
    wants = (*needed, *ANY_HOUR)
    places = _Places(wants)
    wanted = frozenset(wants).union(*(rule.wants for rule in rules))
    asked_for = len(needed)
    stands = openings(moment, asked.nation)
    order = _LATER_WILL_DO if asked.need in PRACTICAL else ORDER
    found = []
    for route in allowed(routes, asked, wanted):  # written out: it runs for each of many
        now, place = stands[route.hours], places[route.offers]
        standing, some = order[now.state] + (not route.site), bool(route.audience)
        chosen = Chosen(route, now)
        found.append((place >= asked_for, standing, place, some, not now.always, route.id, chosen))
    found.sort()
    return found


class _Places(dict[frozenset[Want], int]):
    """How early in the wants stands the first that a route offers; many routes offer the same."""

    def __init__(self, wants: Sequence[Want]) -> None:
        super().__init__()
        self._first = {want: place for place, want in reversed(list(enumerate(wants)))}

    def __missing__(self, offers: frozenset[Want]) -> int:
        far = repeat(len(self._first))
        place = self[offers] = min(map(self._first.get, offers, far))
        return place


def _able(found: list[_Fit], rules: list[Rule]) -> list[Chosen]:
    """Return those that offer something the rules want, the best first."""
    wanted = frozenset[Want]().union(*(rule.wants for rule in rules))
    able = [each for each in found if not wanted.isdisjoint(each[-1].route.offers)]
    able.sort(key=_quality)
    return [each[-1] for each in able]


def _quality(found: _Fit) -> tuple[int, bool, bool, str]:
    """Order by what is open, then by how good it is, whatever was asked for."""
    _, _, _, some, closes, route_id, chosen = found
    return ORDER[chosen.opening.state] + (not chosen.route.site), some, closes, route_id


def _led(able: list[Chosen], rules: list[Rule]) -> list[Chosen]:
    """Return what the rules bring: of each want the best few."""
    return _distinct(
        chosen
        for rule in rules
        for want in rule.wants
        for chosen in islice((each for each in able if want in each.route.offers), rule.most)
    )


def _page(ranked: list[Chosen], top: list[Chosen], asked: Asked) -> list[Chosen]:
    """Return the first page, with what must be on it in place of what comes last."""
    page = _distinct(islice(ranked, 2 * PAGE))[:PAGE]
    if not by_an_insider(asked):
        return _hold(page, ranked, top, _steady, 1)
    # One that is both comes first: 2 outside and 1 for any hour may not fit below the top.
    page = _hold(page, ranked, top, lambda each: _steady(each) and each.route.outside, 1)
    page = _hold(page, ranked, top, _steady, 1)
    steady = sorted(filter(_steady, page), key=lambda each: not each.route.outside)
    return _hold(page, ranked, [*top, *steady[:1]], lambda each: each.route.outside, OUTSIDE)


def _steady(chosen: Chosen) -> bool:
    return chosen.day_and_night


def _hold(
    page: list[Chosen],
    ranked: list[Chosen],
    kept: list[Chosen],
    is_one: Callable[[Chosen], bool],
    count: int,
) -> list[Chosen]:
    """Return the page with so many of a sort on it, as long as there are."""
    missing = max(count - sum(map(is_one, page)), 0)
    for other in islice((e for e in ranked if is_one(e) and e not in page), missing):
        loose = [each for each in page if not is_one(each) and each not in kept]
        if len(page) >= PAGE and loose:
            page = [each for each in page if each is not loose[-1]]
        page = [*page, other]
    return page


def _distinct(several: Iterable[Chosen]) -> list[Chosen]:
    return list({each.route.id: each for each in several}.values())
