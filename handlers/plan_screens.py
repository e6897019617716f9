"""The plan of check-ins as it stands: what comes, changing it, a pause, and the end of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.care import help_button
from handlers.checkins import mine_button
from handlers.home import start_button
from handlers.wishing import After, Asking, Verb, first_asking
from messages.screen import Button, Screen, rows
from messages.times import day_words, hour_words
from messages.words import label, say
from models.checkin_plan import Plan, proposed

PLAN_WORDS = "checkins/plan"
PLAN = "plan"
"""What the data of these buttons begins with: plan:<verb>:<value>."""

ROOM = 5
"""Dates that are named; of the others only the number is said."""

WEEKS = (1, 2, 3, 4)
"""For how long a pause can be."""


@dataclass(frozen=True, slots=True)
class PlanNow:
    """What is drawn from: the plan, how many answers are kept, the moment and zone."""

    plan: Plan | None
    answers: int
    now: datetime
    zone: str

    def screen(self) -> Screen:
        """Return the plan, or how to begin one."""
        plan = self.plan
        return self._planned(plan) if plan is not None and plan.next else self._begin()

    def _begin(self) -> Screen:
        """Return the ways to begin; a plan whose last one has just come can be stopped, too."""
        steps = first_asking(proposed(None), self.zone)
        weekly, fortnightly = (first_asking(frozenset(), self.zone, every=n) for n in (1, 2))
        ways = (
            Button(label(PLAN_WORDS, "steps"), str(steps)),
            Button(label("checkins/wish", "every_week"), str(weekly)),
            Button(label("checkins/wish", "every_2_weeks"), str(fortnightly)),
        )
        stop = (self._to("stop"),) if self.plan else ()
        shown = rows(*ways, *stop, *self._mine())
        return Screen(say(PLAN_WORDS), (*shown, (help_button(), start_button())))

    def _planned(self, plan: Plan) -> Screen:
        window = plan.wish.window
        days = [day_words(window.local(each.due).date()) for each in plan.coming]
        paused = plan.paused_until
        text = say(
            PLAN_WORDS,
            "planned",
            days=days[:ROOM],
            more=len(days[ROOM:]),
            hour=hour_words(window.hour),
            silent=plan.wish.silent,
            every=plan.wish.every,
            paused=day_words(paused) if paused else "",
            lesson=plan.theme is not None,
        )
        change = Button(
            label(PLAN_WORDS, "change"), str(Asking(Verb.LOOK, plan.wish, After.CHANGE))
        )
        ways = (change, self._to("resume" if paused else "pause"), self._to("stop"))
        return Screen(text, (*rows(*ways, *self._mine()), (help_button(), start_button())))

    def _to(self, verb: str) -> Button:
        return Button(label(PLAN_WORDS, verb), f"{PLAN}:{verb}")

    def _mine(self) -> tuple[Button, ...]:
        return (mine_button(),) if self.answers else ()

    def until(self) -> Screen:
        """Return the days until which there can be a pause."""
        today = self.now.date()
        days = (today + timedelta(weeks=weeks) for weeks in WEEKS)
        shown = (Button(day_words(day), f"{PLAN}:until:{day.isoformat()}") for day in days)
        back = Button(label(PLAN_WORDS, "back"), f"{PLAN}:")
        return Screen(say(PLAN_WORDS, "until"), (*rows(*shown), (back, help_button())))


def read_day(value: str, today: date) -> date | None:
    """Read the day of a pause, which is user input: None for one that is not offered."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if today < day <= today + timedelta(weeks=WEEKS[-1]) else None
