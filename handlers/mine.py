"""What is a person's own: findable reports, read, added to, deleted; and all else that is kept."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from telegram import Update

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, Services, once, person_of
from handlers.copies import copy_button
from handlers.home import seat_of, start_button
from handlers.kept import kept_about
from handlers.paging import page_of, read_page
from handlers.report_lines import lines
from messages.screen import Button, Screen, numbered, rows, viewed
from messages.times import date_words
from messages.words import label, say
from models.draft import Adding
from models.filing import is_of_the_log
from models.flow import PAGE
from models.incident import Incident
from models.store import checkins, drafts, incidents, plans
from models.store.doors import Tx

MINE = "mine"
ROOM = PAGE - 4
"""Reports on a page, beside the ways to older and newer ones, to check-ins and to delete all."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A person's reports, newest week first, all else that is kept, and what was just deleted.

    erased: "" for nothing, else the block that says what became of it.
    planned: check-ins are to come, or some were answered.
    simple: the person reads in simple view.
    """

    reports: tuple[tuple[str, Incident], ...]
    kept: tuple[str, ...] = ()
    erased: str = ""
    planned: bool = False
    simple: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """What a button asks for, of which report, on which page; all of it may be forged.

    message: the one that it stands in, None for a command.
    """

    verb: str = ""
    report: str = ""
    page: int = 0
    message: int | None = None


_LIST = Ask()


def read_ask(data: str) -> Ask:
    """Read mine:one|add|ask|erase:<report>, mine:one:<report>:<page>, mine:page::<n>, mine:all.

    And mine:erase_all::<reports>, where the number is that of the reports it told of.
    """
    _, verb, report, page = (*data.split(":", 3), "", "", "", "")[:4]
    return Ask(verb, report, read_page(page))


async def on_mine(update: Update, context: Context, data: str = "") -> None:
    """Show the list or take a button."""
    person, services = person_of(update), context.services
    at = tapped(update)
    ask = replace(read_ask(data), message=at)
    mine = await once(update, context, partial(_turn, person, ask, services))
    toast = label(MINE, mine.erased) if mine.erased else ""
    shown = show(context.bot, person, mine_screen(mine, ask), at=at)
    await deliver(update, context, MINE, shown, toast=toast)


async def show_report(context: Context, person: int, adding: Adding) -> None:
    """Show a report as it is now, with what was added last, in the message that asked."""
    now = context.services.local_now()
    mine = await context.services.store.read(lambda tx: mine_of(tx, person, now))
    report = dict(mine.reports).get(adding.report)
    ask = Ask("one", adding.report, len(report.pages) - 1) if report else _LIST
    await show(context.bot, person, mine_screen(mine, ask), at=adding.message)


def _turn(person: int, ask: Ask, services: Services, tx: Tx, fresh: bool) -> Mine:
    erased = _erase(tx, person, ask) if fresh else ""
    mine = mine_of(tx, person, services.local_now(), erased)
    if fresh and ask.verb == "add" and ask.report in dict(mine.reports):
        adding, life = Adding(ask.report, ask.message), services.retention.draft_life
        drafts.type_for(tx, person, adding, life)
    return mine


def _erase(tx: Tx, person: int, ask: Ask) -> str:
    if ask.verb == "erase" and incidents.erase(tx, person, ask.report):
        return "erased"
    return _erase_all(tx, person, ask.page) if ask.verb == "erase_all" else ""


def _erase_all(tx: Tx, person: int, told: int) -> str:
    """Erase as many reports as the button told of; one of months ago must not take newer ones."""
    held = len(incidents.mine(tx, person))
    if held != told:
        return "others_by_now" if held else ""
    return "all_erased" if incidents.erase_all(tx, person) else ""


def mine_of(tx: Tx, person: int, now: datetime, erased: str = "") -> Mine:
    """Read what is the person's own at a local moment."""
    planned = plans.of(tx, person) is not None or bool(checkins.mine(tx, person))
    reports, kept = tuple(incidents.mine(tx, person)), kept_about(tx, person, now)
    return Mine(reports, kept, erased, planned, seat_of(tx, person).simple)


