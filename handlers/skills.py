"""Skills: themes, lessons and confidence, behind /skills and every button among them."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from handlers.catalogue import catalogue
from handlers.chat import deliver, show, tapped
from handlers.clearing import clear_of
from handlers.confidence_taps import RATING_VERBS, scale_shown
from handlers.context import Context, Services, once, person_of
from handlers.home import as_read, seat_of
from handlers.learner import Learner, Shown, Verbs
from handlers.lesson_taps import LESSON_VERBS
from handlers.lessons import SKILLS
from handlers.weekly import OFF
from handlers.weekly_taps import WEEK_VERBS
from messages.screen import Screen, typeable
from models.draft import Scale
from models.store import drafts, weekly
from models.store.doors import Tx

VERBS: Verbs = {
    "": lambda learner, _rest: learner.all(),
    **LESSON_VERBS,
    **RATING_VERBS,
    **WEEK_VERBS,
}
COUNT = "count"


async def on_skills(update: Update, context: Context, data: str = "") -> None:
    """Show all skills, or take skill:<verb>:<theme or lesson>:<what was said>."""
    _, verb, *rest = (*data.split(":"), "")
    person, services = person_of(update), context.services
    if verb == OFF:
        await weekly.hold(services.store, person)

    def turn(tx: Tx, fresh: bool) -> Shown:
        shown = _answered(_learner(services, tx, person, fresh=fresh), verb, rest)
        if fresh and shown.scale is not None:
            drafts.type_for(tx, person, shown.scale, services.retention.draft_life)
        return shown

    # A rating that counts is nobody's: what the same transaction notes could tell whose it is.
    shown = await once(update, context, turn, touch=verb != COUNT)
    at = tapped(update)
    if clear_of(update):  # a skill after a log comes anew, so that the way to clear stays
        at = None
    sending = show(context.bot, person, shown.screen, at=at)
    await deliver(update, context, SKILLS, sending, toast=shown.toast)


def _answered(learner: Learner, verb: str, rest: Sequence[str]) -> Shown:
    answer = VERBS.get(verb)
    shown = answer(learner, rest) if answer else learner.gone()
    return replace(shown, screen=_as_read(learner.tx, learner.person, shown))


def _as_read(tx: Tx, person: int, shown: Shown) -> Screen:
    if shown.scale is None:
        return as_read(tx, person, shown.screen)
    return typeable(shown.screen) if seat_of(tx, person).simple else shown.screen


def owed_screen(services: Services, tx: Tx, person: int) -> Screen:
    """Return what is owed to somebody whose skills did not arrive: the scale that is open, or all.

    A number that is typed answers that scale, so no other screen may stand above it.
    """
    draft = drafts.load(tx, person)
    if draft is not None and isinstance(draft.typed_for, Scale):
        return _as_read(tx, person, scale_shown(draft.typed_for))
    return _answered(_learner(services, tx, person, fresh=False), "", ()).screen


def _learner(services: Services, tx: Tx, person: int, *, fresh: bool) -> Learner:
    today, zone = services.local_now().date(), services.zone.key
    return Learner(tx, person, fresh, today, catalogue(), zone)
