"""The buttons of a theme: confidence before and after, its worth, and whether that may count."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.confidence import (
    AFTER,
    BEFORE,
    LEFT_OUT,
    change_screen,
    count_screen,
    read_role,
    read_worth,
    roles_screen,
    scale_screen,
)
from handlers.learner import Learner, Shown, Verb, Verbs
from messages.words import label
from models.draft import Scale
from models.practice import Rating, confidence
from models.shift import week_of
from models.skill import Theme
from models.store import practice, ratings
from models.store.ratings import Counted


def _of_a_theme(answer: Callable[[Learner, Theme, str, str], Shown]) -> Verb:
    """Return what finds the theme first; its data is <theme>, <theme>:<said> or one more."""

    def verb(learner: Learner, rest: Sequence[str]) -> Shown:
        name, said, more = (*rest, "", "", "")[:3]
        if name not in learner.known.themes:
            return learner.gone()
        return answer(learner, Theme(name), said, more)

    return verb


def scale_shown(scale: Scale) -> Shown:
    """Return a scale, and what a number is for that is typed under it."""
    return Shown(scale_screen(scale), scale=scale)


def _theme(learner: Learner, theme: Theme, _said: str, _more: str) -> Shown:
    """Ask for the confidence before, when a theme is opened without one."""
    if learner.rating(theme) is None:
        return scale_shown(Scale(theme, BEFORE))
    return learner.theme(theme)


def _open(learner: Learner, theme: Theme, _said: str, _more: str) -> Shown:
    return learner.theme(theme)


def _before(learner: Learner, theme: Theme, said: str, _more: str) -> Shown:
    number = confidence(said)
    if number is not None:
        learner.keep(Rating(theme, number))
    return learner.theme(theme)


def _now(learner: Learner, theme: Theme, _said: str, _more: str) -> Shown:
    return scale_shown(Scale(theme, BEFORE if learner.rating(theme) is None else AFTER))


def _after(learner: Learner, theme: Theme, said: str, _more: str) -> Shown:
    number, rating = confidence(said), learner.rating(theme)
    if number is None or rating is None:
        return learner.theme(theme)
    rating = replace(rating, after=number)
    learner.keep(rating)
    return Shown(change_screen(rating))


def _forget(learner: Learner, theme: Theme, _said: str, _more: str) -> Shown:
    learner.erase(learner.rating(theme))
    return learner.theme(theme, label("skills", "forgotten"))


def _may_ask(learner: Learner, theme: Theme) -> bool:
    """Tell whether there is something that may count, and nobody asked yet."""
    rating = learner.rating(theme)
    return rating is not None and rating.after is not None and not rating.asked


def _worth(learner: Learner, theme: Theme, said: str, _more: str) -> Shown:
    if not _may_ask(learner, theme):
        return learner.theme(theme)
    return Shown(count_screen(theme, said))


def _roles(learner: Learner, theme: Theme, said: str, more: str) -> Shown:
    if not _may_ask(learner, theme):
        return learner.theme(theme)
    return Shown(roles_screen(theme, said, int(more == "1")))


def _count(learner: Learner, theme: Theme, said: str, more: str) -> Shown:
    """Let a rating count once, or never; either way it is not asked again."""
    settled = practice.settle(learner.tx, learner.person, theme) if learner.fresh else None
    if settled is None or settled.after is None:
        return learner.theme(theme)
    if more == LEFT_OUT:
        return learner.theme(theme, label("skills", "left_out"))
    week, role, worth = week_of(learner.today), read_role(more), read_worth(said)
    counted = Counted(week, theme, role, settled.before, settled.after, worth)
    ratings.park(learner.tx, counted)
    return learner.theme(theme, label("skills", "counted"))


RATING_VERBS: Verbs = {
    "theme": _of_a_theme(_theme),
    "open": _of_a_theme(_open),
    BEFORE: _of_a_theme(_before),
    "now": _of_a_theme(_now),
    AFTER: _of_a_theme(_after),
    "forget": _of_a_theme(_forget),
    "worth": _of_a_theme(_worth),
    "roles": _of_a_theme(_roles),
    "count": _of_a_theme(_count),
}
