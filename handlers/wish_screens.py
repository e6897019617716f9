"""The screens on which check-ins are set up: who can see them, which days, and at what time."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.care import help_button
from handlers.home import start_button
from handlers.place import Place
from handlers.wishing import After, Asking, Verb
from messages.screen import Button, Screen, rows
from messages.times import clock_words, day_words, hour_words, weekday_words
from messages.words import label, say
from models.checkin import FIXED, Step
from models.checkin_hours import EVERY_DAY, Pattern, offered_hours, usual_hour
from models.checkin_plan import Coming, Plan, Wish, foreseen, foreseen_change
from models.own_words import mark_of

WISHES = "checkins/wish"
PLANS = "plan:"
"""Where a set-up leads back to that follows no log."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Draws the set-up at a moment, for somebody who has this plan already, or none."""

    asking: Asking
    plan: Plan | None
    now: datetime

    def screen(self) -> Screen:
        """Return the screen that was asked for; a Yes is looked at once more."""
        return _DRAWN.get(self.asking.verb, Sheet.look)(self)

    def seen(self) -> Screen:
        """Ask first whether anyone else can see the messages."""
        wish = self.asking.wish
        own = self._to("only_me", Verb.LOOK, replace(wish, silent=False))
        shared = self._to("others", Verb.QUIET)
        buttons = rows(own, shared, self._to("none", Verb.NONE))
        return Screen(say(WISHES, "seen"), (*buttons, (self._back(), help_button())))

    def quiet(self) -> Screen:
        """Return what is proposed where others may see them: none, or without a sound."""
        silent = self._to("silent", Verb.LOOK, replace(self.asking.wish, silent=True))
        buttons = rows(self._to("none", Verb.NONE), silent)
        back = self._to("back", Verb.SEEN)
        return Screen(say(WISHES, "quiet"), (*buttons, (back, help_button())))

    def look(self) -> Screen:
        """Return the dates that are wished, to untick, to move, and to say Yes to."""
        asking, wish = self.asking, self.asking.wish
        coming = self.coming(wish) if wish.steps or wish.every else ()
        text = say(
            WISHES,
            "look",
            days=[day_words(self._local(each.due).date()) for each in coming],
            hour=hour_words(wish.window.hour),
            silent=wish.silent,
            every=wish.every,
            ticks=bool(self._ticks()),
            careful=asking.after is After.UNLINKED,
        )
        changes = asking.after is After.CHANGE
        yes = str(replace(asking.to(Verb.YES), mark=self.mark()))
        settle = [Button(label(WISHES, "keep" if changes else "yes"), yes)]
        if not changes:
            settle.append(self._to("none", Verb.NONE))
        ticks = rows(*self._ticks(), *self._moments())
        time = rows(self._to("time", Verb.WHEN))
        way = Button(label(WISHES, "back"), PLANS) if changes else self._to("back", Verb.SEEN)
        return Screen(text, (*ticks, *time, *rows(*settle), (way, help_button())))

    def coming(self, wish: Wish) -> tuple[Coming, ...]:
        """Return the dates there would be after Yes."""
        if self.asking.after is After.CHANGE and self.plan is not None:
            return foreseen_change(wish, self.now, self.plan)
        return foreseen(wish, self.now, self.plan)

    def mark(self) -> str:
        """Return what stands for the dates that are shown."""
        wish = self.asking.wish
        coming = self.coming(wish) if wish.steps or wish.every else ()
        return mark_of(" ".join(f"{self._local(each.due):%Y%m%d%H}" for each in coming))

    def _ticks(self) -> tuple[Button, ...]:
        """Return the steps that can be ticked, each by its date."""
        wish = self.asking.wish
        if self.asking.after is After.CHANGE:
            steps = [s for s in FIXED if self.plan is not None and s in self.plan.wish.steps]
        else:
            steps = [] if wish.every else list(FIXED)
        return tuple(self._tick(step) for step in steps)

    def _tick(self, step: Step) -> Button:
        wish = self.asking.wish
        ticked = step in wish.steps
        whole = replace(wish, steps=wish.steps | {step})
        due = next(each.due for each in self.coming(whole) if each.step is step)
        local = self._local(due)
        words = f"{local.day} {local:%B}"
        if ticked:
            words = label("report/card", "ticked", label=words)
        return Button(
            words, str(self.asking.to(Verb.LOOK, replace(wish, steps=wish.steps ^ {step})))
        )

    def _moments(self) -> tuple[Button, ...]:
        """Return the moments that come again, where the wish or the plan has some."""
        wish, plan = self.asking.wish, self.plan
        had = plan.wish.every if plan is not None and self.asking.after is After.CHANGE else 0
        if not wish.every and not had:
            return ()
        weeks = (had,) if had else (1, 2)
        return tuple(self._moment(every, off=bool(had)) for every in weeks)

    def _moment(self, every: int, *, off: bool) -> Button:
        wish = self.asking.wish
        ticked = wish.every == every
        words = label(WISHES, "every_week" if every == 1 else "every_2_weeks")
        if ticked:
            words = label("report/card", "ticked", label=words)
        then = 0 if ticked and off else every
        return Button(words, str(self.asking.to(Verb.LOOK, replace(wish, every=then))))

    def when(self) -> Screen:
        """Return when they work, and the ways to another time and other days."""
        window = self.asking.wish.window
        named = [weekday_words(day) for day in sorted(window.weekdays)]
        text = say(
            WISHES,
            "when",
            hour=hour_words(window.hour),
            weekdays=[] if window.weekdays == EVERY_DAY else named,
        )
        patterns = (self._pattern(pattern) for pattern in Pattern)
        more = (self._to("hour", Verb.HOUR), self._to("weekdays", Verb.DAYS))
        done = self._to("done", Verb.LOOK)
        return Screen(text, (*rows(*patterns), *rows(*more), *rows(done), (help_button(),)))

    def _pattern(self, pattern: Pattern) -> Button:
        window = self.asking.wish.window
        words = label(WISHES, pattern)
        if pattern is window.pattern:
            words = label("report/card", "ticked", label=words)
            moved = window
        else:
            moved = replace(window, pattern=pattern, hour=usual_hour(pattern))
        return Button(words, str(self.asking.windowed(Verb.WHEN, moved)))

    def hour(self) -> Screen:
        """Return the hours to choose from, in which nobody who works so is likely to sleep."""
        window = self.asking.wish.window
        chosen = (
            Button(
                hour_words(hour), str(self.asking.windowed(Verb.WHEN, replace(window, hour=hour)))
            )
            for hour in offered_hours(window.pattern)
        )
        back = self._to("back", Verb.WHEN)
        return Screen(say(WISHES, "which_hour"), (*rows(*chosen), (back, help_button())))

    def days(self) -> Screen:
        """Return the days of the week, to tick; one always stays."""
        days = (self._weekday(day) for day in sorted(EVERY_DAY))
        done = self._to("done", Verb.WHEN)
        return Screen(say(WISHES, "which_days"), (*rows(*days, done), (help_button(),)))

    def _weekday(self, day: int) -> Button:
        window = self.asking.wish.window
        ticked = day in window.weekdays
        words = weekday_words(day)
        if ticked:
            words = label("report/card", "ticked", label=words)
        moved = window.weekdays ^ {day} or window.weekdays
        asked = self.asking.windowed(Verb.DAYS, replace(window, weekdays=moved))
        return Button(words, str(asked))

    def none(self) -> Screen:
        """Return what is said when somebody wants no check-ins."""
        return Screen(say(WISHES, "declined"), self._onward())

    def settled(self, kept: Plan | None) -> Screen:
        """Return what is said after Yes: when the next one comes."""
        following = self._local(kept.next.due) if kept and kept.next else None
        day = day_words(following.date()) if following else ""
        hour = clock_words(following.replace(minute=0)) if following else ""
        part = "changed" if self.asking.after is After.CHANGE else "set"
        text = say(WISHES, part, day=day, next=day, hour=hour, before=self.plan is not None)
        return Screen(text, self._onward())

    def _onward(self) -> tuple[tuple[Button, ...], ...]:
        """Return the way on: back to what would help after a log, else to the start."""
        if self.asking.facts is None:
            return ((help_button(), start_button()),)
        asked = Place(logged=True, facts=self.asking.facts)
        question = Button(label(WISHES, "what_helps"), str(asked))
        return ((question,), (help_button(), start_button()))

    def _back(self) -> Button:
        facts = self.asking.facts
        way = str(Place(logged=True, facts=facts)) if facts is not None else PLANS
        return Button(label(WISHES, "back"), way)

    def _to(self, part: str, verb: Verb, wish: Wish | None = None) -> Button:
        return Button(label(WISHES, part), str(self.asking.to(verb, wish)))

    def _local(self, moment: datetime) -> datetime:
        return self.asking.wish.window.local(moment)


_DRAWN = {
    Verb.SEEN: Sheet.seen,
    Verb.QUIET: Sheet.quiet,
    Verb.WHEN: Sheet.when,
    Verb.HOUR: Sheet.hour,
    Verb.DAYS: Sheet.days,
    Verb.NONE: Sheet.none,
}
