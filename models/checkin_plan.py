"""A plan: what is wished, the dates that come of it, and how two of them become one.

Two check-ins are never within 20 hours. One that would be is moved behind the other, never
dropped; of the same step twice, the later one stays. So merging twice changes nothing more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from models.checkin import DAYS, FIXED, LATER_DAYS, Step
from models.checkin_hours import DAY, Window, chosen, chosen_from
from models.flow import Answers
from models.report import Effect, What

APART = timedelta(hours=20)
MOST_SHIFT = 2
"""Days by which the dates of a plan may be moved, so that they do not tell when it began."""

MOST_WEEKS = 2
LONG = timedelta(days=366)
EXTRA_AFTER = timedelta(days=2)
SEVENTY_TWO_HOURS = timedelta(hours=72)
"""Before it nobody should be asked how it goes (NG10, trauma risk management)."""

_MILD = frozenset({What.VERBAL})
_UNHURT = frozenset({Effect.ALL_RIGHT, Effect.ANGRY})
_MOST = frozenset({Step.NEXT_DAY, Step.THREE_DAYS, Step.WEEK, Step.FOUR_WEEKS})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes: which steps, when, and a moment every so many weeks (0: none).

    shift: days by which all dates are moved. Raises ValueError for what nobody can choose.
    """

    window: Window
    steps: frozenset[Step]
    every: int = 0
    silent: bool = False
    shift: int = 0

    def __post_init__(self) -> None:
        """Refuse what no button offers."""
        if not self.steps <= set(FIXED):
            raise ValueError("a step that cannot be ticked")
        if not 0 <= self.every <= MOST_WEEKS or not 0 <= self.shift <= MOST_SHIFT:
            raise ValueError("a number that cannot be chosen")


@dataclass(frozen=True, slots=True)
class Coming:
    """A check-in that is to come."""

    step: Step
    due: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands: `coming` by date; nothing comes before the local day `paused_until`.

    since: when the last check-in was sent, rounded up to the hour.
    theme: when the next theme of skills comes, if somebody wants them.
    """

    wish: Wish
    paused_until: date | None
    coming: tuple[Coming, ...]
    since: datetime | None = None
    theme: datetime | None = None

    @property
    def next(self) -> Coming | None:
        """Return what comes next."""
        return self.coming[0] if self.coming else None

    @property
    def resumes(self) -> datetime:
        """Return when a pause ends on their wall, long ago without one."""
        day = self.paused_until or date.min + LONG
        return datetime.combine(day, time(), self.wish.window.tz)

    @property
    def last(self) -> Coming | None:
        """Return the last of those that come once."""
        once = [each for each in self.coming if each.step is not Step.MOMENT]
        return once[-1] if once else None


def proposed(answers: Answers | None) -> frozenset[Step]:
    """Return the steps to tick beforehand, from the answers of a log, or without one.

    After words alone that left the person all right or angry, friendly support may be enough
    (HSE): the next day and a week.
    """
    what, effect = (frozenset((answers or {}).get(key, ())) for key in ("what", "effect"))
    mild = what == _MILD and bool(effect) and effect <= _UNHURT
    return frozenset({Step.NEXT_DAY, Step.WEEK}) if mild else _MOST


def planned(wish: Wish, now: datetime) -> tuple[Coming, ...]:
    """Return the dates of a wish that is made now, by date.

    A shifted one is in nothing different from one that was made some days later.
    """
    window, begins = wish.window, wish.window.local(now) + wish.shift * DAY
    ahead = [Coming(step, _due(step, window, begins)) for step in FIXED if step in wish.steps]
    if wish.every:
        ahead.append(Coming(Step.MOMENT, moment_after(begins, wish.every, window)))
    return spaced(ahead, window)


def moment_after(before: datetime, every: int, window: Window) -> datetime:
    """Return the next moment, so many weeks after the last one or after the plan began."""
    return chosen(window.local(before) + timedelta(weeks=every), window)


def spaced(
    ahead: Iterable[Coming], window: Window, since: datetime | None = None
) -> tuple[Coming, ...]:
    """Return them by date; one within 20 hours of the one before moves to the next chosen hour.

    since: when the last one was sent.
    """
    done: list[Coming] = []
    order = list(Step)
    for each in sorted(ahead, key=lambda coming: (coming.due, order.index(coming.step))):
        near = since is not None and each.due < since + APART
        since = chosen_from(since + APART, window) if since and near else each.due
        done.append(Coming(each.step, since))
    return tuple(done)


def merged(
    here: Iterable[Coming], new: Iterable[Coming], window: Window, since: datetime | None = None
) -> tuple[Coming, ...]:
    """Return both as one: each step once, at its later date, and all of them spaced."""
    later: dict[Step, Coming] = {}
    for each in (*here, *new):
        if each.step not in later or later[each.step].due < each.due:
            later[each.step] = each
    return spaced(later.values(), window, since)


def moved(here: Iterable[Coming], window: Window, not_before: datetime) -> tuple[Coming, ...]:
    """Return them at the same days in another window, none before a moment."""
    first = chosen_from(not_before, window)
    return tuple(replace(each, due=max(chosen(each.due, window), first)) for each in here)


def foreseen(wish: Wish, now: datetime, plan: Plan | None = None) -> tuple[Coming, ...]:
    """Return the dates there will be when this wish is joined to the plan there is."""
    new = planned(wish, now)
    if plan is None:
        return new
    first = max(now, plan.resumes)
    here = moved(plan.coming, wish.window, first)
    return merged(here, moved(new, wish.window, first), wish.window, plan.since)


def foreseen_change(wish: Wish, now: datetime, plan: Plan) -> tuple[Coming, ...]:
    """Return the dates there will be when the plan is exactly this wish from now on.

    What stays keeps its days, what is newly ticked counts from today.
    """
    stays = [each for each in plan.coming if _stays(each.step, wish, plan.wish)]
    steps = wish.steps - {each.step for each in stays}
    every = 0 if Step.MOMENT in {each.step for each in stays} else wish.every
    new = planned(replace(wish, steps=steps, every=every), now)
    first = max(now, plan.resumes)
    here = moved(stays, wish.window, first)
    return merged(here, moved(new, wish.window, first), wish.window, plan.since)


def themed(due: datetime, plan: Plan) -> datetime:
    """Return when a theme comes that is due then: check-ins keep their dates, and it gives way."""
    window = plan.wish.window
    free = max(due, plan.resumes, (plan.since or due - APART) + APART)
    at = chosen_from(free, window)
    while any(abs(at - each.due) < APART for each in plan.coming):
        at = chosen_from(at + APART, window)
    return at


def later_moments(now: datetime, window: Window) -> tuple[datetime, ...]:
    """Return when one that is put off can come: at the chosen hour, 20 hours on at least."""
    days = (chosen(window.local(now) + ahead * DAY, window) for ahead in LATER_DAYS)
    return tuple(max(each, chosen_from(now + APART, window)) for each in days)


def _due(step: Step, window: Window, begins: datetime) -> datetime:
    due = chosen(begins + DAYS[step] * DAY, window)
    if step is Step.THREE_DAYS:
        return max(due, chosen_from(begins.astimezone(UTC) + SEVENTY_TWO_HOURS, window))
    return due


def _stays(step: Step, wish: Wish, before: Wish) -> bool:
    if step is Step.MOMENT:
        return wish.every == before.every
    return step in wish.steps or step is Step.EXTRA
