"""Chooses the few routes that fit: by facts and need, safe to show, open ones first."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from models.allowed import allowed, by_an_insider
from models.asked import Asked
from models.hours import Opening, State, opening
from models.route import Route
from models.route_rules import ANY_HOUR, NEEDS, RULES, Rule, Want

PAGE = 4
"""Routes on the first page; the rest stand behind "show more"."""
OUTSIDE = 2
"""Routes outside the organisation on the first page, when somebody inside it did it."""
_ORDER = {State.OPEN: 0, State.UNKNOWN: 1, State.CLOSED: 2}


@dataclass(frozen=True, slots=True)
class Chosen:
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
    fitting = _fitting(routes, asked, moment, rules)
    led = _led(fitting, rules)
    ranked = _distinct(led[: PAGE - 1], _by_need(fitting, asked), led)
    top = [each for each in _led(fitting, [r for r in rules if r.first]) if each in ranked[:PAGE]]
    page = _page(ranked, top, asked)
    rest = [each for each in ranked if each not in page]
    below = [each for each in page if each not in top]
    return (*top, *sorted(below, key=_standing), *sorted(rest, key=_standing))


def _fitting(
    routes: Iterable[Route], asked: Asked, moment: datetime, rules: Iterable[Rule]
) -> list[Chosen]:
    wanted = frozenset(want for rule in rules for want in rule.wants)
    wanted = wanted.union(NEEDS[asked.need], ANY_HOUR)
    return [
        Chosen(route, opening(route.hours, moment, asked.nation))
        for route in allowed(routes, asked)
        if not wanted.isdisjoint(route.offers)
    ]


def _led(fitting: list[Chosen], rules: Iterable[Rule]) -> list[Chosen]:
    """Return what the rules bring: of each want the best few."""
    picked = [_bringing(fitting, (want,))[: rule.most] for rule in rules for want in rule.wants]
    return _distinct(*picked)


def _by_need(fitting: list[Chosen], asked: Asked) -> list[Chosen]:
    """Return all that the need asks for, then what is there at any hour."""
    return _distinct(_bringing(fitting, NEEDS[asked.need]), _bringing(fitting, ANY_HOUR))


def _bringing(fitting: list[Chosen], wants: tuple[Want, ...]) -> list[Chosen]:
    """Return the routes that offer one of the wants, in the order they are shown."""
    found = [(_place(each, wants), each) for each in fitting]
    kept = [(place, each) for place, each in found if place < len(wants)]
    kept.sort(key=lambda pair: (*_standing(pair[1]), pair[0], *_steadiness(pair[1])))
    return [each for _, each in kept]


def _place(chosen: Chosen, wants: tuple[Want, ...]) -> int:
    offers = chosen.route.offers
    return next((place for place, want in enumerate(wants) if want in offers), len(wants))


def _standing(chosen: Chosen) -> tuple[int, bool]:
    """Order by what is open, then by what is the site's own."""
    return _ORDER[chosen.opening.state], not chosen.route.site


def _steadiness(chosen: Chosen) -> tuple[bool, str]:
    return not chosen.opening.always, chosen.route.name


def _page(ranked: list[Chosen], top: Collection[Chosen], asked: Asked) -> list[Chosen]:
    """Return the first page, with what must be on it in place of what comes last."""
    page = ranked[:PAGE]
    if by_an_insider(asked):
        page = _hold(page, ranked, top, lambda each: each.route.outside, OUTSIDE)
    kept = [*top, *[each for each in page if each.route.outside][:OUTSIDE]]
    return _hold(page, ranked, kept, lambda each: each.day_and_night, 1)


def _hold(
    page: list[Chosen],
    ranked: list[Chosen],
    kept: Collection[Chosen],
    is_one: Callable[[Chosen], bool],
    count: int,
) -> list[Chosen]:
    """Return the page with so many of a sort on it, as long as there are."""
    missing = count - sum(map(is_one, page))
    others = [each for each in ranked if is_one(each) and each not in page][: max(missing, 0)]
    for other in others:
        loose = [each for each in page if not is_one(each) and each not in kept]
        if len(page) >= PAGE and loose:
            page = [each for each in page if each is not loose[-1]]
        page = [*page, other]
    return page


def _distinct(*lists: list[Chosen]) -> list[Chosen]:
    found = {each.route.id: each for several in lists for each in several}
    return list(found.values())
