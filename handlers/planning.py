"""Setting check-ins up, and the plan there is: each tap in one transaction; only Yes keeps."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from telegram import Update

from handlers.chat import answer_stale, deliver, show, tapped
from handlers.checkins import Ahead, told_screen
from handlers.clearing import clear_of
from handlers.context import Context, Services, once, person_of
from handlers.home import as_read
from handlers.plan_screens import PLAN, PlanNow, read_day
from handlers.wish_screens import WISHES, Sheet
from handlers.wishing import After, Asking, Verb, read_asking
from messages.screen import Button, Screen
from messages.words import label
from models.store import checkins, plans, quiet
from models.store.doors import Tx

STOP = "stop"


@dataclass(frozen=True, slots=True)
class Wished:
    """What a tap led to: a screen, and a word that passes by (a block of the words, or "")."""

    screen: Screen
    said: str = ""


async def on_wish(update: Update, context: Context, data: str) -> None:
    """Take a button of the set-up; one that we never wrote changes nothing and says so."""
    asking = read_asking(data, context.services.zone.key)
    query = update.callback_query
    if asking is None or query is None or query.message is None:
        await answer_stale(update)
        return
    person = person_of(update)
    wished = await once(update, context, partial(_turn, person, asking))
    screen = replace(wished.screen, rows=(*wished.screen.rows, *_clear(update)))
    shown = show(context.bot, person, screen, at=query.message.message_id)
    toast = label(WISHES, wished.said) if wished.said else ""
    await deliver(update, context, PLAN, shown, toast=toast)


def _clear(update: Update) -> tuple[tuple[Button, ...], ...]:
    clear = clear_of(update)
    return (clear,) if clear else ()


def _turn(person: int, asking: Asking, tx: Tx, fresh: bool) -> Wished:
    """Draw the next screen, or keep what was said Yes to."""
    sheet = Sheet(asking, plans.of(tx, person), tx.now)
    wished = _said_yes(tx, person, sheet, fresh=fresh) if asking.verb is Verb.YES else None
    wished = wished or Wished(sheet.screen())
    return replace(wished, screen=as_read(tx, person, wished.screen))


def _said_yes(tx: Tx, person: int, sheet: Sheet, *, fresh: bool) -> Wished:
    """Keep exactly the dates that were shown; when there would be others, show those first."""
    asking = sheet.asking
    if not fresh:  # what was kept may be over by now
        return Wished(sheet.settled(sheet.plan) if sheet.plan else sheet.screen())
    if not asking.wish.steps and not asking.wish.every:
        return Wished(sheet.screen(), "tick_first")
    if asking.mark != sheet.mark():
        return Wished(sheet.screen(), "moved")
    keep = plans.change if asking.after is After.CHANGE else plans.save
    return Wished(sheet.settled(keep(tx, person, asking.wish)))


async def on_plan(update: Update, context: Context, data: str = "") -> None:
    """Show the plan, or take plan:pause, plan:until:<day>, plan:resume or plan:stop."""
    person, services = person_of(update), context.services
    _, verb, value = (*data.split(":", 2), "", "")[:3]
    if verb == STOP:
        await plans.landed(services.store, person)
    day = read_day(value, services.local_now().date())
    turn = partial(_plan_turn, services, person, (verb, day))
    screen = await once(update, context, turn)
    await deliver(update, context, PLAN, show(context.bot, person, screen, at=tapped(update)))


def _plan_turn(
    services: Services, person: int, asked: tuple[str, date | None], tx: Tx, fresh: bool
) -> Screen:
    """Do what was asked of the plan, and draw it as it stands then."""
    verb, day = asked
    if fresh and verb == "until" and day is not None:
        plans.pause(tx, person, day)
        quiet.hush(tx, person, day)
    elif fresh and verb == "resume":
        plans.resume(tx, person)
    elif fresh and verb == STOP:
        plans.stop(tx, person)
    now = plan_now(tx, person, services)
    if verb == STOP and now.plan is None:
        screen = told_screen("stopped", Ahead(None))
    else:
        screen = now.until() if verb == "pause" and now.plan else now.screen()
    return as_read(tx, person, screen)


def plan_now(tx: Tx, person: int, services: Services) -> PlanNow:
    """Read what there is of somebody's check-ins."""
    plan, answers = plans.of(tx, person), checkins.mine(tx, person)
    return PlanNow(plan, len(answers), services.local_now(), services.zone.key)


def owed_screen(services: Services, tx: Tx, person: int) -> Screen:
    """Return what is owed when a screen of these did not arrive: the plan as it stands."""
    return as_read(tx, person, plan_now(tx, person, services).screen())