def owed_screen(tx: Tx, person: int, now: datetime) -> Screen:
    """Return what is owed when a screen of these did not arrive: typed words go where it says."""
    draft = drafts.load(tx, person)
    if draft is not None and isinstance(draft.typed_for, Adding):
        return adding_screen(draft.typed_for.report, simple=seat_of(tx, person).simple)
    return mine_screen(mine_of(tx, person, now))


def mine_screen(mine: Mine, ask: Ask = _LIST) -> Screen:
    """Return the list, one report, what may be added to it, or what is asked before deleting."""
    report = dict(mine.reports).get(ask.report)
    if report is None:
        asks = ask.verb == "all" and mine.reports
        screen = _ask_all(len(mine.reports)) if asks else _list(mine, ask)
        return viewed(screen, simple=mine.simple)
    if ask.verb == "add":
        return adding_screen(ask.report, simple=mine.simple)
    screen = _ask(ask.report) if ask.verb == "ask" else _one(report, ask)
    return viewed(screen, simple=mine.simple)


def adding_screen(report: str, *, simple: bool = False) -> Screen:
    """Say what may be added to a report, and ask for it; a typed number is one of its buttons."""
    back = Button(label("copies", "back"), f"mine:one:{report}")
    screen = Screen(say(MINE, "add"), ((back,), (help_button(),)))
    return numbered(screen) if simple else screen


def _ask(report: str) -> Screen:
    yes = Button(label(MINE, "yes"), f"mine:erase:{report}")
    no = Button(label(MINE, "no"), f"mine:one:{report}")
    return Screen(say(MINE, "ask"), ((no,), (yes,), (help_button(),)))


def _ask_all(reports: int) -> Screen:
    yes = Button(label(MINE, "yes_all"), f"mine:erase_all::{reports}")
    no = Button(label(MINE, "no_all"), "mine:")
    return Screen(say(MINE, "ask_all", reports=reports), ((no,), (yes,), (help_button(),)))


def _one(report: Incident, ask: Ask) -> Screen:
    page = min(ask.page, len(report.pages) - 1)
    text = say(
        MINE,
        "one",
        week=date_words(report.week),
        logged=is_of_the_log(report),
        lines=() if page else lines(report, kept=True),
        words="" if page else report.words,
        added=[(date_words(each.week), each.words) for each in report.pages[page]],
    )
    to = f"mine:one:{ask.report}"
    before = (Button(label("report/card", "back"), f"{to}:{page - 1}"),) if page else ()
    last = page == len(report.pages) - 1
    after = () if last else (Button(label(MINE, "next"), f"{to}:{page + 1}"),)
    listed = Button(label("more", "mine"), "mine:")
    more = Button(label(MINE, "more"), f"mine:add:{ask.report}")
    erase = Button(label(MINE, "erase"), f"mine:ask:{ask.report}")
    ways = rows(*before, *after, listed, copy_button(ask.report), more, erase)
    return Screen(text, (*ways, (help_button(), start_button())))


def _names(mine: Mine) -> dict[str, str]:
    """Return what each report is called in the list: its week, and which of that week it is."""
    every = Counter(report.week for _, report in mine.reports)
    so_far: Counter[date] = Counter()
    names = {}
    for key, report in mine.reports:
        week = report.week
        so_far[week] += 1
        place, of = so_far[week], every[week]
        names[key] = label(MINE, "week", week=date_words(week), place=place, of=of)
    return names


def _list(mine: Mine, ask: Ask) -> Screen:
    named = list(_names(mine).items())
    page = page_of(named, ask.page if ask.verb == "page" else 0, ROOM)
    shown = [Button(name, f"mine:one:{key}") for key, name in page.items]
    if page.after is not None:
        shown.append(Button(label(MINE, "others"), f"mine:page::{page.after}"))
    if page.before is not None:
        shown.append(Button(label("report/card", "back"), f"mine:page::{page.before}"))
    if len(mine.reports) > 1:
        shown.append(Button(label(MINE, "erase_all"), "mine:all"))
    if mine.planned:
        shown.append(Button(label("more", "plan"), "plan:"))
    text = say(MINE, reports=len(mine.reports), kept=mine.kept)
    return Screen(text, (*rows(*shown), (help_button(), start_button())))
