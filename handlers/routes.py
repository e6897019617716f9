"""Draws support routes: a list of the few that fit, and the card of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.care import help_button
from handlers.place import Place
from messages.screen import Button, Screen, rows
from messages.times import closing_words, opening_words
from messages.words import label, say
from models.advice import advice
from models.choosing import PAGE, Chosen, choose
from models.hours import State
from models.route import Kind, Route
from models.site import Site
from models.telephone import from_anywhere

ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Told:
    """One route as a template tells it; empty where there is nothing to tell."""

    name: str
    purpose: str
    opening: str
    instead: str = ""
    phone: str = ""
    tap: str = ""
    internal: bool = False
    text: str = ""
    word: str = ""
    email: str = ""
    who_for: str = ""
    cost: str = ""
    link: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lists are drawn from: routes, the person's site, the moment on its wall clock."""

    routes: tuple[Route, ...]
    site: Site | None
    now: datetime

    def chosen(self, place: Place) -> tuple[Chosen, ...]:
        """Return the routes that fit a place, best first."""
        return choose(self.routes, place.asked(self.site), self.now)

    def at(self, place: Place) -> Chosen | None:
        """Return the route whose card a place is, None when it does not fit there (any more)."""
        return next((each for each in self.chosen(place) if each.route.id == place.route), None)

    def told(self, chosen: Chosen, instead: str = "") -> Told:
        """Return a route in words; `instead` names one that is open, in case this one is not."""
        route, text = chosen.route, chosen.route.text
        return Told(
            name=route.name,
            purpose=route.purpose,
            opening=opening_line(chosen, self.now),
            instead=instead if chosen.opening.state is State.CLOSED else "",
            phone=route.phone,
            tap=from_anywhere(route.phone),
            internal=route.internal,
            text=text.number if text else "",
            word=text.word if text else "",
            email=route.email,
            who_for=route.who_for,
            cost=route.cost,
            link=bool(_website(route)),
            example=is_example(route, self.site),
        )


def is_example(route: Route, site: Site | None) -> bool:
    """Tell whether a route is made up, by itself or with its site."""
    return route.example or bool(route.site and site and site.example)


def opening_line(chosen: Chosen, now: datetime) -> str:
    """Return whether a route is open, until when, or when it opens."""
    opening = chosen.opening
    if opening.state is State.UNKNOWN:
        return label(ROUTES, "unknown", link=bool(_website(chosen.route)))
    if opening.state is State.OPEN:
        if opening.changes:
            return label(ROUTES, "open_until", until=closing_words(opening.changes, now))
        return label(ROUTES, "always" if opening.always else "open_now")
    if opening.changes is None:
        return label(ROUTES, "closed")
    return label(ROUTES, "opens_at", opens=opening_words(opening.changes, now))


def list_screen(place: Place, shelf: Shelf, title: str) -> Screen:
    """Return one page of the routes that fit, with a button for each."""
    chosen = shelf.chosen(place)
    last = max(len(chosen) - 1, 0) // PAGE
    place = replace(place, page=min(place.page, last))
    page = chosen[place.page * PAGE :][:PAGE]
    told = [shelf.told(each, _open_instead(chosen)) for each in page]
    said = [label(ROUTES, line) for line in advice(place.asked(shelf.site))]
    text = say(ROUTES, "listed" if page else "none", title=title, advice=said, shown=told)
    more = replace(place, page=place.page + 1) if place.page < last else None
    return Screen(text, (*_cards(place, page), *_ways(place, shelf, more)))


def _cards(place: Place, page: Iterable[Chosen]) -> tuple[tuple[Button, ...], ...]:
    shown = [(each.route.name, replace(place, route=each.route.id)) for each in page]
    return rows(*(Button(name, str(card)) for name, card in shown))


def _ways(place: Place, shelf: Shelf, more: Place | None) -> tuple[tuple[Button, ...], ...]:
    before = replace(place, page=place.page - 1) if place.page else place.question
    on = [Button(label(ROUTES, "more"), str(more))] if more else []
    if _keeps_managers_back(place, shelf):
        asking = replace(place, manager=True, page=0)
        on.append(Button(label(ROUTES, "manager"), str(asking)))
    back = Button(label("report/card", "back"), str(before))
    return (*rows(*on), (back, help_button()))


def _keeps_managers_back(place: Place, shelf: Shelf) -> bool:
    if place.manager:
        return False
    shown, asked_for = shelf.chosen(place), shelf.chosen(replace(place, manager=True))
    return any(each.route.kind is Kind.MANAGER for each in asked_for) and len(shown) < len(
        asked_for
    )


def _open_instead(chosen: Iterable[Chosen]) -> str:
    """Return the name of a route to turn to while another is closed: best one for everybody.

    Not the police: who wanted to speak up, or to be advised, did not ask for them.
    """
    open_now = [each for each in chosen if each.opening.state is State.OPEN]
    steady = [each for each in open_now if each.day_and_night]
    anybody = [each for each in steady if each.route.outside and not each.route.audience]
    talking = [each for each in anybody if each.route.kind is not Kind.EMERGENCY_SERVICE]
    best = talking or anybody or steady or open_now
    return best[0].route.name if best else ""


def card_screen(place: Place, shelf: Shelf, chosen: Chosen) -> Screen:
    """Return everything about one route, with what a phone can do with it."""
    told = shelf.told(chosen, _open_instead(shelf.chosen(place)))
    failed = Button(label(ROUTES, "did_not_work"), str(place.failing()))
    uses = (*rows(*_uses(chosen.route)), (failed,))
    return Screen(say(ROUTES, "card", route=told), (*uses, *_back(place)))


def _uses(route: Route) -> list[Button]:
    uses = []
    if website := _website(route):
        uses.append(Button(label(ROUTES, "website"), url=website))
    if route.phone:
        uses.append(Button(label(ROUTES, "copy"), copy=route.phone))
    if route.text:
        part = "copy_text" if route.phone else "copy"
        uses.append(Button(label(ROUTES, part), copy=route.text.number))
    return uses


def _website(route: Route) -> str:
    """Return the address if a button can hold it: Telegram refuses the whole screen otherwise."""
    return route.link if route.link.startswith(("https://", "http://")) else ""


def _back(place: Place) -> tuple[tuple[Button, ...], ...]:
    return ((Button(label(ROUTES, "back_to_list"), str(place.listed)), help_button()),)


def failed_screen(place: Place, shelf: Shelf) -> Screen:
    """Return thanks for saying that a route did not work, and what is open now."""
    others = [each for each in shelf.chosen(place) if each.route.id != place.route]
    page = [each for each in others if each.opening.state is State.OPEN][:PAGE]
    text = say(ROUTES, "failed", shown=[shelf.told(each) for each in page])
    return Screen(text, (*_cards(place.listed, page), *_back(place)))
