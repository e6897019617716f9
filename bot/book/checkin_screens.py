"""The screens of check-ins: setting them up, the plan, what arrives, and what follows answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from handlers import looking_back
from handlers.checkins import (
    Ahead,
    end_screen,
    later_screen,
    prompt_screen,
    question_screen,
    told_screen,
)
from handlers.plan_screens import PlanNow
from handlers.wish_screens import Sheet
from handlers.wishing import After, Asking, Verb, usual_window
from messages.screen import Screen
from models.asked import Facts
from models.checkin import FIXED, Answered, Doing, Kept, Prompt, Step, questions
from models.checkin_hours import Pattern
from models.checkin_plan import Plan, Wish, later_moments, planned, proposed

ID = "example-example1"


def wishes(now: datetime, zone: str) -> Iterator[Screen]:
    """Draw the set-up: after a log, without one, and a change of what there is."""
    wish = Wish(usual_window(zone), proposed(None))
    weekly = replace(wish, steps=frozenset(), every=1)
    plan = Plan(replace(wish, every=2, silent=True), None, planned(wish, now))
    starts = (
        (Asking(Verb.SEEN, wish, After.UNLINKED, Facts()), None),
        (Asking(Verb.SEEN, wish, After.LOG, Facts()), plan),
        (Asking(Verb.SEEN, weekly), None),
        (Asking(Verb.SEEN, replace(weekly, every=2)), None),
        (Asking(Verb.SEEN, replace(wish, steps=frozenset())), None),
        (Asking(Verb.LOOK, plan.wish, After.CHANGE), plan),
    )
    for asking, there in starts:
        yield from _set_up(asking, there, now)


def _set_up(asking: Asking, there: Plan | None, now: datetime) -> Iterator[Screen]:
    for verb in (each for each in Verb if each is not Verb.YES):
        yield Sheet(asking.to(verb), there, now).screen()
    window = replace(asking.wish.window, pattern=Pattern.NIGHTS, hour=16, weekdays=frozenset({0}))
    for verb in (Verb.LOOK, Verb.WHEN, Verb.HOUR, Verb.DAYS):
        yield Sheet(asking.windowed(verb, window), there, now).screen()
    for kept in (Plan(asking.wish, None, planned(asking.wish, now)), None):
        if (kept is not None and kept.next) or asking.after is After.CHANGE:
            yield Sheet(asking, there, now).settled(kept)


def plans(now: datetime, zone: str) -> Iterator[Screen]:
    """Draw the plan as it stands: none, some, many, paused."""
    wish = Wish(usual_window(zone), frozenset(FIXED))
    plan = Plan(wish, None, planned(wish, now))
    weekly = replace(wish, steps=frozenset(), every=1, silent=True)
    moments = Plan(weekly, date(2026, 12, 11), planned(weekly, now))
    many = replace(plan, wish=replace(wish, every=2), coming=plan.coming * 2)
    lesson = replace(plan, theme=now)
    for each in (None, plan, moments, many, lesson, replace(plan, coming=())):
        for answers in (0, 3):
            yield PlanNow(each, answers, now, zone).screen()
    yield PlanNow(plan, 0, now, zone).until()


def arriving(now: datetime, zone: str) -> Iterator[Screen]:
    """Draw what arrives, every question, and what follows every answer."""
    for reminder in (False, True):
        for simple in (False, True):
            for step in (Step.WEEK, Step.THEME):
                how = {"silent": False, "simple": simple}
                yield prompt_screen(Prompt(1, ID, step, reminder, day=now.date(), **how))
    for question in questions(Step.FOUR_WEEKS):
        yield question_screen(Answered(ID, Step.FOUR_WEEKS, {}), question)
    for step in (Step.NEXT_DAY, Step.FOUR_WEEKS):
        for doing in Doing:
            for due in (now, None):
                yield end_screen(Answered(ID, step, {"doing": doing}), Ahead(due), skills=True)
    window = usual_window(zone)
    days = tuple(window.local(each).date() for each in later_moments(now, window))
    yield later_screen(ID, days)
    for part in ("put_off", "passed", "sooner_set", "stopped", "over"):
        yield told_screen(part, Ahead(now))
    yield told_screen("passed", Ahead(None))


def answers(now: datetime) -> Iterator[Screen]:
    """Draw what stands below the picture of one's own answers, and the end of these."""
    day, step = now.date(), Step.THREE_DAYS
    kept = tuple(Kept(day, step, {"doing": each, "sleep": "well"}) for each in Doing)
    yield looking_back.none_screen()
    yield looking_back.answers_screen(kept)
    yield looking_back.answers_screen(kept * 9)
    yield looking_back.ask_screen(3)
    yield looking_back.erased_screen()
    yield looking_back.again_screen()
