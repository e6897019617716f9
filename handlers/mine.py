"""What is kept of a person: their findable reports by week, read, deleted; their check-ins."""

from dataclasses import dataclass
from functools import partial

from telegram import Update

from handlers.answers import lines
from handlers.care import help_button
from handlers.chat import deliver, show
from handlers.context import Context, once, person_of
from handlers.copies import copy_button
from handlers.home import start_button
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say
from models.filing import is_of_the_log
from models.flow import PAGE
from models.incident import Incident
from models.store import checkins, incidents, plans
from models.store.doors import Tx


@dataclass(frozen=True, slots=True)
class Mine:
    """A person's reports, newest week first, and whether one was just deleted.

    plan: check-ins are to come; answers: how many there are to those that came.
    """

    reports: tuple[tuple[str, Incident], ...]
    erased: bool = False
    plan: bool = False
    answers: int = 0


async def on_mine(update: Update, context: Context, data: str = "") -> None:
    """Show the list or take a button: mine:one|ask|erase:<id> or mine:page:<n>."""
    person = person_of(update)
    _, verb, value = (*data.split(":", 2), "", "", "")[:3]
    mine = await once(update, context, partial(_turn, person, verb, value))
    query = update.callback_query
    at = query.message.message_id if query and query.message else None
    toast = label("mine", "erased") if mine.erased else ""
    shown = show(context.bot, person, mine_screen(mine, verb, value), at=at)
    await deliver(update, context, "mine", shown, toast=toast)


def _turn(person: int, verb: str, value: str, tx: Tx, fresh: bool) -> Mine:
    erased = fresh and verb == "erase" and incidents.erase(tx, person, value)
    return mine_of(tx, person, erased=erased)


def mine_of(tx: Tx, person: int, *, erased: bool = False) -> Mine:
    """Read what is kept of the person's own."""
    reports = tuple(incidents.mine(tx, person))
    plan, answers = plans.of(tx, person) is not None, len(checkins.mine(tx, person))
    return Mine(reports, erased, plan, answers)


def mine_screen(mine: Mine, verb: str = "", value: str = "") -> Screen:
    """Return the list, one report, or the question before it is deleted."""
    report = dict(mine.reports).get(value)
    if report is None:
        return _list(mine, int(value) if verb == "page" and value.isdecimal() else 0)
    if verb == "ask":
        yes = Button(label("mine", "yes"), f"mine:erase:{value}")
        no = Button(label("mine", "no"), f"mine:one:{value}")
        return Screen(say("mine", "ask"), ((no,), (yes,), (help_button(),)))
    week = date_words(report.week)
    logged, told = is_of_the_log(report), lines(report)
    text = say("mine", "one", week=week, logged=logged, lines=told, words=report.words)
    erase = Button(label("mine", "erase"), f"mine:ask:{value}")
    listed = Button(label("more", "mine"), "mine:")
    ways = rows(listed, copy_button(value), erase)
    return Screen(text, (*ways, (help_button(), start_button())))


def _list(mine: Mine, page: int) -> Screen:
    room = PAGE - 2
    start = min(page * room, max(len(mine.reports) - 1, 0) // room * room)
    shown = [
        Button(label("mine", "week", week=date_words(report.week)), f"mine:one:{key}")
        for key, report in mine.reports[start : start + room]
    ]
    if start + room < len(mine.reports):
        shown.append(Button(label("mine", "others"), f"mine:page:{start // room + 1}"))
    if mine.plan or mine.answers:
        shown.append(Button(label("more", "plan"), "plan:"))
    part = "text" if mine.reports else "empty"
    text = say("mine", part, plan=mine.plan, answers=mine.answers)
    return Screen(text, (*rows(*shown), (help_button(), start_button())))
