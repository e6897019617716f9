"""The buttons of the weekly lesson: one tap begins it, one tap ends it."""

from collections.abc import Sequence

from handlers.skill_desk import Desk, Shown, Verbs
from handlers.weekly import OFF, ON, WEEKLY, begun_screen
from handlers.wishing import usual_window
from messages.words import label
from models.store import plans, weekly


def _on(desk: Desk, _rest: Sequence[str]) -> Shown:
    if desk.fresh:
        weekly.want(desk.tx, desk.person, usual_window(desk.zone))
    plan = plans.of(desk.tx, desk.person)
    return Shown(begun_screen(plan)) if plan is not None and plan.theme else desk.all()


def _off(desk: Desk, _rest: Sequence[str]) -> Shown:
    """End it; it was held back before, so none comes after this is said."""
    if desk.fresh:
        weekly.end(desk.tx, desk.person)
    return desk.all(label(WEEKLY, "ended"))


WEEK_VERBS: Verbs = {ON: _on, OFF: _off}
