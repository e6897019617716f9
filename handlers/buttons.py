"""Which button leads where: by the word before the first colon of its callback data."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from telegram import Update

from handlers import (
    care,
    checkin_taps,
    checkins,
    clearing,
    copies,
    copying,
    counts,
    courses,
    deciding,
    ending,
    hearing,
    home,
    keeping,
    leads,
    leaving,
    lessons,
    mine,
    more,
    place,
    plan_screens,
    planning,
    promises,
    recommend,
    rehearsing,
    report,
    site,
    skills,
    support,
    wishing,
)
from handlers.chat import answer_stale
from handlers.context import Context
from handlers.count_screens import PREFIX as COUNTS
from models import own_words
from models.report import REPORT, WITNESS

Press: TypeAlias = Callable[[Update, Context, str], Awaitable[None]]

HOME: Mapping[str, Press] = {
    "start": home.on_home,
    "me": report.begin(REPORT.name),
    "saw": report.begin(WITNESS.name),
    "carry_on": report.begin(),
    "simple_on": home.on_simple,
    "simple_off": home.on_simple,
    "support": support.on_support,
    "more": more.on_more,
}


async def _at_home(update: Update, context: Context, data: str) -> None:
    await HOME.get(data.partition(":")[2], _unknown)(update, context, data)


async def _unknown(update: Update, _context: Context, _data: str) -> None:
    await answer_stale(update)


PRESSES: Mapping[str, Press] = {
    "d": report.on_card,
    own_words.PREFIX: deciding.on_decision,
    hearing.ASK: hearing.on_answer,
    "home": _at_home,
    care.HELP: care.on_help,
    care.CLOSE: care.on_close,
    clearing.CLEAR: ending.on_clear,
    copies.PREFIX: copying.on_copy,
    place.SUPPORT: support.on_place,
    place.AID: support.on_place,
    keeping.KEEP: keeping.on_routes,
    leads.LEAD: leads.on_lead,
    COUNTS: counts.on_counts,
    counts.SEEN: counts.on_what_leads_see,
    "mine": mine.on_mine,
    wishing.WISH: planning.on_wish,
    plan_screens.PLAN: planning.on_plan,
    checkins.CHECK: checkin_taps.on_check,
    "site": site.on_site,
    "privacy": more.on_privacy,
    promises.PROMISES: promises.on_promises,
    lessons.SKILL: skills.on_skills,
    rehearsing.SCENE: rehearsing.on_scene,
    courses.COURSES: courses.on_courses,
    recommend.RECOMMEND: recommend.on_recommend,
    "stop": leaving.on_stop,
}


async def press(update: Update, context: Context, data: str) -> None:
    """Do what a button stands for; one that we never wrote changes nothing and says so."""
    context.pressed = data
    await PRESSES.get(data.partition(":")[0], _unknown)(update, context, data)


async def on_tap(update: Update, context: Context) -> None:
    """Take a tap; its data is user input and may be forged, foreign or years old."""
    query = update.callback_query
    if query is not None:
        await press(update, context, query.data or "")
