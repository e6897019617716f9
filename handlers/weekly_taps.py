"""The buttons of the weekly lesson: one tap begins it, one tap ends it."""

from collections.abc import Sequence

from handlers.learner import Learner, Shown, Verbs
from handlers.weekly import OFF, ON, WEEKLY, begun_screen
from handlers.wishing import usual_window
from messages.words import label
from models.store import plans, weekly


def _on(learner: Learner, _rest: Sequence[str]) -> Shown:
    if learner.fresh:
        weekly.want(learner.tx, learner.person, usual_window(learner.zone))
    plan = plans.of(learner.tx, learner.person)
    return Shown(begun_screen(plan)) if plan is not None and plan.theme else learner.all()


def _off(learner: Learner, _rest: Sequence[str]) -> Shown:
    """End it; it was held back before, so none comes after this is said."""
    if learner.fresh:
        weekly.end(learner.tx, learner.person)
    return learner.all(label(WEEKLY, "ended"))


WEEK_VERBS: Verbs = {ON: _on, OFF: _off}
