"""The buttons of a theme: confidence before and after, its worth, and whether that may count."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.confidence import (
    LEFT_OUT,
    after_screen,
    before_screen,
    change_screen,
    count_screen,
    read_role,
    read_worth,
    roles_screen,
)
from handlers.skill_desk import Desk, Shown, Verb, Verbs
from messages.words import label
from models.practice import Rating, confidence
from models.shift import week_of
from models.skill import Theme
from models.store import practice, ratings
from models.store.ratings import Counted


def _of_a_theme(answer: Callable[[Desk, Theme, str, str], Shown]) -> Verb:
    """Return what finds the theme first; its data is <theme>, <theme>:<said> or one more."""

    def verb(desk: Desk, rest: Sequence[str]) -> Shown:
        name, said, more = (*rest, "", "", "")[:3]
        if name not in desk.known.themes:
            return desk.gone()
        return answer(desk, Theme(name), said, more)

    return verb


def _theme(desk: Desk, theme: Theme, _said: str, _more: str) -> Shown:
    """Ask for the confidence before, when a theme is opened without one."""
    if desk.rating(theme) is None:
        return Shown(before_screen(theme), scale=True)
    return desk.theme(theme)


def _open(desk: Desk, theme: Theme, _said: str, _more: str) -> Shown:
    return desk.theme(theme)


def _before(desk: Desk, theme: Theme, said: str, _more: str) -> Shown:
    number = confidence(said)
    if number is not None:
        desk.keep(Rating(theme, number))
    return desk.theme(theme)


def _now(desk: Desk, theme: Theme, _said: str, _more: str) -> Shown:
    if desk.rating(theme) is None:
        return Shown(before_screen(theme), scale=True)
    return Shown(after_screen(theme), scale=True)


def _after(desk: Desk, theme: Theme, said: str, _more: str) -> Shown:
    number, rating = confidence(said), desk.rating(theme)
    if number is None or rating is None:
        return desk.theme(theme)
    rating = replace(rating, after=number)
    desk.keep(rating)
    return Shown(change_screen(rating))


def _forget(desk: Desk, theme: Theme, _said: str, _more: str) -> Shown:
    desk.erase(desk.rating(theme))
    return desk.theme(theme, label("skills", "forgotten"))


def _may_ask(desk: Desk, theme: Theme) -> bool:
    """Tell whether there is something that may count, and nobody asked yet."""
    rating = desk.rating(theme)
    return rating is not None and rating.after is not None and not rating.asked


def _worth(desk: Desk, theme: Theme, said: str, _more: str) -> Shown:
    if not _may_ask(desk, theme):
        return desk.theme(theme)
    return Shown(count_screen(theme, said))


def _roles(desk: Desk, theme: Theme, said: str, more: str) -> Shown:
    if not _may_ask(desk, theme):
        return desk.theme(theme)
    return Shown(roles_screen(theme, said, int(more == "1")))


def _count(desk: Desk, theme: Theme, said: str, more: str) -> Shown:
    """Let a rating count once, or never; either way it is not asked again."""
    settled = practice.settle(desk.tx, desk.person, theme) if desk.fresh else None
    if settled is None or settled.after is None:
        return desk.theme(theme)
    if more == LEFT_OUT:
        return desk.theme(theme, label("skills", "left_out"))
    week, role, worth = week_of(desk.today), read_role(more), read_worth(said)
    counted = Counted(week, theme, role, settled.before, settled.after, worth)
    ratings.park(desk.tx, counted)
    return desk.theme(theme, label("skills", "counted"))


RATING_VERBS: Verbs = {
    "theme": _of_a_theme(_theme),
    "open": _of_a_theme(_open),
    "before": _of_a_theme(_before),
    "now": _of_a_theme(_now),
    "after": _of_a_theme(_after),
    "forget": _of_a_theme(_forget),
    "worth": _of_a_theme(_worth),
    "roles": _of_a_theme(_roles),
    "count": _of_a_theme(_count),
}
